"""The period a page is about: named in its address, otherwise the latest quarter in which anything was reached."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest

from plaudit.activities.find import last_day
from plaudit.plans.plan import Calendar
from plaudit.values.period import Length, Period, PeriodUnreadable, previous, window_on
from plaudit.web.components.day import FIRST, LAST

# How far back the chooser goes; what is older is reached by its address.
QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """Another period, and the address of the same page for it."""

    label: str
    name: str

    @property
    def url(self) -> str:
        return f"?period={self.name}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The period of a page and its neighbours."""

    period: Period
    name: str
    label: str
    today: date
    before: Choice
    after: Choice
    choices: tuple[Choice, ...]

    @property
    def over(self) -> bool:
        return self.period.end <= self.today

    @property
    def days_left(self) -> int:
        """Today included; 0 when it is over."""
        return max((self.period.end - self.today).days, 0)


def chosen(request: HttpRequest, calendar: Calendar, today: date) -> Chosen:
    """Raises Http404 for what names no period."""
    text = request.GET.get("period", "")
    return choose(text or _name(_quarter(last_day(today), calendar), calendar), calendar, today)


def choose(text: str, calendar: Calendar, today: date) -> Chosen:
    """Raises Http404 for what names no period."""
    try:
        period = Period.of(text, calendar.first_month, calendar.named_by)
    except PeriodUnreadable as unreadable:
        raise Http404(str(unreadable)) from unreadable
    # Beyond these no period has neighbours.
    if period.start < FIRST or period.end > LAST:
        raise Http404
    length = _length(period, calendar)
    return Chosen(
        period=period,
        name=_name(period, calendar),
        label=label(_name(period, calendar)),
        today=today,
        before=_choice(previous(period, length, calendar.first_month), calendar),
        after=_choice(_holding(period.end, length, calendar), calendar),
        choices=tuple(_choice(each, calendar) for each in quarters(today, calendar)),
    )


def quarters(today: date, calendar: Calendar) -> tuple[Period, ...]:
    """The quarter of today and those before it, the latest first."""
    found = [_quarter(today, calendar)]
    while len(found) < QUARTERS:
        found.append(previous(found[-1], "quarter", calendar.first_month))
    return tuple(found)


def label(name: str) -> str:
    """Q3 2026 for 2026-Q3; a month, a year and days stay as they are."""
    part = re.fullmatch(r"([0-9]{4})-([QH][1-4])", name)
    if part is not None:
        return f"{part[2]} {part[1]}"
    days = name.split("/")
    if len(days) == 2:
        return f"{days[0]} to {date.fromisoformat(days[1]) - timedelta(days=1)}"
    return name


def _length(period: Period, calendar: Calendar) -> Length:
    lengths: tuple[Length, ...] = ("month", "quarter", "half", "year")
    whole = (each for each in lengths if _holding(period.start, each, calendar) == period)
    return next(whole, "quarter")


def _quarter(today: date, calendar: Calendar) -> Period:
    return _holding(today, "quarter", calendar)


def _holding(day: date, length: Length, calendar: Calendar) -> Period:
    return window_on(length, day, calendar.first_month)


def _name(period: Period, calendar: Calendar) -> str:
    return period.name(calendar.first_month, calendar.named_by)


def _choice(period: Period, calendar: Calendar) -> Choice:
    name = _name(period, calendar)
    return Choice(label(name), name)
