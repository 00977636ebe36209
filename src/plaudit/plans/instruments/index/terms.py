"""The keys that only an index has."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from annotated_types import Len

from plaudit.plans.document.scalars import Key, Number, Positive
from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.document.shown import number, percent
from plaudit.plans.incentive import Counted
from plaudit.plans.keys.counts import CountsDocument
from plaudit.plans.keys.parts import counted_or_metric
from plaudit.plans.keys.reading import Reading
from plaudit.plans.keys.target import target
from plaudit.plans.pays.pays import Pays, PaysScore, pays

ShapeDocument = Annotated[list[Annotated[list[Number], Len(min_length=2, max_length=2)]], Len(min_length=2)]


class MetricPartDocument(Document):
    """A metric or counted acts, whose name `metric` then is; scored against a target or along [value, score] points."""

    metric: Key | None = None
    counts: CountsDocument | None = None
    target: Number | None = None
    shape: ShapeDocument | None = None
    weight: Positive
    at_most: Positive = Fraction(2)


class IndexDocument(Document):
    """Weighted parts that make one score, and what the score pays."""

    metrics: Annotated[list[MetricPartDocument], Len(min_length=1)]
    pays: PaysScore


@dataclass(frozen=True, slots=True)
class MetricPart:
    """Of counted acts or of the metric `title`: value / `target`, or along `shape`; between 0 and `at_most`."""

    title: str
    weight: Fraction
    target: Fraction | None = None
    shape: tuple[tuple[Fraction, Fraction], ...] = ()
    at_most: Fraction = Fraction(2)
    counts: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    parts: tuple[MetricPart, ...]
    pays: Pays


def terms(shape: Shape[IndexDocument], reading: Reading) -> Index | None:
    document = shape.document
    paid = pays(document.pays, reading.at("pays")) if shape.right("pays") else None
    if not shape.right("metrics"):
        return None
    read = [_part(written, reading.at("metrics", index)) for index, written in enumerate(document.metrics)]
    parts = tuple(part for part in read if part is not None)
    whole = _whole(document.metrics, reading.at("metrics"))
    return Index(parts, paid) if whole and paid is not None and len(parts) == len(read) else None


def _whole(parts: list[MetricPartDocument], reading: Reading) -> bool:
    total = sum((part.weight for part in parts), Fraction(0))
    if total != 1:
        weights = " + ".join(number(part.weight) for part in parts)
        reading.note(
            "weights-not-whole",
            f"The weights are {weights} = {number(total)}, so a full score would not be {percent(Fraction(1))}.",
            "Make them 1 in all.",
        )
    return total == 1


def _part(document: MetricPartDocument, reading: Reading) -> MetricPart | None:
    # Counted acts may have a name, which no metric of metrics.csv then has to bear.
    metric = document.metric if document.counts is None else None
    counted = counted_or_metric(document.counts, metric, reading)
    aim = target(document.target, reading.at("target"))
    if (document.target is None) == (document.shape is None):
        reading.note(
            "target-or-shape",
            "A part is scored either against a `target` or along a `shape`"
            + (", and here are both." if document.shape is not None else ", and here is neither."),
            "Write `target: 40`, or `shape: [[0, 0], [40, 1]]`.",
        )
        return None
    points = () if document.shape is None else tuple((point[0], point[1]) for point in document.shape)
    if counted is None or (aim is None and not points) or not _rises(points, reading):
        return None
    title = document.metric or ", ".join(dict.fromkeys(one.kind for one in counted))
    return MetricPart(title, document.weight, aim, points, document.at_most, counted)


def _rises(points: tuple[tuple[Fraction, Fraction], ...], reading: Reading) -> bool:
    rising = True
    for index, (before, after) in enumerate(pairwise(points), 1):
        if after[0] <= before[0]:
            rising = False
            reading.at("shape", index).note(
                "bounds-not-rising",
                f"Point {index + 1} is at {number(after[0])}, which is not above {number(before[0])}.",
                "Write the points from the lowest value to the highest.",
            )
    return rising
