"""Explains a score, and tells the terms."""

from plaudit.plans.document.shown import number
from plaudit.plans.explained import whole
from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.okr.terms import KeyResult, Okr
from plaudit.plans.pays.said import score
from plaudit.plans.pays.told import told
from plaudit.plans.say import LineFacts
from plaudit.plans.tell import Telling, counted


def say(line: LineFacts) -> str:
    return whole(line, score)


def tell(terms: Okr, telling: Telling) -> tuple[str, ...]:
    return (
        f"Objective: {terms.objective}.",
        *(_result(result) for result in terms.key_results),
        "Each result scores from 0 at its start to 1 at its target; the objective is their weighted mean.",
        told(terms.pays, Measure("score"), telling),
    )


def _result(result: KeyResult) -> str:
    what = counted(result.counts) if result.metric is None else f"the metric {result.metric}"
    weight = "" if result.weight == 1 else f", weight {number(result.weight)}"
    return f"{result.title}: from {number(result.start)} to {number(result.target)} ({what}{weight})."
