"""Beginning a close: a draft of a period that is over and follows the last one that was closed."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from plaudit.activities.models import Close
from plaudit.ledger.closed import Closed, closed
from plaudit.people.arrive import hold
from plaudit.people.models import Arrival
from plaudit.people.recorded import standing
from plaudit.plans.plan import Calendar
from plaudit.plans.programs.find import calendar
from plaudit.statements.drafts import sweep
from plaudit.statements.models import Draft
from plaudit.values.period import Period
from plaudit.values.refused import Refused


@transaction.atomic
def begin(period: Period, *, by: str, at: datetime) -> Draft:
    """A draft that stands on everything known now; `prepare` calculates it.

    Raises Refused for a period that is not over, is closed, or does not follow the last closed one.
    """
    # Nothing is closed meanwhile: a draft of a closed period would hide the one that was booked.
    hold()
    name = _name(period)
    last = Arrival.objects.order_by("-pk").first()
    if last is None:
        raise Refused("nothing-known", "There are no facts yet: import them first.")
    if period.end > at.date():
        raise Refused("period-not-over", f"{name} ends on {period.last}: it can be closed from {period.end} on.")
    waiting = [each for each, _ in kept_elsewhere()]
    if waiting:
        raise Refused(
            "books-elsewhere",
            f"{_name(waiting[0])} was closed elsewhere and is not in the books yet: take over its books first.",
        )
    _follows(period, closed())
    return _begun(Draft(**_days(period, last), known_at=last.recorded_at, begun_by=by, begun_at=at))


@transaction.atomic
def take_over(*, by: str, at: datetime) -> Draft | None:
    """A draft of the first period that other books closed, as known when they did; None when none is left."""
    hold()
    waiting = kept_elsewhere()
    last = Arrival.objects.order_by("-pk").first()
    if not waiting or last is None:
        return None
    period, moment = waiting[0]
    days = _days(period, last)
    # Whoever begins again after a stop, or beside another who takes over, goes on with the same draft.
    standing = Draft.objects.filter(**days, known_at=moment, elsewhere=True).last()
    return standing or _begun(Draft(**days, known_at=moment, begun_by=by, begun_at=at, elsewhere=True))


def _begun(draft: Draft) -> Draft:
    last = Draft.objects.first()
    # The journal names it: as with payouts, none is left out.
    draft.pk = 1 if last is None else last.pk + 1
    draft.save(force_insert=True)
    sweep()
    return draft


def kept_elsewhere() -> list[tuple[Period, datetime]]:
    """Periods that facts say are closed and that the books do not hold, in order."""
    of = calendar()
    there = {each.period for each in closed()}
    rows = [(Period.of(row.period, of.first_month, of.named_by), row.closed_at) for row in standing(Close)]
    return sorted((period, _moment(text, of)) for period, text in rows if period not in there)


def _follows(period: Period, before: tuple[Closed, ...]) -> None:
    name = _name(period)
    for each in before:
        if each.period.overlap(period) is not None:
            raise Refused("already-closed", f"{each.name} is closed and never opened again.")
    if before and period.start < before[0].period.start:
        first = before[0].name
        raise Refused(
            "period-before", f"The books begin with {first}: {name} lies before it, and is not closed any more."
        )
    if before and before[-1].period.end != period.start:
        after = before[-1]
        raise Refused(
            "period-missing", f"{after.name} was closed last: {name} cannot be closed before the days between them."
        )


def _days(period: Period, last: Arrival) -> dict[str, Any]:
    return {"period": _name(period), "starts": period.start, "ends": period.end, "watermark": last.pk}


def _name(period: Period) -> str:
    of = calendar()
    return period.name(of.first_month, of.named_by)


def _moment(text: str, of: Calendar) -> datetime:
    """A close on a day is a close at the end of that day."""
    if len(text) > len("2026-04-09"):
        return datetime.fromisoformat(text)
    after = date.fromisoformat(text) + timedelta(days=1)
    return datetime.combine(after, time(), ZoneInfo(of.time_zone)).astimezone(UTC)
