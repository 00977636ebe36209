"""A remittance note: what one payout pays one person, and how to check that it is what the books say."""

import json
from pathlib import Path

from plaudit.ledger.models import Entry, Posting
from plaudit.statements.payouts.models import Slip, Step
from plaudit.values.money import Money
from plaudit.web.components import locale
from plaudit.web.pages.statement.pdf import LETTER
from plaudit.web.periods import label

LAYOUT = Path(__file__).with_name("remittance.typ")


def remittance(batch: int, person: str, name: str) -> bytes | None:
    """The same bytes whenever it is asked for; None where this payout pays her nothing, or is not sent."""
    step = Step.objects.filter(batch=batch, what=Step.What.SENT).select_related("batch", "posting").first()
    slips = list(Slip.objects.filter(batch=batch, due__person=person).select_related("due").order_by("place"))
    if step is None or step.posting is None or not slips:
        return None
    # Loads a compiler; only this needs it.
    import typst

    total = Money(sum(slip.amount for slip in slips), step.batch.currency)
    told = {
        "name": name,
        "payout": str(step.batch),
        "sent": locale.day(step.at.date()),
        "pay_on": locale.day(step.batch.pay_on),
        "purse": step.batch.funded_by,
        "total": locale.money(total),
        "lines": [_line(slip, slip.due) for slip in slips],
        **_proof(step.posting),
    }
    paper = "us-letter" if locale.reading().territory in {None, *LETTER} else "a4"
    inputs = {"told": json.dumps(told), "paper": paper}
    # Only the fonts that the compiler brings: those of a machine would change the bytes.
    printed: bytes = typst.compile(LAYOUT, sys_inputs=inputs, ignore_system_fonts=True)
    return printed


def _line(slip: Slip, due: Entry) -> dict[str, str]:
    amount = locale.amount(Money(slip.amount, due.into_currency))
    return {"reference": slip.reference, "period": label(due.origin), "program": due.program, "amount": amount}


def _proof(posting: Posting) -> dict[str, str]:
    return {"file": posting.facts["file"], "digest": posting.facts["file_digest"], "head": posting.head}
