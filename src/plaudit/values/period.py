"""Periods and windows: half-open days, read from and named as people write them, in any fiscal year (rule 3)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Length = Literal["month", "quarter", "half", "year"]

MONTHS: dict[Length, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}

_NAMED = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")
_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")
_EPOCH = date(1970, 1, 1).toordinal()


class PeriodUnreadable(ValueError):
    """The text names no period; the message is a sentence for a person."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} is not a period: write 2026-Q3, 2026-07, 2026-H2, 2026 or 2026-07-01/2026-10-01 "
            "(the first day, then the day after the last)."
        )
        self.text = text


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to and without `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"A period ends after it starts: {self.start} to {self.end} holds no day.")

    @classmethod
    def of(cls, text: str, first_month: int = 1, named_by: str = "end") -> "Period":
        """A year, half or quarter is a fiscal one; a month is the calendar's own."""
        days, name = _DAYS.fullmatch(text), _NAMED.fullmatch(text)
        try:
            if days is not None:
                return cls(date.fromisoformat(days[1]), date.fromisoformat(days[2]))
            if name is not None:
                return _named(name, first_month, named_by)
        except ValueError as wrong:
            raise PeriodUnreadable(text) from wrong
        raise PeriodUnreadable(text)

    @property
    def key(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    def holds(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlap(self, other: "Period") -> "Period | None":
        """The days in both; None when there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def name(self, first_month: int = 1, named_by: str = "end") -> str:
        """The short name people use, or the key when the days are no month, quarter, half or year."""
        if self.start.day != 1 or self.end.day != 1:
            return self.key
        months = _month_of(self.end) - _month_of(self.start)
        offset = (self.start.month - first_month) % 12
        if months == 1:
            return self.start.isoformat()[:7]
        year = _year_name(_month_of(self.start) - offset, named_by)
        if offset % months or months not in MONTHS.values():
            return self.key
        part = {3: f"-Q{offset // 3 + 1}", 6: f"-H{offset // 6 + 1}", 12: ""}[months]
        return f"{year:04d}{part}"


def window_on(length: Length, day: date, first_month: int) -> Period:
    """The window that holds a day."""
    months = MONTHS[length]
    month = _month_of(day)
    start = month - (month - (first_month - 1)) % months
    return Period(_first_day(start), _first_day(start + months))


def windows(length: Length, within: Period, first_month: int = 1) -> tuple[Period, ...]:
    """Every window of that length with a day in `within`, whole and in order."""
    found = [window_on(length, within.start, first_month)]
    while found[-1].end < within.end:
        found.append(window_on(length, found[-1].end, first_month))
    return tuple(found)


def previous(period: Period, length: Length, first_month: int = 1) -> Period:
    """The window that holds the day before `period` starts."""
    return window_on(length, period.start - timedelta(days=1), first_month)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day(number: int) -> date:
    return date.fromordinal(number + _EPOCH)


def _named(found: re.Match[str], first_month: int, named_by: str) -> Period:
    year, quarter, half, month = found.groups()
    january = int(year) * 12
    if month is not None:
        return _months(january + int(month) - 1, 1)
    begins = january + first_month - 1 - (12 if first_month > 1 and named_by == "end" else 0)
    if quarter is not None:
        return _months(begins + 3 * (int(quarter) - 1), 3)
    if half is not None:
        return _months(begins + 6 * (int(half) - 1), 6)
    return _months(begins, 12)


def _months(start: int, count: int) -> Period:
    return Period(_first_day(start), _first_day(start + count))


def _year_name(begins: int, named_by: str) -> int:
    last_month = begins + 11
    return (last_month if named_by == "end" else begins) // 12


def _month_of(day: date) -> int:
    """Months since the year 0, so that months add."""
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
