"""`measure` with `points`: what adds up to the number that the curve pays (rule 8)."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Tag

from plaudit.plans.document.scalars import Decimal, Key, wrong
from plaudit.plans.document.shape import Document
from plaudit.plans.document.spelled import listed
from plaudit.plans.incentive import Measure
from plaudit.plans.keys.reading import Reading

PointsDocument = dict[Key, Decimal]


class MetricDocument(Document):
    """The value of an outside metric, from metrics.csv."""

    metric: Key


class PerDocument(Document):
    """Divided by the accounts held on the window's first day."""

    per: Literal["accounts"]


def form(written: Any) -> str:
    match written:
        case dict() if "per" in written:
            return "<per>"
        case dict():
            return "<metric>"
        case _:
            return "<count>"


def _of_acts(written: Any) -> Any:
    """What another instrument measures is told from a word that is misspelt."""
    match written:
        case dict() | "metric":
            says, elsewhere = (
                "Acts add up here, and a metric is none.",
                "metrics are for `kind: quota` or `kind: index`",
            )
        case "amount":
            says, elsewhere = "Acts are counted or weighed here.", "their amounts are for `kind: commission`"
        case _:
            return written
    raise wrong("measure-of-another-kind", says, f"Write `count` or `points`; {elsewhere}.")


MeasureOfActs = Annotated[Literal["count", "points"], BeforeValidator(_of_acts)]
MeasureOfTarget = Annotated[
    Annotated[Literal["count", "points", "amount"], Tag("<count>")] | Annotated[MetricDocument, Tag("<metric>")],
    Discriminator(form),
]
MeasureOfContest = Annotated[
    Annotated[Literal["count", "points", "amount", "improvement"], Tag("<count>")]
    | Annotated[MetricDocument, Tag("<metric>")]
    | Annotated[PerDocument, Tag("<per>")],
    Discriminator(form),
]
MeasureDocument = Literal["count", "points", "amount", "improvement"] | MetricDocument | PerDocument


def measure(written: MeasureDocument | None, points: PointsDocument | None, reading: Reading) -> Measure | None:
    """What is measured; None when a problem was noted. `per` and `improvement` are of points where points are given."""
    match written:
        case MetricDocument():
            found = Measure("metric", metric=written.metric)
        case PerDocument():
            found = Measure("count" if points is None else "points", per_accounts=True)
        case "improvement":
            found = Measure("count" if points is None else "points", improvement=True)
        case None:
            found = Measure()
        case word:
            found = Measure(word)
    return _pointed(found, points, reading)


def _pointed(found: Measure, points: PointsDocument | None, reading: Reading) -> Measure | None:
    if found.of != "points":
        if points is not None:
            reading.at("points").note(
                "points-unused",
                f"Points are given, but the measure is `{found.of}` and never looks at them.",
                "Write `measure: points`, or delete `points`.",
            )
            return None
        return found
    worth = of_the_map(reading) if points is None else weighed(points, reading.at("points"), "worth")
    if worth is None:
        return None
    return Measure("points", points=worth, per_accounts=found.per_accounts, improvement=found.improvement)


def of_the_map(reading: Reading) -> tuple[tuple[str, Fraction], ...] | None:
    """The points of the catalogue, for a plan that measures points and gives none of its own."""
    if reading.kinds is None:
        return None
    found = [(name, reading.catalogue.find(name)) for name in reading.kinds]
    return tuple((name, kind.points) for name, kind in found if kind is not None)


def weighed(
    worth: dict[str, Fraction], reading: Reading, what: Literal["worth", "price"]
) -> tuple[tuple[str, Fraction], ...] | None:
    """The units of one act by kind: each kind that counts has them, and no other."""
    right = True
    for kind, units in worth.items():
        if units < 0:
            right = False
            reading.at(kind).note("number-below-zero", f"The {what} of `{kind}` is below 0.", "Write 0 or more.")
    if reading.kinds is None:
        return tuple(worth.items()) if right else None
    for kind in worth:
        if kind not in reading.kinds:
            right = False
            reading.at(kind).note(
                "kind-not-counted",
                f"There is a {what} here for `{kind}`, which the plan does not count.",
                f"Add it to `counts`, which has {listed(reading.kinds, 'and')}; or delete it here.",
            )
    missing = [kind for kind in reading.kinds if kind not in worth]
    if missing:
        right = False
        reading.note(
            "kind-without-units",
            f"There is no {what} here for {listed(missing, 'and')}, which the plan counts.",
            f"Add {listed(missing, 'and')} here, or take them out of `counts`.",
        )
    return tuple((kind, worth[kind]) for kind in reading.kinds) if right else None
