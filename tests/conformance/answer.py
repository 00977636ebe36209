"""What an adapter hands back: the worlds to calculate, and how to read the answer out of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.conformance.case import Case, Inputs
from tests.conformance.earned import Earned
from tests.conformance.world import World

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """`otherwise` names the decision (decisions.yaml) that makes us differ, should what we say not be expected."""

    read: Callable[[tuple[Earned, ...]], Said]
    worlds: tuple[World, ...] = ()
    otherwise: str | None = None

    @classmethod
    def of(cls, otherwise: str | None = None, /, **said: object) -> "Answer":
        """An answer that needs no calculation: a pure value."""
        return cls(lambda _: said, (), otherwise)


@dataclass(frozen=True, slots=True)
class Kind:
    """Cases of one shape. `leaves` are expected fields that we do not state, with the reason."""

    answer: Callable[[Inputs], Answer]
    rule: str | None = None
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    leaves: Mapping[str, str] = field(default_factory=dict)

    def fits(self, case: Case) -> bool:
        return (
            self.rule == case.rule
            and all(name in case.inputs for name in self.needs)
            and not any(name in case.inputs for name in self.without)
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """A number that the source itself prints rounded: it is compared at the decimals that are expected."""

    exact: Fraction
