"""A curve: what a measure pays, exactly, as rows of whole numbers (rule 11)."""

from dataclasses import dataclass

# Below every measure: the first segment of a curve over metrics or scores, which may be negative.
LOWEST = -(10**18)


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


@dataclass(frozen=True, slots=True)
class Curve:
    """Segments in rising order of `lo`; below the first one it pays nothing."""

    segments: tuple[Segment, ...]
