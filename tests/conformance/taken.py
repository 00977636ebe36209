"""What is taken back: the same facts as known before and after somebody withdrew or lost the deal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from tests.conformance.answer import Said
from tests.conformance.earned import Earned
from tests.conformance.terms import SCALE, unscaled
from tests.conformance.world import Act, Reached, World

EARLY, LATE = "2026-10-05T12:00:00Z", "2027-06-01T12:00:00Z"
BEFORE, AFTER = "2026-10-06T00:00:00Z", "2027-06-02T00:00:00Z"


def withdrawn(act: Act) -> Act:
    """The act as somebody took it back after the first calculation."""
    return replace(act, reached=tuple(replace(step, retracted_at=LATE) for step in act.reached))


def churned(act: Act, on: str) -> Act:
    """The act with the milestone that claws it back, learned after the first calculation."""
    return replace(act, reached=(*act.reached, Reached("churned", on, recorded_at=LATE)))


def after_days(start: str, days: int) -> str:
    return (date.fromisoformat(start) + timedelta(days=days)).isoformat()


def twice(world: World) -> tuple[World, World]:
    return replace(world, as_of=BEFORE), replace(world, as_of=AFTER)


def difference(earned: tuple[Earned, ...], scale: int = SCALE) -> Fraction | None:
    """The adjustment (rule 22): recalculated with all that is known, minus what was paid."""
    before, after = (unscaled(known.money(), scale) for known in earned)
    return None if before is None or after is None else after - before


def said(name: str, scale: int = SCALE, times: int = 1) -> Callable[[tuple[Earned, ...]], Said]:
    """A reader that states the adjustment under a name, in units of the currency or, times a hundred, in cents."""

    def read(earned: tuple[Earned, ...]) -> Said:
        adjustment = difference(earned, scale)
        return {name: None if adjustment is None else adjustment * times}

    return read
