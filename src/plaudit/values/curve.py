"""A curve: what a measure pays, exactly, as rows of whole numbers (rule 11)."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from fractions import Fraction

from plaudit.values.rounding import rounded

# Below every measure: the first segment of a curve over metrics or scores, which may be negative.
LOWEST = -(10**18)
UNIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Segment:
    """From `lo` up to the next segment's `lo`, x pays (base + ((x - lo) // every) * slope) / den minor units.

    x and lo are millionths of the measure (scores: 10^-12); `every` is 1 but for packages, which pay by whole blocks.
    """

    lo: int
    base: int
    slope: int
    den: int
    every: int = 1

    def numerator(self, x: int) -> int:
        return self.base + (x - self.lo) // self.every * self.slope

    def exact(self, x: int) -> Fraction:
        return Fraction(self.numerator(x), self.den)


@dataclass(frozen=True, slots=True)
class Jump:
    """At `at` the pay moves from `before` (one millionth earlier) to `after` by more than the lines beside it do."""

    at: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Fall:
    """From `start`, which pays `before`, to `end`, which pays `after`, more measure pays less; None has no end."""

    start: int
    end: int | None
    before: Fraction
    after: Fraction | None


@dataclass(frozen=True, slots=True)
class Curve:
    """Segments in rising order of `lo`; below the first one it pays nothing."""

    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        starts = [segment.lo for segment in self.segments]
        if starts != sorted(set(starts)):
            raise ValueError(f"The segments of a curve start at rising measures, not at {starts}.")
        if any(segment.den < 1 or segment.every < 1 for segment in self.segments):
            raise ValueError("A segment divides by a number above zero and pays by blocks above zero.")

    def index(self, x: int) -> int:
        """Which segment x falls in; -1 below the first."""
        return bisect_right(self.segments, x, key=_lo) - 1

    def exact(self, x: int) -> Fraction:
        index = self.index(x)
        return self.segments[index].exact(x) if index >= 0 else Fraction(0)

    def pays(self, x: int) -> int:
        """R of the exact amount: whole minor units (scores: 10^-12)."""
        index = self.index(x)
        if index < 0:
            return 0
        segment = self.segments[index]
        return rounded(segment.numerator(x), segment.den)

    def marginal(self, x: int, unit: int = UNIT) -> Fraction:
        """What the next whole unit pays on top."""
        return self.exact(x + unit) - self.exact(x)

    def jumps(self) -> tuple[Jump, ...]:
        """Where the pay leaps: tiers that move everything, levels, lumps. The steps inside packages are not listed."""
        flat = Segment(LOWEST, 0, 0, 1)
        found = []
        for left, right in zip((flat, *self.segments), self.segments, strict=False):
            if right.lo > LOWEST:
                jump = Jump(right.lo, left.exact(right.lo - 1), right.exact(right.lo))
                lines = (Fraction(left.slope, left.den), Fraction(right.slope, right.den))
                if not min(lines) <= jump.after - jump.before <= max(lines):
                    found.append(jump)
        return tuple(found)

    def falls(self) -> tuple[Fall, ...]:
        """Every stretch over which more measure pays less, longest form: falls that touch are one."""
        joined: list[Fall] = []
        for fall in self._falling_pieces():
            if joined and joined[-1].end == fall.start:
                joined[-1] = replace(joined[-1], end=fall.end, after=fall.after)
            else:
                joined.append(fall)
        return tuple(joined)

    def maximum(self, upto: int | None = None) -> Fraction | None:
        """The most it can pay for any measure, or for measures up to `upto`; None when there is no most."""
        reached = self.segments if upto is None else self.segments[: self.index(upto) + 1]
        if not reached:
            return Fraction(0)
        if upto is None and reached[-1].slope > 0:
            return None
        ends = [segment.lo - 1 for segment in reached[1:]] + [reached[-1].lo if upto is None else upto]
        pays = [amount for segment, end in zip(reached, ends, strict=True) for amount in _ends(segment, end)]
        return max(pays) if reached[0].lo == LOWEST else max(Fraction(0), *pays)

    def inverse(self, more: int, at: int) -> int | None:
        """The smallest measure from `at` on that pays at least `more` minor units more than `at` does."""
        goal = self.pays(at) + more
        if more <= 0:
            return at
        for index, segment in enumerate(self.segments):
            last = self._last(index)
            found = _first_paying(segment, goal, max(segment.lo, at))
            if found is not None and (last is None or found <= last):
                return found
        return None

    def _last(self, index: int) -> int | None:
        """The last measure of a segment; None for the one that has no end."""
        return self.segments[index + 1].lo - 1 if index + 1 < len(self.segments) else None

    def _falling_pieces(self) -> list[Fall]:
        pieces = []
        for index, segment in enumerate(self.segments):
            last = self._last(index)
            if segment.slope < 0 and (last is None or last - segment.lo >= segment.every):
                after = None if last is None else segment.exact(last)
                pieces.append(Fall(segment.lo, last, segment.exact(segment.lo), after))
            if last is not None and segment.exact(last) > self.exact(last + 1):
                pieces.append(Fall(last, last + 1, segment.exact(last), self.exact(last + 1)))
        return pieces


def _lo(segment: Segment) -> int:
    return segment.lo


def _ends(segment: Segment, last: int) -> tuple[Fraction, Fraction]:
    return segment.exact(segment.lo), segment.exact(last)


def _first_paying(segment: Segment, goal: int, start: int) -> int | None:
    """The smallest x from `start` on whose rounded pay, were the segment endless, is at least `goal`."""
    # R(n / den) >= goal says 2n >= (2 goal - 1) den, or > for goals of 0 and less: a half rounds away from zero.
    twice = (2 * goal - 1) * segment.den
    least = -(-twice // 2) if goal > 0 else twice // 2 + 1
    if segment.numerator(start) >= least:
        return start
    if segment.slope <= 0:
        return None
    blocks = -(-(least - segment.base) // segment.slope)
    return segment.lo + blocks * segment.every
