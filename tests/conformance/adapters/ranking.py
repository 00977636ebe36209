"""Ranks of tied values, read from a contest whose prize for a place is the place.

Tied contestants who share their places' prizes get the average rank; who all get the full prize, the rank of
competition; who are ranked by the day on which they got there, the ordinal one.
"""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.conformance import contests
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import unscaled
from tests.conformance.world import Person, World

TIES = {"average": "share", "competition": "all", "ordinal": "earliest"}


def ranks(inputs: Inputs) -> Answer:
    values = inputs["values"]
    if not values:
        return Answer.of(None, ranks=[])
    world = _endless(values) if _has_no_end(values) else _contest(values, inputs["method"], inputs["order"])

    def read(earned: tuple[Earned, ...]) -> Said:
        found = [unscaled(earned[0].money(person=person.key)) for person in world.people]
        ranked = zip(found, values, strict=True)
        return {"ranks": [None if value is None else rank for rank, value in ranked]}

    kept = inputs.get("nulls", "keep") == "keep" or None not in values
    return Answer(read, (world,), _decision(inputs["method"], values) if kept else "missing-is-unranked")


def _has_no_end(values: list[Any]) -> bool:
    return any("Infinity" in str(value) for value in values)


def _endless(values: list[Any]) -> World:
    """The values as they are, so that the folder's reader says what it thinks of them."""
    world = contests.world([1] * len(values), contests.contest([1]))
    acts = zip(world.acts, values, strict=True)
    return replace(world, acts=tuple(replace(act, amount=value) for act, value in acts if value is not None))


def _decision(method: str, values: list[Any]) -> str | None:
    if _has_no_end(values):
        return "no-infinity"
    return None if method in TIES else "three-ways-to-tie"


def _contest(values: list[Any], method: str, order: str, **more: Any) -> World:
    scores = _scores(values, order)
    prizes = list(range(1, len(scores) + 1)) or [1]
    return contests.world(scores, contests.contest(prizes, TIES.get(method, "all"), **more))


def _scores(values: list[Any], order: str) -> list[Fraction | None]:
    """The highest measure leads, and it is above nothing: a low value that leads is turned around."""
    present = [Fraction(value) for value in values if value is not None]
    if order == "ascending":
        top = max(present, default=Fraction(0)) + 1
        return [None if value is None else top - Fraction(value) for value in values]
    low = min(present, default=Fraction(0)) - 1
    return [None if value is None else Fraction(value) - low for value in values]


def grouped(inputs: Inputs) -> Answer:
    """Each group is a team, and teams compete among themselves."""
    rows = inputs["rows"]
    scores = _scores([row["value"] for row in rows], inputs["order"])
    _, acts = contests.contestants(scores)
    people = tuple(Person(f"p{number:02}", team=row["group"]) for number, row in enumerate(rows))
    prizes = list(range(1, len(rows) + 1))
    terms = contests.contest(prizes, TIES.get(inputs["method"], "all"), brackets={"by": "team"})
    world = World((terms,), acts, people=people)

    def read(earned: tuple[Earned, ...]) -> Said:
        return {"ranks": [unscaled(earned[0].money(person=person.key)) for person in people]}

    return Answer(read, (world,), _decision(inputs["method"], rows))


KINDS = (
    Kind(ranks, "rank"),
    Kind(grouped, "rank_partition"),
    Kind(
        grouped,
        "rank_partition_sum",
        leaves={"sums": "a running total in which those who tie share one sum; our lines run act by act (rule 14)"},
    ),
)
