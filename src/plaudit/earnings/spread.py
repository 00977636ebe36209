"""How far a problem reaches: the units that it names, and those whose money could be another if theirs were."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from fractions import Fraction

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import compile_doubt, compile_plan
from plaudit.earnings.engines import embedded
from plaudit.earnings.ground import Ground
from plaudit.earnings.laid import Laid, Row
from plaudit.earnings.lay import MILLION
from plaudit.earnings.slots import Slot
from plaudit.earnings.steps.doubt import pooled
from plaudit.earnings.steps.earn import ACT, LAST, LEVEL, PRIZE, SCORE
from plaudit.earnings.tables import DOUBT
from plaudit.plans.promise import Promise, Standing
from plaudit.values.problem import Problem
from plaudit.values.rounding import rounded_fraction

# A person's work in one slot.
Unit = tuple[int, int]
OF_TARGETS = ("target-missing", "target-zero", "target-unusable")


@dataclass(frozen=True, slots=True)
class Reach:
    """Units that problems name, and those whose rank or gate depends on one; a contest that is closed keeps its own."""

    named: frozenset[Unit] = frozenset()
    # What she did is unknown; else only whether her gate is open.
    measured: frozenset[Unit] = frozenset()
    gated: frozenset[Unit] = frozenset()
    # Everybody ranked beside an unknown measure, and the bracket.
    rivals: Mapping[Unit, int | None] = field(default_factory=dict)

    @property
    def units(self) -> frozenset[Unit]:
        return self.named | self.gated | self.rivals.keys()

    def only(self, wanted: Callable[[int], bool]) -> "Reach":
        """What of it lies in some slots."""
        named, measured, gated = (
            frozenset(unit for unit in units if wanted(unit[0])) for units in (self.named, self.measured, self.gated)
        )
        rivals = {unit: bracket for unit, bracket in self.rivals.items() if wanted(unit[0])}
        return Reach(named, measured, gated, rivals)

    def __or__(self, other: "Reach") -> "Reach":
        rivals = {**self.rivals, **other.rivals}
        return Reach(self.named | other.named, self.measured | other.measured, self.gated | other.gated, rivals)


def reach(ground: Ground, snapshot: Snapshot) -> Reach:
    laid = ground.laid
    named = Counter(_named(laid, laid.problems))
    # A gate's one problem leaves the measure known.
    measured = frozenset(unit for unit, times in named.items() if times > (unit in laid.undecided))
    readers = {
        (slot, person)
        for slot, person, reads, *_ in laid.table("gate")
        if (reads, person) in measured and laid.slot(slot).final
    }
    gated = frozenset((named.keys() - measured) | readers | laid.undecided)
    return Reach(frozenset(named), measured, gated, _rivals(ground, snapshot, measured))


def unknown(ground: Ground, snapshot: Snapshot, reached: Reach) -> frozenset[Unit]:
    """The units without a number: those reached, those that share a limit with one, and draws that run on."""
    laid, found = ground.laid, reached.units
    if not pooled(ground).isdisjoint(slot for slot, _ in found):
        rows = {
            "doubtful": [*_prizes(laid, reached), *_ends(laid, reached.measured), *_acts(laid, reached.measured)],
            "undecided": sorted(reached.gated),
            "unmeasured": sorted(_without_targets(laid)),
        }
        doubted = replace(ground, laid=replace(laid, rows={**laid.rows, **rows}))
        embedded.lay_tables(doubted.laid, snapshot, DOUBT)
        found |= set(embedded.ask(compile_doubt(doubted), snapshot, "doubted", ("slot", "person")))
    return found | set(_later_draws(laid, found))


def _named(laid: Laid, problems: Iterable[Problem]) -> Iterator[Unit]:
    numbers = {person.key: person.number for person in laid.roster.people}
    slots = {(slot.key, slot.window.key): slot.number for slot in laid.slots}
    for problem in problems:
        for touch in problem.touches:
            slot = slots[touch.incentive, touch.window]
            if touch.person is None:
                yield from ((slot, person) for person in laid.rolls[slot].covered)
            else:
                yield slot, numbers[touch.person]


def _rivals(ground: Ground, snapshot: Snapshot, measured: AbstractSet[Unit]) -> dict[Unit, int | None]:
    before = {row[0]: row[4] for row in ground.laid.table("contest")}
    asked = {slot: {person for number, person in measured if number in (slot, before[slot])} for slot in before}
    if not any(asked.values()):
        return {}
    compiled = compile_plan(ground)
    contested = embedded.ask(compiled, snapshot, "contested", ("slot", "person", "bracket", "stands"))
    entered = set(embedded.ask(compiled, snapshot, "entered", ("slot", "person")))
    standing = {(slot, person): bracket for slot, person, bracket, stands in contested if stands is not None}
    doubtful = {unit for unit in standing if unit[1] in asked[unit[0]]}
    brackets = {(slot, standing[slot, person]) for slot, person in doubtful}
    among = {unit for unit in entered if (unit[0], standing[unit]) in brackets}
    return {unit: standing[unit] for unit in among | doubtful}


def _prizes(laid: Laid, reached: Reach) -> Iterator[Row]:
    best: dict[tuple[int, int | None], int] = {}
    for slot, bracket, _, amount in laid.table("prize"):
        best[slot, bracket] = max(amount, best.get((slot, bracket), 0))
    for (slot, person), bracket in sorted(reached.rivals.items(), key=lambda rival: rival[0]):
        yield _on_last_day(laid, (slot, person), PRIZE, best.get((slot, bracket), 0))


def _ends(laid: Laid, measured: AbstractSet[Unit]) -> Iterator[Row]:
    """What stands on the window's last day: levels and scores, from nothing to the most that their curve pays."""
    contests = {row[0] for row in laid.table("contest")}
    by_act = {row[0] for row in laid.table("slot") if row[7]}
    curves = {number: curve for curve, number in laid.book.numbers.items()}
    without = _without_targets(laid)
    for slot, person, _, curve in laid.table("standing"):
        if (slot, person) not in measured or slot in contests:
            continue
        promise = laid.promises.get((slot, person))
        if slot in by_act:
            if (slot, person) in without and _pays_for_nothing(laid, laid.slot(slot)):
                yield _on_last_day(laid, (slot, person), LEVEL, None)
        elif promise is None or (promise.pays and promise.curve is None):
            yield _on_last_day(laid, (slot, person), LEVEL, None)
        else:
            most = curves[curve].maximum(_top(promise))
            line = SCORE if promise.parts else LEVEL
            yield _on_last_day(laid, (slot, person), line, None if most is None else rounded_fraction(most))


