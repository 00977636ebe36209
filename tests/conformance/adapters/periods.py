"""Edges of calendar periods, days between dates, what a period holds."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from plaudit.cli.ask import as_of
from plaudit.values.period import Length, Period, day_number, windows
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs

LENGTHS: dict[str, Length] = {
    "month": "month",
    "monthly": "month",
    "quarter": "quarter",
    "quarterly": "quarter",
    "half": "half",
    "semi": "half",
    "year": "year",
    "annual": "year",
    "yearly": "year",
}


def edge(inputs: Inputs) -> Answer:
    window = _holding(inputs)
    return Answer.of(None, date={"start": window.start, "end": window.last}[inputs["which"]].isoformat())


def start(inputs: Inputs) -> Answer:
    return Answer.of(None, start=_holding(inputs).start.isoformat())


def _holding(inputs: Inputs) -> Period:
    day = date.fromisoformat(inputs["date"])
    (window,) = windows(LENGTHS[inputs["unit"]], Period(day, day + timedelta(days=1)))
    return window


def between(inputs: Inputs) -> Answer:
    first, last = (day_number(date.fromisoformat(inputs[name])) for name in ("from", "to"))
    return Answer.of(None, days=last - first, diff=last - first)


def leap(inputs: Inputs) -> Answer:
    return Answer.of(None, leap=Period.of(inputs["year"]).days == 366)


def holds(inputs: Inputs) -> Answer:
    """Both ends belong to the range; ours ends before the day after."""
    first, last = (date.fromisoformat(inputs[name]) for name in ("from", "to"))
    period = Period(first, last + timedelta(days=1))
    return Answer.of(None, **{"in": period.holds(date.fromisoformat(inputs["date"]))})


def first_instant(inputs: Inputs) -> Answer:
    return Answer.of(None, instant=_begins(inputs["date"], inputs["zone"]).isoformat().replace("+00:00", "Z"))


def hours(inputs: Inputs) -> Answer:
    lasts = _begins(inputs["to"], inputs["zone"]) - _begins(inputs["from"], inputs["zone"])
    return Answer.of(None, hours=Fraction(lasts // timedelta(seconds=1), 3600))


def _begins(day: str, zone: str) -> datetime:
    """What `--as-of` takes for the end of the day before, and a moment more."""
    before = date.fromisoformat(day) - timedelta(days=1)
    return as_of(before.isoformat(), zone) + timedelta(microseconds=1)


KINDS = (
    Kind(first_instant, "tz_start"),
    Kind(hours, "tz_hours"),
    Kind(edge, "period_edge"),
    Kind(start, "oca_start"),
    Kind(between, "days_between"),
    Kind(between, "zen_diff"),
    Kind(leap, "leap"),
    Kind(holds, "date_in_range"),
)
