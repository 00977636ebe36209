"""`limits`: caps in money and in counts (rules 9 and 15)."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Tag

from plaudit.plans.document.scalars import MoneyAmount, Whole
from plaudit.plans.document.shape import Document
from plaudit.plans.incentive import Limits
from plaudit.plans.keys.reading import Reading


class BudgetDocument(Document):
    """Money for each window, or for the incentive's whole life."""

    model_config = ConfigDict(json_schema_extra={"required": ["amount", "per"]})

    amount: MoneyAmount
    per: Literal["window", "effective"] = "window"


def _form(written: Any) -> str:
    match written:
        case dict():
            return "<per>"
        case _:
            return "<amount>"


class LimitsDocument(Document):
    """What one act, one person and all people together may earn at most; how many acts of an account are served."""

    per_activity: MoneyAmount | None = None
    per_person: MoneyAmount | None = None
    budget: (
        Annotated[
            Annotated[MoneyAmount, Tag("<amount>")] | Annotated[BudgetDocument, Tag("<per>")],
            Discriminator(_form),
        ]
        | None
    ) = None
    budget_share: Literal["first", "prorate"] | None = None
    per_account: Whole | None = None
    per_contact: Whole | None = None


def limits(document: LimitsDocument, reading: Reading) -> Limits | None:
    if document.budget_share is not None and document.budget is None:
        reading.at("budget_share").note(
            "budget-missing",
            "`budget_share` says how a budget is shared, but there is no budget.",
            "Add `budget: 10000.00`, or delete `budget_share`.",
        )
        return None
    budget, per = _budget(document)
    share = document.budget_share
    if share == "prorate" and per == "effective":
        reading.at("budget_share").note(
            "keys-contradict",
            "A budget for the incentive's life cannot be prorated when a window ends: later windows are not known yet.",
            "Write `budget_share: first`, or give each window its own budget.",
        )
        return None
    return Limits(
        per_activity=document.per_activity,
        per_person=document.per_person,
        budget=budget,
        budget_per=per,
        budget_share=share if share is not None else "first",
        per_account=document.per_account,
        per_contact=document.per_contact,
    )


def _budget(document: LimitsDocument) -> tuple[int | None, Literal["window", "effective"]]:
    match document.budget:
        case BudgetDocument():
            return document.budget.amount, document.budget.per
        case amount:
            return amount, "window"
