"""Which milestones count: a row for each, with its days, its place among the act's parts, its units and whose it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plaudit.earnings.slots import Edition, Slot
from plaudit.plans.incentive import Counted, Measure
from plaudit.values.rounding import rounded_fraction
from plaudit.values.table import NEVER

MILLION = 1_000_000
# How acts are credited (rule 4): to who brought it or else the holder, to the holder when opened or on the milestone's
# day, to who brought it.
MODES = {(None, "opened"): 1, ("holder", "opened"): 2, ("holder", "milestone"): 3, ("submitter", "opened"): 4}
Steps = Mapping[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Counting:
    """One measure of one edition in one slot; `part` is 0 but for the parts of a score."""

    slot: Slot
    edition: Edition
    measure: Measure
    part: int

    @property
    def mode(self) -> int:
        credit = self.edition.incentive.credit
        return MODES[credit.to, credit.on]

    @property
    def rate_day(self) -> int | None:
        """The day of the exchange rate, where it is not the milestone's own."""
        return min(self.slot.through, self.slot.ends) - 1 if self.edition.plan.rates == "window_end" else None

    @property
    def late(self) -> int:
        """A milestone first recorded after this day earns nothing (rule 27)."""
        within = self.edition.incentive.late
        return NEVER if within is None else self.slot.ends - 1 + within

    @property
    def priced(self) -> int:
        """1 where the amount of an act matters, so that a foreign one needs its rate."""
        filtered = any(c.attribute == "amount" and c.test != "in" for c in self.edition.incentive.where)
        return int(self.measure.of == "amount" or filtered)

    def unit(self, kind: str) -> int | None:
        """What one act of a kind measures, in millionths; None is its own amount."""
        if self.measure.of == "amount":
            return None
        if self.measure.of == "points":
            return rounded_fraction(dict(self.measure.points)[kind] * MILLION)
        return MILLION


def counted_rows(
    counting: Counting, counts: Sequence[Counted], steps: Steps, part_scale: int
) -> Iterator[tuple[Any, ...]]:
    """Rows of the plan table `counted`."""
    slot, edition = counting.slot, counting.edition
    claw = edition.incentive.clawback
    for counted, part_from, part_to in _parts(counts, steps, part_scale):
        step, order = steps[counted.kind, counted.milestone]
        claw_step = None if claw is None else steps.get((counted.kind, claw.milestone), (None, 0))[0]
        yield (
            *(slot.number, counting.part, edition.number, step, order, counting.mode),
            *(edition.starts, min(edition.ends, slot.through), counting.unit(counted.kind), part_from, part_to),
            *(claw_step, counting.late, counting.rate_day, counting.priced),
        )


def _parts(counts: Sequence[Counted], steps: Steps, part_scale: int) -> Iterator[tuple[Counted, int, int]]:
    """Each part with the shares paid before it and up to it, in whole numbers of 1/part_scale (rule 18)."""
    so_far: dict[str, int] = {}
    for counted in sorted(counts, key=lambda counted: steps[counted.kind, counted.milestone][1]):
        before = so_far.get(counted.kind, 0)
        after = before + counted.part.numerator * (part_scale // counted.part.denominator)
        so_far[counted.kind] = after
        yield counted, before, after
