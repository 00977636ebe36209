"""Other readings of a plan: each is calculated once, for the incentives in which something is still to be explained."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from plaudit.activities.facts import Facts
from plaudit.earnings.calculate import calculate
from plaudit.earnings.compare.case import Case, Reading
from plaudit.earnings.compare.key import Key
from plaudit.earnings.compare.sheet import Sheet, sheet
from plaudit.earnings.result import Result
from plaudit.plans.plan import Plan
from plaudit.values.period import Period
from plaudit.values.refused import Unreadable


@dataclass(frozen=True, slots=True)
class Question:
    """What was calculated elsewhere: these versions over this period, with what was known at a moment."""

    versions: tuple[Plan, ...]
    facts: Facts
    period: Period
    as_of: datetime | None = None

    def answer(self, versions: Sequence[Plan]) -> Result:
        return calculate(versions, self.facts, self.period, self.as_of)


@dataclass(frozen=True, slots=True)
class Readings:
    """`unexplained` shrinks while reasons are found; what a reading does not change is taken from `owed`."""

    question: Question
    owed: Sheet
    unexplained: Mapping[Key, Case]
    read: dict[Reading, Sheet | None] = field(default_factory=dict)

    def again(self, reading: Reading) -> Sheet | None:
        """None for a reading that changes nothing, or cannot be calculated: it explains nothing."""
        if reading not in self.read:
            self.read[reading] = self._calculated(reading)
        return self.read[reading]

    def _calculated(self, reading: Reading) -> Sheet | None:
        versions = self.question.versions
        changed = tuple(reading.plan(plan) for plan in versions)
        asked = _moved(versions, changed) & self._asked()
        if not asked:
            return None
        if not self._pooled:
            changed = tuple(_only(plan, asked | _gates(changed, asked)) for plan in changed)
        try:
            return self.owed.under(sheet(self.question.answer(changed), self.owed.grain), asked)
        except Unreadable:
            return None

    def _asked(self) -> AbstractSet[str]:
        """The incentives of what is unexplained; all of them where the list does not tell them apart."""
        named = {key.incentive for key in self.unexplained}
        every = {each.key for plan in self.question.versions for each in plan.incentives}
        return every if None in named else every & named

    @property
    def _pooled(self) -> bool:
        """Whether the plan's budget took something, so that every incentive has a part in what is left for one."""
        return any(line.limit == "plan-budget" for lines in self.owed.lines.values() for line in lines)


def _moved(versions: Sequence[Plan], changed: Sequence[Plan]) -> set[str]:
    """Incentives that another reading changes, by their own terms, their plan's or those of a gate."""
    moved: set[str] = set()
    for plan, other in zip(versions, changed, strict=True):
        whole = replace(plan, incentives=()) != replace(other, incentives=())
        pairs = zip(plan.incentives, other.incentives, strict=True)
        moved |= {ours.key for ours, theirs in pairs if whole or ours != theirs}
    return moved | {key for key, gate in _gated(versions) if gate in moved}


def _gates(versions: Sequence[Plan], keys: AbstractSet[str]) -> set[str]:
    return {gate for key, gate in _gated(versions) if key in keys}


def _gated(versions: Sequence[Plan]) -> Iterator[tuple[str, str]]:
    """Each incentive that requires another one, with that one."""
    for plan in versions:
        for each in plan.incentives:
            if each.requires is not None and each.requires.incentive is not None:
                yield each.key, each.requires.incentive


def _only(plan: Plan, keys: AbstractSet[str]) -> Plan:
    return replace(plan, incentives=tuple(each for each in plan.incentives if each.key in keys), budget=None)
