"""What is known of a line when it is explained, and the little grammar that all explanations share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from plaudit.plans.document.shown import number
from plaudit.values.currency import digits
from plaudit.values.curve import UNIT, Curve
from plaudit.values.money import decimal_text, money_text
from plaudit.values.rounding import rounded, rounded_fraction

LineKind = Literal["act", "level", "score", "prize", "guarantee", "draw", "grant"]
LimitName = Literal["per_activity", "per_person", "budget", "plan_budget", "gate"]
# Why an act has quantity 0, or less than it would have.
Nought = Literal[
    "not_covered", "not_employed", "left", "late", "per_account", "per_contact", "clawed_back", "rate_missing"
]


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line as the calculation left it; x is in millionths of the measure, scores in 10^-12, money in minor units.

    `window` is the word for one window ("quarter", "month", "half", "year", else "window"); `nth` counts the acts of
    this person and window that have a quantity, this one included. `curve` is the person's; `before` and `after` are
    the measure around the line. `earned` is after limits, `limited` what they took, `waiting` what a gate holds.
    """

    instrument: str
    line: LineKind
    currency: str
    window: str
    earned: int
    limited: int = 0
    waiting: int = 0
    limit: LimitName | None = None
    cap: int | None = None  # the amount of that limit
    # What was measured.
    unit: Literal["count", "points", "amount", "metric", "champions", "score"] = "count"
    quantity: int = 0
    before: int = 0
    after: int = 0
    curve: Curve | None = None
    target: Fraction | None = None
    metric: str | None = None
    final: bool = True
    # The act.
    activity_kind: str | None = None
    milestone: str | None = None
    nth: int | None = None
    share: Fraction = Fraction(1)
    part: Fraction = Fraction(1)
    # Why nothing, or less: the day she left, it was recorded or taken back; how many of the account or contact are
    # served; what remains of an act that was taken back; the milestone that took it.
    nought: Nought | None = None
    on: date | None = None
    at_most: int | None = None
    remaining: Fraction = Fraction(1)
    late_by: int | None = None
    rate: Fraction | None = None  # that converted a foreign amount
    window_part: Fraction = Fraction(1)  # of a leaver's window that is paid
    taken_by: str | None = None
    # Prizes and scores.
    rank: int | None = None
    tied: int = 1
    score: int | None = None
    # Guarantee and draw: what the window earned after limits, and the balance of the draw with this window.
    base: int | None = None
    balance: int | None = None
    reason: str | None = None


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def cardinal(count: Fraction) -> str:
    """`six` up to twelve, figures above and for parts."""
    return _SMALL[int(count)] if count.denominator == 1 and 0 <= count <= 12 else number(count)


def money(minor: Fraction | int, currency: str) -> str:
    """The currency's own decimals; a rate that is finer shows all of its own."""
    exact = Fraction(minor)
    if exact.denominator == 1:
        return money_text(int(exact), currency)
    return number(exact / 10 ** digits(currency))


def measured(x: int) -> str:
    """A measure in millionths as people read it."""
    return decimal_text(x, 6)


def scored(score: int) -> str:
    """Scores carry twelve decimals and print four (rule 20)."""
    return decimal_text(rounded(score, 10**8), 4)


def roughly(share: Fraction) -> str:
    """A percentage with at most two decimals."""
    return f"{decimal_text(rounded_fraction(share * 10_000), 2)} %"


def units(x: int, unit: str) -> str:
    """`3 points`, `1 act`, `12000`."""
    names = {"count": "act", "points": "point", "champions": "champion"}
    if unit not in names:
        return measured(x)
    return f"{measured(x)} {names[unit]}" + ("" if x == UNIT else "s")


def joined(parts: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
