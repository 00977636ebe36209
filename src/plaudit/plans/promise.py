"""What an instrument answers with: a curve over a measure, or prizes over a ranking. The engine knows nothing else."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from plaudit.plans.incentive import Counted, Measure
from plaudit.values.curve import Curve


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one person and window when a promise is asked for.

    `target` and `at_target` (minor units) come from targets.csv, already prorated, or are None: the terms' own then.
    `share` is the covered part of the window when the incentive prorates by days, else 1; it multiplies the terms' own
    target and at_target only.
    """

    currency: str
    target: Fraction | None = None
    at_target: Fraction | None = None
    share: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Part:
    """A key result or index part: its own measure, and the curve from that measure to a score in 10^-12."""

    title: str
    measure: Measure
    curve: Curve
    weight: Fraction
    counts: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """Contestants whose book is below `below` (None: the rest) compete for `prizes` (minor units, best first)."""

    below: Fraction | None
    prizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prizes:
    """Prizes by rank (rule 17); one bracket when the plan names none, or one for each team or segment."""

    brackets: tuple[Bracket, ...]
    ties: Literal["share", "all", "earliest"]
    minimum: Fraction = Fraction(0)
    by: Literal["accounts", "arr", "team", "segment"] | None = None
    seed: str | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """A recognition reached at a measure: a badge or a gift, never money on payroll."""

    at: Fraction
    badge: str | None = None
    gift: str | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """The whole answer. `curve` None with `pays` true means that the target is missing: a problem for that person."""

    measure: Measure
    curve: Curve | None = None
    pays: bool = True
    prizes: Prizes | None = None
    parts: tuple[Part, ...] = ()
    target: Fraction | None = None
    awards: tuple[Award, ...] = ()
