"""The keys that only a contest has."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal

from annotated_types import Len
from pydantic import Discriminator, Tag

from plaudit.plans.document.scalars import Key, MoneyAmount, NotNegative, Positive
from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.document.shown import number
from plaudit.plans.incentive import Measure
from plaudit.plans.keys.measure import MeasureOfContest, PointsDocument, measure
from plaudit.plans.keys.reading import Reading

By = Literal["accounts", "arr", "team", "segment"]


class BracketsDocument(Document):
    """Who competes with whom: by the size of the book between the bounds, or within one team or segment."""

    by: By
    bounds: Annotated[list[Positive], Len(min_length=1)] | None = None


class LotsDocument(Document):
    """The order is drawn: every unit of the measure is an entry, and the text decides which comes first."""

    seed: Key


def _form(written: Any) -> str:
    match written:
        case [list(), *_]:
            return "<by bracket>"
        case _:
            return "<alike>"


_List = Annotated[list[MoneyAmount], Len(min_length=1)]
PrizesDocument = Annotated[
    Annotated[_List, Tag("<alike>")] | Annotated[list[_List], Tag("<by bracket>")],
    Discriminator(_form),
]


class ContestDocument(Document):
    """Prizes by rank, the first place first."""

    measure: MeasureOfContest | None = None
    points: PointsDocument | None = None
    prizes: PrizesDocument
    ties: Literal["share", "all", "earliest"] = "share"
    minimum: NotNegative = Fraction(0)
    brackets: BracketsDocument | None = None
    draw_lots: LotsDocument | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """`prizes` (minor units) of each bracket, or one list for all; `bounds` end the brackets but for the last."""

    measure: Measure
    prizes: tuple[tuple[int, ...], ...]
    ties: Literal["share", "all", "earliest"] = "share"
    minimum: Fraction = Fraction(0)
    by: By | None = None
    bounds: tuple[Fraction, ...] = ()
    seed: str | None = None


def terms(shape: Shape[ContestDocument], reading: Reading) -> Contest | None:
    document = shape.document
    bracketed = document.brackets is None or _brackets(document.brackets, reading.at("brackets"))
    prizes = _prizes(document, reading.at("prizes")) if shape.right("prizes", "brackets") else None
    ranked = measure(document.measure, document.points, reading) if shape.right("measure", "points") else None
    if shape.wrong or ranked is None or prizes is None or not bracketed:
        return None
    return Contest(
        measure=ranked,
        prizes=prizes,
        ties=document.ties,
        minimum=document.minimum,
        by=None if document.brackets is None else document.brackets.by,
        bounds=() if document.brackets is None else tuple(document.brackets.bounds or ()),
        seed=None if document.draw_lots is None else document.draw_lots.seed,
    )


def _prizes(document: ContestDocument, reading: Reading) -> tuple[tuple[int, ...], ...] | None:
    lists = [each for each in document.prizes if isinstance(each, list)]
    alone = tuple(each for each in document.prizes if isinstance(each, int))
    if alone:
        return (alone,)
    brackets = document.brackets
    bounds = None if brackets is None else brackets.bounds
    if bounds is None:
        reading.note(
            "prizes-by-bracket",
            "There are prizes for each bracket, but no bounds that say how many brackets there are.",
            "Write one list of prizes, or `brackets: {by: accounts, bounds: [20, 50]}`.",
        )
        return None
    if len(lists) != len(bounds) + 1:
        reading.note(
            "prizes-by-bracket",
            f"{len(bounds)} bounds make {len(bounds) + 1} brackets, but there are prizes for {len(lists)}.",
            "Write one list of prizes for each bracket, or one for all.",
        )
        return None
    return tuple(tuple(each) for each in lists)


def _brackets(document: BracketsDocument, reading: Reading) -> bool:
    if document.by in ("team", "segment"):
        if document.bounds is not None:
            reading.at("bounds").note(
                "keys-contradict",
                f"Brackets by {document.by} are the {document.by}s themselves; bounds are for accounts and arr.",
                "Delete `bounds`.",
            )
        return document.bounds is None
    if document.bounds is None:
        reading.note(
            "bounds-missing",
            f"Brackets by {document.by} need to know where one ends and the next begins.",
            "Add `bounds: [20, 50]`.",
        )
        return False
    return _rising(document.bounds, reading)


def _rising(bounds: list[Fraction], reading: Reading) -> bool:
    rising = True
    for index, (before, bound) in enumerate(pairwise(bounds), 1):
        if bound <= before:
            rising = False
            reading.at("bounds", index).note(
                "bounds-not-rising",
                f"Bound {index + 1} is {number(bound)}, which is not above {number(before)}.",
                "Write the bounds from the lowest to the highest.",
            )
    return rising
