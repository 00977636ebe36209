"""The little company a case is turned into: a plan's incentives and the facts they are measured on.

Keys are the case's own; where many worlds are calculated at once they are told apart (merged.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Terms = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone of an act: the day, and the moments at which we learned it and withdrew it."""

    milestone: str
    on: str
    recorded_at: str = ""
    retracted_at: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One activity with its milestones; `shares` are explicit credits."""

    key: str
    kind: str
    reached: tuple[Reached, ...]
    person: str = "ada"
    amount: str = ""
    currency: str = ""
    account: str = ""
    opened_on: str = ""
    shares: tuple[tuple[str, str], ...] = ()
    attributes: Mapping[str, str] | None = None

    @property
    def opened(self) -> str:
        return self.opened_on or min(step.on for step in self.reached)


@dataclass(frozen=True, slots=True)
class Person:
    key: str = "ada"
    team: str = ""
    starts_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    metric: str
    value: str
    period: str
    person: str = "ada"
    recorded_at: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    incentive: str
    target: str
    period: str = "2026-Q3"
    person: str = "ada"


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody gave by hand, and somebody else approved."""

    incentive: str
    on: str
    amount: str
    person: str = "ada"


@dataclass(frozen=True, slots=True)
class World:
    """`incentives` are in the words of a plan; `covers` names people and is everybody here unless it is said."""

    incentives: tuple[Terms, ...]
    acts: tuple[Act, ...] = ()
    metrics: tuple[Metric, ...] = ()
    targets: tuple[Target, ...] = ()
    grants: tuple[Grant, ...] = ()
    people: tuple[Person, ...] = (Person(),)
    champions: tuple[tuple[str, str, str], ...] = ()
    currency: str = "USD"
    period: str = "2026-Q3"
    as_of: str = ""
    head: tuple[tuple[str, Any], ...] = ()
