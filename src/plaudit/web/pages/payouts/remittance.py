"""A remittance note: what one payout pays one person, and how to check that it is what the books say."""

from pathlib import Path

from plaudit.ledger.models import Entry, Posting
from plaudit.statements.payouts.models import Slip, Step
from plaudit.values.money import Money
from plaudit.web.components import locale
from plaudit.web.components.typeset import typeset
from plaudit.web.periods import label

LAYOUT = Path(__file__).with_name("remittance.typ")


def remittance(batch: int, person: str, name: str) -> bytes | None:
    """The same bytes whenever it is asked for; None where this payout pays her nothing, or is not sent."""
    step = Step.objects.filter(batch=batch, what=Step.What.SENT).select_related("batch", "posting").first()
    slips = list(Slip.objects.filter(batch=batch, due__person=person).select_related("due").order_by("place"))
    if step is None or step.posting is None or not slips:
        return None
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
    return typeset(LAYOUT, told)


def _line(slip: Slip, due: Entry) -> dict[str, str]:
    amount = locale.amount(Money(slip.amount, due.into_currency))
    return {"reference": slip.reference, "period": label(due.origin), "program": due.program, "amount": amount}


def _proof(posting: Posting) -> dict[str, str]:
    return {"file": posting.facts["file"], "digest": posting.facts["file_digest"], "head": posting.head}
