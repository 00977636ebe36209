"""A contest on amounts: how the adapters write contestants, prizes and the days on which a total was reached."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.conformance.terms import SCALE, deal, money
from tests.conformance.world import Act, Person, World


def contest(prizes: Sequence[Fraction | str | int], ties: str = "share", scale: int = SCALE, **more: Any) -> Any:
    counts = {"activity": "csql", "milestone": "won"}
    return {
        "key": "contest",
        "kind": "contest",
        "window": "quarter",
        "counts": counts,
        "measure": "amount",
        "prizes": [money(prize, scale) for prize in prizes],
        "ties": ties,
        **more,
    }


def contestants(scores: Sequence[Fraction | str | int | None]) -> tuple[tuple[Person, ...], tuple[Act, ...]]:
    """p00, p01, ... in the order given, each reaching the score on a day of its own; None has no act at all."""
    people = tuple(Person(f"p{number:02}") for number, _ in enumerate(scores))
    acts = tuple(
        deal(
            f"deal-{person.key}",
            score,
            on=f"2026-{7 + number // 28:02}-{number % 28 + 1:02}",
            scale=1,
            person=person.key,
        )
        for number, (person, score) in enumerate(zip(people, scores, strict=True))
        if score is not None
    )
    return people, acts


def world(scores: Sequence[Fraction | str | int | None], terms: Any) -> World:
    people, acts = contestants(scores)
    return World((terms,), acts, people=people)
