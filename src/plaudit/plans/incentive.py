"""One promise of a plan: the keys every instrument shares, read once, plus the instrument's own terms."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Leavers = Literal["stop", "paid", "prorated"]
WindowLength = Literal["month", "quarter", "half", "year"]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` up to and without `end`; None is open."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Covers:
    """Who is in: any of `role`, any of `team`, any of `people`; an empty tuple does not restrict."""

    role: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A milestone of a kind of activity that counts, and the part of the act it stands for (rule 18)."""

    kind: str
    milestone: str
    part: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Condition:
    """One `where` filter: the attribute of the activity or its account, and what it must be."""

    attribute: str
    test: Literal["in", "at_least", "at_most"]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose act it is when no explicit credit says so; `to` None: the submitter if any, else the holder when opened."""

    to: Literal["holder", "submitter"] | None = None
    on: Literal["opened", "milestone"] = "opened"


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps in minor units and counts (rules 9 and 15)."""

    per_activity: int | None = None
    per_person: int | None = None
    budget: int | None = None
    budget_per: Literal["window", "effective"] = "window"
    budget_share: Literal["first", "prorate"] = "first"
    per_account: int | None = None
    per_contact: int | None = None


@dataclass(frozen=True, slots=True)
class Clawback:
    """A milestone that takes an act back when it follows the earning day within `within_days` (rule 19)."""

    milestone: str
    within_days: int
    portion: Literal["all", "prorated"] = "all"
    effect: Literal["recalculate", "act_only"] = "recalculate"


@dataclass(frozen=True, slots=True)
class Gate:
    """`requires`: another incentive's attainment or measure, or a metric, must reach `at_least` (rule 15a)."""

    at_least: Fraction
    metric: str | None = None
    incentive: str | None = None
    reads: Literal["metric", "attainment", "measure"] = "metric"


@dataclass(frozen=True, slots=True)
class Measure:
    """What adds up to x: `count`, `points`, `amount` of acts; the levels `metric` and `champions`; `score` of parts.

    `points` gives the units of one act by kind (decimals, at most six places).
    """

    of: Literal["count", "points", "amount", "metric", "champions", "score"] = "count"
    points: tuple[tuple[str, Fraction], ...] = ()
    metric: str | None = None
    average: bool = False
    per_accounts: bool = False
    improvement: bool = False


@dataclass(frozen=True, slots=True)
class Incentive:
    """One promise, resolved against its plan: nothing here is inherited any more."""

    key: str
    kind: str
    title: str
    terms: object
    window: WindowLength | Span
    effective: Span
    covers: Covers = Covers()
    funded_by: str | None = None
    counts: tuple[Counted, ...] = ()
    where: tuple[Condition, ...] = ()
    credit: Credit = Credit()
    limits: Limits = Limits()
    clawback: Clawback | None = None
    requires: Gate | None = None
    prorate: Literal["none", "days"] = "none"
    leavers: Leavers = "stop"
    late: int | None = None
    guarantee: int | None = None
    draw: int | None = None
    leftover: Literal["state", "recover"] = "state"
    on_change: Literal["run", "restart"] = "run"
    disclosure: str | None = None
    customer_gift: tuple[Fraction, str] | None = None
    proof: Literal["link", "file", "screenshot"] | None = None
    invites: Literal["all", "filtered"] | None = None
    path: str = field(default="", compare=False)
