"""An index is a score: the weighted sum of its parts, each held between 0 and its most (rule 20)."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.index.terms import Index, MetricPart
from plaudit.plans.pays.promised import promised_score
from plaudit.plans.promise import Part, Promise, Standing
from plaudit.values.curve_of import Point, score


def promise(terms: Index, standing: Standing) -> Promise:
    return promised_score(tuple(_part(part) for part in terms.parts), terms.pays, standing)


def _part(part: MetricPart) -> Part:
    points = part.shape
    if part.target is not None:
        points = ((Fraction(0), Fraction(0)), (part.target * part.at_most, part.at_most))
    return Part(
        title=part.title,
        measure=Measure("count") if part.counts else Measure("metric", metric=part.title),
        curve=score(list(_held(points, part.at_most))),
        weight=part.weight,
        counts=part.counts,
    )


def _held(points: tuple[Point, ...], most: Fraction) -> Iterator[Point]:
    """The points between 0 and the most, with one more wherever a line crosses either."""
    for before, after in pairwise(points):
        yield before[0], _between(before[1], most)
        yield from sorted(
            _crossing(before, after, level) for level in (Fraction(0), most) if _crosses(before, after, level)
        )
    yield points[-1][0], _between(points[-1][1], most)


def _between(value: Fraction, most: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), most)


def _crosses(before: Point, after: Point, level: Fraction) -> bool:
    return min(before[1], after[1]) < level < max(before[1], after[1])


def _crossing(before: Point, after: Point, level: Fraction) -> Point:
    return before[0] + (level - before[1]) * (after[0] - before[0]) / (after[1] - before[1]), level