def _pays_for_nothing(laid: Laid, slot: Slot) -> bool:
    """Whether the curve, whatever the target, pays somebody who has done nothing."""
    promise = laid.book.promise(slot.last, Standing(slot.last.plan.currency, target=Fraction(MILLION)))
    return promise.curve is not None and promise.curve.exact(0) != 0


def _top(promise: Promise) -> int | None:
    """The highest score that the parts can make; a level has no highest."""
    tops = [(part.weight, top) for part in promise.parts if (top := part.curve.maximum()) is not None]
    if not tops or len(tops) < len(promise.parts):
        return None
    whole = sum((weight for weight, _ in tops), Fraction(0))
    return rounded_fraction(sum((weight * top for weight, top in tops), Fraction(0)) / whole)


def _acts(laid: Laid, measured: AbstractSet[Unit]) -> Iterator[Row]:
    """Acts that wait may bring anything; those of a score or a rank move it on the last day."""
    by_act = {row[0] for row in laid.table("slot") if row[7]}
    for slot, person, activity, day, recorded in sorted(laid.waits):
        if slot in by_act and (slot, person) in measured:
            yield slot, person, ACT, activity, day, recorded, None, None


def _without_targets(laid: Laid) -> frozenset[Unit]:
    return frozenset(_named(laid, [problem for problem in laid.problems if problem.code in OF_TARGETS]))


def _on_last_day(laid: Laid, unit: Unit, line: int, most: int | None) -> Row:
    last = laid.slot(unit[0]).ends - 1
    return (*unit, line, LAST, last, last, 0, most)


def _later_draws(laid: Laid, found: AbstractSet[Unit]) -> Iterator[Unit]:
    """A draw's balance runs on: one unknown window leaves the later ones unknown."""
    drawn = {(row[0], row[1]) for row in laid.table("drawn")}
    for number, person in drawn & found:
        slot = laid.slot(number)
        later = (s.number for s in laid.slots if s.incentive == slot.incentive and s.starts > slot.starts)
        yield from ((after, person) for after in later if (after, person) in drawn)
