"""Weighted parts as an index, and key results as an OKR: how the adapters write them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.conformance.terms import text
from tests.conformance.world import Metric, Person, World

# More than any part of a case scores: at most this times its target counts.
AT_MOST = "1000"

Numbers = Sequence[Fraction | str | int]


def index(weights: Numbers, values: Sequence[Numbers], pays: Any = "none", **more: Any) -> World:
    """Parts that score their own value, weighted; a person (p0, p1, ...) for each row of values."""
    metrics = [
        {"metric": f"part{number}", "target": "1", "weight": text(weight), "at_most": AT_MOST}
        for number, weight in enumerate(weights)
    ]
    people = [f"p{number}" for number, _ in enumerate(values)]
    return World(
        ({"key": "index", "kind": "index", "window": "quarter", "metrics": metrics, "pays": pays},),
        metrics=tuple(
            Metric(f"part{number}", text(value), "2026-Q3", person)
            for person, row in zip(people, values, strict=True)
            for number, value in enumerate(row)
        ),
        people=tuple(map(Person, people)),
        **more,
    )


def in_proportion(scale: int, unit: str) -> Mapping[str, Any]:
    """So much for a score of one, and in proportion up to the highest score."""
    return {"at_target": unit, "curve": [["0", "0"], [str(scale), str(scale)]], "between": "line"}


def okr(results: Sequence[Mapping[str, Any]], values: Numbers, **more: Any) -> World:
    """Key results on outside measures kr0, kr1, ... of one person."""
    listed = [{"title": f"Result {number}", "metric": f"kr{number}", **result} for number, result in enumerate(results)]
    terms = {"key": "okr", "kind": "okr", "window": "quarter", "objective": "Replay", "key_results": listed}
    metrics = tuple(Metric(f"kr{number}", text(value), "2026-Q3") for number, value in enumerate(values))
    return World((terms,), metrics=metrics, **more)
