"""The keys that only an OKR has."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from annotated_types import Len

from plaudit.plans.document.scalars import Key, Number, Positive, Text
from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.incentive import Counted
from plaudit.plans.keys.counts import CountsDocument
from plaudit.plans.keys.parts import counted_or_metric
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.nothing import Nothing
from plaudit.plans.pays.pays import Pays, PaysScore, pays


class KeyResultDocument(Document):
    """What is counted, or a metric, from where it starts to the target."""

    title: Text
    counts: CountsDocument | None = None
    metric: Key | None = None
    start: Number = Fraction(0)
    target: Number
    weight: Positive = Fraction(1)


class OkrDocument(Document):
    """An objective, and the results that show it; money only where the plan says so."""

    objective: Text
    key_results: Annotated[list[KeyResultDocument], Len(min_length=1)]
    pays: PaysScore = "none"


@dataclass(frozen=True, slots=True)
class KeyResult:
    """Of acts (`counts`) or of a metric."""

    title: str
    target: Fraction
    start: Fraction = Fraction(0)
    weight: Fraction = Fraction(1)
    counts: tuple[Counted, ...] = ()
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Okr:
    objective: str
    key_results: tuple[KeyResult, ...]
    pays: Pays = Nothing()


def terms(shape: Shape[OkrDocument], reading: Reading) -> Okr | None:
    document = shape.document
    paid = pays(document.pays, reading.at("pays")) if shape.right("pays") else None
    if not shape.right("key_results"):
        return None
    read = [
        _key_result(written, reading.at("key_results", index)) for index, written in enumerate(document.key_results)
    ]
    results = tuple(result for result in read if result is not None)
    if shape.wrong or paid is None or len(results) < len(read):
        return None
    return Okr(document.objective, results, paid)


def _key_result(document: KeyResultDocument, reading: Reading) -> KeyResult | None:
    counted = counted_or_metric(document.counts, document.metric, reading)
    if document.target == document.start:
        reading.at("target").note(
            "target-is-the-start",
            "The key result starts at its target, so there is no way to go and nothing to score.",
            "Write another target, or another `start`.",
        )
        return None
    if counted is None:
        return None
    return KeyResult(document.title, document.target, document.start, document.weight, counted, document.metric)
