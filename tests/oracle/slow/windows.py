"""Half-open stretches of days: periods as typed, fiscal years, windows."""

from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
NAMES = [date(2026, month, 1).strftime("%B").lower() for month in range(1, 13)]
DAY = timedelta(days=1)
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


class Window(NamedTuple):
    start: date
    end: date

    @property
    def last(self) -> date:
        return self.end - DAY

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def key(self) -> str:
        return f"{self.start}/{self.end}"

    def holds(self, day: date) -> bool:
        return self.start <= day < self.end

    def meets(self, other: "Window") -> bool:
        return max(self.start, other.start) < min(self.end, other.end)

    def each_day(self) -> list[date]:
        return [self.start + n * DAY for n in range(self.days)]


class Calendar(NamedTuple):
    zone: str = "UTC"
    first_month: int = 1
    named_by: str = "end"


def add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def year_start(year: int, calendar: Calendar) -> date:
    """Fiscal years that do not start in January are named by the calendar year they end in, unless the plan says."""
    early = calendar.first_month != 1 and calendar.named_by == "end"
    return date(year - 1 if early else year, calendar.first_month, 1)


def parse(text: str, calendar: Calendar) -> Window:
    if "/" in text:
        start, end = text.split("/")
        return Window(date.fromisoformat(start), date.fromisoformat(end))
    if "-" not in text:
        start_day = year_start(int(text), calendar)
        return Window(start_day, add_months(start_day, 12))
    year, part = text.split("-")
    if part.isdigit():
        month = date(int(year), int(part), 1)
        return Window(month, add_months(month, 1))
    length = MONTHS["quarter" if part[0] == "Q" else "half"]
    start_day = add_months(year_start(int(year), calendar), length * (int(part[1]) - 1))
    return Window(start_day, add_months(start_day, length))


def name(window: Window, calendar: Calendar) -> str:
    for year in range(window.start.year - 1, window.start.year + 2):
        parts = [f"{year}-{n:02d}" for n in range(1, 13)] + [f"{year}-Q{n}" for n in range(1, 5)]
        for text in [*parts, f"{year}-H1", f"{year}-H2", str(year)]:
            if parse(text, calendar) == window:
                return text
    return window.key


def window_of(day: date, length: str, calendar: Calendar) -> Window:
    months = MONTHS[length]
    since = (day.year * 12 + day.month - calendar.first_month) % months
    start = add_months(date(day.year, day.month, 1), -since)
    return Window(start, add_months(start, months))


def windows(length: str, within: Window, calendar: Calendar) -> list[Window]:
    """The whole windows that share a day with `within`, in order."""
    found = [window_of(within.start, length, calendar)]
    while found[-1].end < within.end:
        found.append(window_of(found[-1].end, length, calendar))
    return found
