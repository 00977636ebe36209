"""Taking over books that were kept elsewhere: every period that facts say is closed, in order."""

from datetime import datetime

from plaudit.ledger.models import Posting
from plaudit.statements import begin
from plaudit.statements.close import close
from plaudit.statements.prepare import prepare


def take_over(*, by: str, at: datetime) -> tuple[Posting, ...]:
    """What is taken over stands at once; begun again after a stop it goes on with the next period."""
    taken = []
    while (draft := begin.take_over(by=by, at=at)) is not None:
        taken.append(close(prepare(draft, at=at), by=by, at=at))
    return tuple(taken)
