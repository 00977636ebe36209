"""Where a close stands: the draft that counts, the books that are still elsewhere, the period that comes next."""

from datetime import date

from django.db.models import Max, Q

from plaudit.activities.models import Close
from plaudit.ledger.closed import CLOSES, closed
from plaudit.ledger.models import Posting
from plaudit.plans.plan import Calendar
from plaudit.statements.models import Draft, Prepared
from plaudit.values.period import Length, previous, window_on
from plaudit.values.refused import Refused

LENGTHS: tuple[Length, ...] = ("month", "quarter", "half", "year")


def standing_draft(number: int) -> Draft | None:
    """The draft that counts for the period of this one: whoever drafts anew discards what was drafted before."""
    asked = Draft.objects.filter(pk=number).first()
    return None if asked is None else latest(asked.period)


def latest(period: str) -> Draft | None:
    return Draft.objects.filter(period=period).order_by("-pk").first()


def not_discarded(draft: Draft) -> None:
    """Raises Refused where the draft is not the one that counts, or what it stands on is not what the books hold."""
    if Posting.objects.filter(once=f"close {draft.period}").exists():
        raise Refused("already-closed", f"{draft.period} is closed and never opened again.")
    counts = latest(draft.period)
    if counts is not None and counts != draft:
        raise Refused("draft-discarded", f"{counts.begun_by} drafted {draft.period} anew: look at the new draft.")
    later = Close.objects.filter(arrival__gt=draft.watermark).first()
    if later is not None and not draft.elsewhere:
        raise Refused("draft-outdated", f"{later.period} was closed after {draft.period} was drafted: draft it anew.")


def sweep() -> None:
    """Take away what was calculated for drafts that can no longer be closed: the period is, or a newer one counts."""
    newest = Draft.objects.order_by().values("period").annotate(last=Max("pk")).values("last")
    over = Q(draft__period__in=Posting.objects.filter(what__in=CLOSES).values("period"))
    Prepared.objects.filter(over | ~Q(draft__in=newest)).delete()


def comes_next(calendar: Calendar, today: date) -> str:
    """The period after the last closed one, as long as that; before the first close, the last quarter that is over."""
    before = closed()
    first = calendar.first_month
    if before:
        last = before[-1].period
        whole = (each for each in LENGTHS if window_on(each, last.start, first) == last)
        length: Length = next(whole, "quarter")
        following = window_on(length, last.end, first)
    else:
        following = previous(window_on("quarter", today, first), "quarter", first)
    return following.name(first, calendar.named_by)
