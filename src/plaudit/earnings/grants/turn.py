"""One turn of a proposal: dated, by somebody, in the journal."""

from datetime import datetime

from plaudit.earnings.grants.models import Proposal, Turn, Words
from plaudit.people.access import Reader
from plaudit.people.journal import journal


def turn(proposal: Proposal, what: str, words: str, *, by: Reader, at: datetime, **facts: str) -> Turn:
    """Call it in a transaction. The journal is read by those who see nobody's pay: it names no amount."""
    done = Turn.objects.create(proposal=proposal, at=at, by=by.key, what=what)
    if words.strip():
        Words.objects.create(turn=done, text=words.strip()[:500])
    journal(f"{what}-grant", f"grant {proposal.key}", by=by.key, at=at, incentive=proposal.incentive, **facts)
    return done
