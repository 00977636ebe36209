"""Explains a score, and tells the terms."""

from plaudit.plans.document.shown import number, percent
from plaudit.plans.explained import whole
from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.index.terms import Index, MetricPart
from plaudit.plans.pays.said import score
from plaudit.plans.pays.told import told
from plaudit.plans.say import LineFacts, joined
from plaudit.plans.tell import Telling, counted


def say(line: LineFacts) -> str:
    return whole(line, score)


def tell(terms: Index, telling: Telling) -> tuple[str, ...]:
    return (
        "The score is the sum of these parts:",
        *(_part(part) for part in terms.parts),
        told(terms.pays, Measure("score"), telling),
    )


def _part(part: MetricPart) -> str:
    what = f"{part.title} ({counted(part.counts)})" if part.counts else part.title
    shape = joined([f"{number(value)} as {number(points)}" for value, points in part.shape])
    how = f"scored {shape}" if part.target is None else f"divided by {number(part.target)}"
    return f"{percent(part.weight)}: {what} {how}, at most {number(part.at_most)}."
