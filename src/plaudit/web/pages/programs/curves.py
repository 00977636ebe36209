"""The curves of a plan: each as a picture with the people who stand on it, and as its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from plaudit.earnings.drawn import corners, rates, scale
from plaudit.earnings.promised import promised
from plaudit.earnings.runs.models import Unit
from plaudit.plans.incentive import Incentive
from plaudit.plans.plan import Plan
from plaudit.plans.promise import Promise
from plaudit.plans.tell import Telling
from plaudit.plans.text import text
from plaudit.values.currency import digits
from plaudit.values.money import Money, decimal_text
from plaudit.values.rounding import rounded_fraction
from plaudit.web.components.chart import Drawing, Mark, Point
from plaudit.web.components.prose import Passage, passages
from plaudit.web.components.table import Cell, Column, Table
from plaudit.web.components.words import plural

# The most decimals of a figure in a table of rates.
PLACES = 4


@dataclass(frozen=True, slots=True)
class Curved:
    """One incentive that pays by a curve: its picture's words and its rates; `word` is what it measures."""

    key: str
    title: str
    alt: str
    rates: Table
    word: str


def curved(plan: Plan) -> dict[str, Curved]:
    """By incentive."""
    promises = ((each, promised(each, plan.currency)) for each in plan.incentives)
    return {
        each.key: _curved(plan, each, promise)
        for each, promise in promises
        if promise.curve is not None and promise.pays
    }


def standing(plan: Plan, curve: Curved, units: Sequence[Unit], names: Mapping[str, str]) -> Table:
    """Where people stand on it; `units` are those that the reader may see."""
    columns = (
        Column("person", "Person"),
        Column("at", curve.word.capitalize(), "number"),
        Column("target", "Target", "number"),
        Column("earned", "Earned", "money", plan.currency),
    )
    rows = sorted((_standing(unit, names) for unit in units), key=lambda row: str(row[0]).casefold())
    empty = "Nobody whose pay you may see is on it in this period."
    return Table(f"stands-{curve.key}", f"Who stands where in {curve.title}", columns, rows, empty=empty)


def terms(plan: Plan, curves: Mapping[str, Curved]) -> list[tuple[Passage, Curved | None]]:
    """The plan's text, passage by passage, each incentive beside its curve."""
    first, *rest = passages(text(plan))
    # What holds for all of it comes last and has no curve.
    drawn = [curves.get(incentive.key) for incentive in plan.incentives]
    return [(first, None), *zip_longest(rest, drawn)]


def drawing(plan: Plan, incentive: Incentive, units: Sequence[Unit], names: Mapping[str, str]) -> Drawing | None:
    """None for what does not pay by a curve."""
    promise = promised(incentive, plan.currency)
    if promise.curve is None or not promise.pays:
        return None
    of, minor = scale(promise), 10 ** digits(plan.currency)
    stands = [(unit, x) for unit in units if (x := _stands(unit, promise)) is not None]
    far = max((x for _, x in stands), default=Fraction(0)) * Fraction(11, 10)
    plain = corners(promise.curve, of, minor)
    points = plain if not plain or far <= plain[-1].x else corners(promise.curve, of, minor, far)
    marks = tuple(
        Mark(Point(_decimal(x), _decimal(promise.curve.exact(int(x * of)) / minor)), names[unit.person_id])
        for unit, x in stands
        if x > 0
    )
    word = _word(incentive, promise, plan.currency)
    corner_points = tuple(Point(_decimal(corner.x), _decimal(corner.y)) for corner in points)
    return Drawing(word, plan.currency, corner_points, marks)


def _curved(plan: Plan, incentive: Incentive, promise: Promise) -> Curved:
    word = _word(incentive, promise, plan.currency)
    return Curved(
        key=incentive.key,
        title=incentive.title,
        alt=f"What {word} of {incentive.title} pay in {plan.currency}; the rates are in the table beside it.",
        rates=Table(
            f"rates-{incentive.key}", f"Rates of {incentive.title}", _columns(word, plan), _rows(promise, plan)
        ),
        word=word,
    )


def _columns(word: str, plan: Plan) -> tuple[Column, ...]:
    return (
        Column("from", f"From {word}", "number"),
        Column("base", f"Pays there ({plan.currency})", "number"),
        Column("each", f"And each further one ({plan.currency})", "number"),
    )


def _rows(promise: Promise, plan: Plan) -> list[tuple[Cell, ...]]:
    if promise.curve is None:
        return []
    minor = 10 ** digits(plan.currency)
    return [
        (_figure(rate.start), _figure(rate.base), _figure(rate.each))
        for rate in rates(promise.curve, scale(promise), minor)
    ]


def _stands(unit: Unit, promise: Promise) -> Fraction | None:
    """Her own target is laid over the plan's, so that whoever reached hers stands where the target is."""
    told = unit.stands
    if promise.target is not None and told["attainment"] is not None:
        return Fraction(told["attainment"]) * promise.target
    said = told["measure"] if told["score"] is None else told["score"]
    return None if said is None else Fraction(said)


def _standing(unit: Unit, names: Mapping[str, str]) -> tuple[Cell, ...]:
    told = unit.stands
    at = told["measure"] if told["score"] is None else told["score"]
    earned = Money.known(unit.earned, unit.currency)
    return (names[unit.person_id], at, told["target"], earned)


def _word(incentive: Incentive, promise: Promise, currency: str) -> str:
    if promise.parts:
        return "score"
    unit = Telling(incentive, currency).unit(promise.measure)
    return unit if unit == currency else plural(unit)


def _decimal(exact: Fraction) -> str:
    return decimal_text(rounded_fraction(exact * 10**6), 6)


def _figure(exact: Fraction) -> str:
    return decimal_text(rounded_fraction(exact * 10**PLACES), PLACES)
