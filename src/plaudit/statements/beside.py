"""What stands beside the books, held against them: decisions, payouts with their files, what became of each line.

Nothing here is in the chain itself; what it said when something was booked is.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.ledger.post import read
from plaudit.statements.close import decided
from plaudit.statements.drafts import latest
from plaudit.statements.payouts.models import Batch, Exported, Outcome, Slip, Step


def beside() -> tuple[str, ...]:
    """A sentence for each that is not what was booked; to be asked of books that verify."""
    return (*_closes(), *_payouts(), *_outcomes())


def _closes() -> Iterator[str]:
    for posting in Posting.objects.filter(what="close"):
        if decided(latest(posting.period)) != posting.facts.get("decisions", []):
            yield f"What was decided about {posting.period} is not what was booked with its close."


def _payouts() -> Iterator[str]:
    postings = list(Posting.objects.filter(what="payout"))
    for posting in postings:
        facts = {name: told for name, told in posting.facts.items() if name != "head_before"}
        if _told(posting) != facts:
            yield f"The {posting.once} is not what was booked when it was sent."
    for step in Step.objects.filter(what=Step.What.SENT).exclude(posting__in=postings):
        yield f"Payout {step.batch_id} is not what was booked when it was sent: nothing was."


def _told(posting: Posting) -> Mapping[str, Any] | None:
    """What the tables say of a payout, as the books say it; None where rows are gone or say something else."""
    batch = Batch.objects.filter(pk=posting.facts["payout"]).first()
    sent = Step.objects.filter(batch=batch, what=Step.What.SENT, posting=posting).first()
    file = Exported.objects.filter(batch=batch).first()
    if batch is None or sent is None or file is None:
        return None
    slips = list(Slip.objects.filter(batch=batch).select_related("due").order_by("place"))
    approvals = Step.objects.filter(batch=batch, what=Step.What.APPROVED, posting=None, digest=sent.digest)
    if (sent.by, sent.at, batch.period) != (posting.by, posting.at, posting.period) or not _listed(posting, slips):
        return None
    return {
        "payout": batch.pk,
        "funded_by": batch.funded_by,
        "currency": batch.currency,
        "layout": batch.layout,
        "pay_on": batch.pay_on.isoformat(),
        "lines": len(slips),
        "total": sum(slip.amount for slip in slips),
        "made_by": batch.made_by,
        "made_at": batch.made_at.isoformat(),
        "approved": [{"by": step.by, "at": step.at.isoformat(), "digest": step.digest} for step in approvals],
        "digest": sent.digest,
        "file": file.name,
        "file_digest": file.digest if file.digest == _hash(file) else "",
    }


def _listed(posting: Posting, slips: list[Slip]) -> bool:
    """Whether the lines are those of the paper that was frozen with it."""
    paper = Paper.objects.filter(posting=posting).first()
    lines = [
        [slip.reference, due.person, due.program, due.funded_by, due.origin, slip.amount, due.into_currency]
        for slip, due in ((slip, slip.due) for slip in slips)
    ]
    return paper is not None and json.loads(read(paper))["lines"] == lines


def _hash(file: Exported) -> str:
    try:
        return hashlib.sha256(zlib.decompress(file.packed)).hexdigest()
    except zlib.error:
        return ""


def _outcomes() -> Iterator[str]:
    found: dict[int, list[tuple[str, str]]] = {}
    moments: dict[int, set[tuple[Any, ...]]] = {}
    for each in Outcome.objects.select_related("slip"):
        found.setdefault(each.posting_id, []).append((each.slip.reference, each.what))
        moments.setdefault(each.posting_id, set()).add((each.by, each.at))
    for posting in Posting.objects.filter(what="confirmation"):
        booked = sorted(Entry.objects.filter(posting=posting).values_list("cause", "kind"))
        if sorted(found.pop(posting.pk, [])) != booked or moments.pop(posting.pk) != {(posting.by, posting.at)}:
            yield f"What became of payouts is not what was booked with the {posting.once}."
    for number in found:
        yield f"What became of payouts is not what was booked with posting {number}."
