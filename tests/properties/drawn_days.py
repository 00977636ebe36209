"""Days and amounts worth drawing: the edges of windows, ties, half cents and thirds."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.oracle.slow import windows
from tests.oracle.slow.windows import Calendar, Window

DAY = timedelta(days=1)
YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))
Draw = st.DrawFn


def seldom(draw: Draw, strategy: st.SearchStrategy[Any], one_in: int = 4) -> Any:
    """None mostly, and what examples shrink to."""
    return draw(strategy) if draw(st.integers(1, one_in)) == one_in else None


@st.composite
def calendars(draw: Draw) -> Calendar:
    return Calendar(
        zone=draw(st.sampled_from(["UTC", "America/New_York", "Asia/Tokyo"])),
        first_month=draw(st.sampled_from([1, 1, 1, 7, 10])),
        named_by=draw(st.sampled_from(["end", "start"])),
    )


@st.composite
def periods(draw: Draw, calendar: Calendar) -> Window:
    """The period asked for: it holds 15 August 2026 whatever its length."""
    length = draw(st.sampled_from(["quarter", "quarter", "quarter", "month", "half", "year"]))
    return windows.window_of(date(2026, 8, 15), length, calendar)


def days(period: Window) -> st.SearchStrategy[date]:
    """Often one of few days, so that days tie; sometimes a day outside the period."""
    month = windows.window_of(date(2026, 8, 15), "month", Calendar())
    edges = [period.start, period.last, month.start, month.last, period.start + 10 * DAY]
    outside = [period.start - DAY, period.end, period.end + 20 * DAY, period.start - 40 * DAY]
    anywhere = st.dates(period.start, period.last)
    return st.one_of(st.sampled_from(edges), anywhere, anywhere, st.sampled_from(outside))


def moments(day: date) -> st.SearchStrategy[str]:
    """When a fact of that day became known: then, or well after; near midnight in one zone or another."""
    hours = st.sampled_from(["00:30:00", "12:00:00", "15:00:00", "23:59:59"])
    after = st.sampled_from([0, 0, 1, 2, 14, 45, 60])
    return st.tuples(after, hours).map(lambda late: f"{day + late[0] * DAY}T{late[1]}Z")


EACH = ["100.00", "10.00", "0.005", "33.335", "33.333333", "150.00", "0.01"]
RATES = ["3%", "10%", "1/3", "0.5%", "12.5%", "100%"]
FLATS = ["50.00", "0.01", "33.33"]
BOUNDS = ["1", "2", "3", "1/2", "1.5", "5", "0.333333"]
AMOUNTS = ["100", "0.01", "0.5", "999.99", "1000", "33.33", "10000", "0.15", "1"]
AMOUNT_BOUNDS = ["100", "1000", "99.99", "33.333333", "5000"]
CAPS = ["100.00", "33.33", "150.00", "0.01", "250.00", "99.99", "1000.00"]
