"""Shares of a window: what a pay at target, prorated by days, is worth to somebody who is there for a part of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.conformance.earned import Earned
from tests.conformance.terms import reading
from tests.conformance.world import Metric, Person, World

# A cent for each day of the window: what is paid is then the number of covered days, exactly.
CENT = Fraction(1, 100)

# One period for windows of fixed dates, wherever they lie, so that all of them share a calculation.
LONG = "2000-01-01/2040-01-01"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` up to and without `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days


def promised(key: str, window: Stretch, amount: str) -> Any:
    """So much for the whole window, whatever is reached; in proportion for who joins or leaves in it."""
    return {
        "key": key,
        "kind": "quota",
        "window": {"from": window.start.isoformat(), "to": window.end.isoformat()},
        "measure": {"metric": "there"},
        "target": "1",
        "pays": {"at_target": amount, "curve": [["0", "1"]], "between": "step"},
        "prorate": "days",
        "leavers": "paid",
    }


def there(windows: tuple[Stretch, ...]) -> tuple[Metric, ...]:
    return tuple(reading(1, "there", period=f"{window.start}/{window.end}") for window in windows)


def employed(start: date, end: date | None) -> Person:
    """From `start` up to and without `end`."""
    ends_on = "" if end is None else (end - timedelta(days=1)).isoformat()
    return Person("ada", starts_on=start.isoformat(), ends_on=ends_on)


def world(windows: tuple[Stretch, ...], start: date, end: date | None) -> World:
    """Somebody who is employed for a while, and the windows one after the other."""
    terms = tuple(
        promised(f"window-{number}", window, f"{window.days // 100}.{window.days % 100:02}")
        for number, window in enumerate(windows)
    )
    return World(terms, metrics=there(windows), people=(employed(start, end),), period=LONG)


def share(earned: Earned, windows: tuple[Stretch, ...]) -> Fraction | None:
    """The covered part of each window, added up."""
    shares = []
    for number, window in enumerate(windows):
        money = earned.money(f"window-{number}")
        if money is None:
            return None
        shares.append(money / CENT / window.days)
    return sum(shares, Fraction(0))
