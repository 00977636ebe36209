"""Milestones of a running total: which are passed now, which was the last, which is next."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from plaudit.values import curve_of
from plaudit.values.curve import UNIT
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import counted, worth
from tests.conformance.world import World

RATIO = "arithmetic on the last and the next one, for a page's progress bar"


def passed(inputs: Inputs) -> Answer:
    """What was counted before this quarter does not pass again: each milestone pays one when the year reaches it.

    The recurring one begins at the last fixed one and pays for each multiple.
    """
    invoiced, current, billed, historical = (
        Fraction(inputs[name]) for name in ("invoiced", "current", "progressively_billed", "historical")
    )
    before, after = invoiced + historical + billed, invoiced + historical + current
    if not inputs["fixed"] and not inputs["recurring"]:
        return Answer.of(None, passed=[])
    # The recurring one counts from the last fixed one on.
    last = max(map(Fraction, inputs["fixed"]), default=Fraction(0))
    worlds = [_world([_lump(number, at) for number, at in enumerate(inputs["fixed"])], before, after)]
    every = inputs["recurring"]
    if every:
        pays = {"package": every, "each": "1", "started": "free"}
        worlds.append(_world([("recurring", pays)], max(before - last, Fraction(0)), max(after - last, Fraction(0))))

    def read(earned: tuple[Earned, ...]) -> Said:
        fixed = [at for number, at in enumerate(inputs["fixed"]) if (earned[0].money(f"fixed-{number}") or 0) > 0]
        multiples = int(max(Fraction(0), earned[1].money("recurring") or Fraction(0))) if every else 0
        return {"passed": [*fixed, *([every] * multiples)]}

    return Answer(read, tuple(worlds), "each-multiple-pays")


def _lump(number: int, at: str) -> tuple[str, Any]:
    return f"fixed-{number}", {"tiers": "graduated", "rates": [{"below": at, "each": "0"}, {"each": "0", "flat": "1"}]}


def _world(incentives: Sequence[tuple[str, Any]], before: Fraction, after: Fraction) -> World:
    days = {"2026-02-01": before, "2026-07-10": after - before}
    units = {day: amount for day, amount in days.items() if amount > 0}
    terms = tuple(counted(key, pays, list(units.values()) or [1], window="year") for key, pays in incentives)
    return World(terms, worth(list(units)))


def around(inputs: Inputs) -> Answer:
    """Levels that pay one more each: the last is the highest jump reached, the next where one more would be paid."""
    value = Fraction(inputs["value"])
    levels = [Fraction(at) for at in inputs["fixed"]]
    if inputs["recurring"]:
        every, top = Fraction(inputs["recurring"]), max(levels, default=Fraction(0))
        while top <= value:
            top += every
            levels.append(top)
    if not levels:
        return Answer.of(None, last=None, next=None)
    curve = curve_of.steps([curve_of.Level(at, Fraction(number)) for number, at in enumerate(levels, 1)])
    x = int(value * UNIT)
    reached = [Fraction(jump.at, UNIT) for jump in curve.jumps() if jump.at <= x]
    ahead = curve.inverse(1, x)
    last, following = (reached[-1] if reached else None), (None if ahead is None else Fraction(ahead, UNIT))
    return Answer.of(None, last=last, next=following)


KINDS = (Kind(passed, "lago_thresholds"), Kind(around, "lago_next", leaves={"ratio": RATIO}))
