from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.checks.worst import worst


def find(subject: Subject) -> Iterator[Remark]:
    if subject.plan.budget is not None:
        return
    for offer in subject.paying:
        if worst(subject, offer).person is None and not _pays_itself(offer):
            yield Remark(f"{offer.path}.pays", _says(offer), _remedy(offer))


def _pays_itself(offer: Offer) -> bool:
    """A share of deals each of which is capped grows only with the revenue that funds it."""
    return offer.commission and offer.incentive.limits.per_activity is not None


def _says(offer: Offer) -> str:
    if offer.commission:
        return (
            f"`{offer.key}` has no upper end: one deal of any size pays its full share, and nothing limits what a "
            f"person can earn in a {offer.window}."
        )
    return (
        f"`{offer.key}` has no upper end: every unit more pays, and nothing limits what a person or the program "
        f"can earn in a {offer.window}."
    )


def _remedy(offer: Offer) -> str:
    if offer.commission:
        return "Set `limits.per_activity` against windfall deals, `limits.per_person`, or `limits.budget`."
    return "Set `limits.per_person`, `limits.budget`, or a `budget` at the head of the plan."


CHECK = Check(
    code="unbounded",
    severity="warn",
    about="An incentive without any end: no cap a person, no budget. A share of deals counts as bounded when each "
    "deal is capped, because it grows only with the revenue that pays for it.",
    cites="R19; how it pays, rule 15",
    find=find,
)
