"""Where a close stands: the draft that counts, the books that are still elsewhere, the period that comes next."""

from datetime import date, timedelta

from plaudit.ledger.closed import closed
from plaudit.plans.plan import Calendar
from plaudit.statements.models import Draft
from plaudit.values.period import Length, Period, previous, windows
from plaudit.values.refused import Refused

LENGTHS: tuple[Length, ...] = ("month", "quarter", "half", "year")


def standing_draft(number: int) -> Draft | None:
    """The draft that counts for the period of this one: whoever drafts anew discards what was drafted before."""
    asked = Draft.objects.filter(pk=number).first()
    return None if asked is None else latest(asked.period)


def latest(period: str) -> Draft | None:
    return Draft.objects.filter(period=period).order_by("-pk").first()


def not_discarded(number: int, draft: Draft) -> Draft:
    """Raises Refused where the draft that somebody had before her is not the one that counts."""
    if draft.pk != number:
        raise Refused("draft-discarded", f"{draft.begun_by} drafted {draft.period} anew: look at the new draft.")
    return draft


def comes_next(calendar: Calendar, today: date) -> str:
    """The period after the last closed one, as long as that; before the first close, the last quarter that is over."""
    before = closed()
    if before:
        last = before[-1].period
        whole = (each for each in LENGTHS if _holding(last.start, each, calendar) == last)
        length: Length = next(whole, "quarter")
        following = _holding(last.end, length, calendar)
    else:
        following = previous(_holding(today, "quarter", calendar), "quarter", calendar.first_month)
    return following.name(calendar.first_month, calendar.named_by)


def _holding(day: date, length: Length, calendar: Calendar) -> Period:
    return windows(length, Period(day, day + timedelta(days=1)), calendar.first_month)[0]
