"""Every statement of Harbor is derived again from its own lines, and no amount in one can change unnoticed."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from plaudit.ledger.models import Paper
from plaudit.ledger.post import read
from plaudit.ledger.verify import verify as verify_books
from plaudit.statements.issued import in_the_books, issued, twin
from plaudit.statements.twin import wrong
from plaudit.statements.verify import verify

pytestmark = [pytest.mark.usefixtures("harbor"), pytest.mark.slow]
Object = dict[str, Any]
# An amount in two currencies with an adjustment; one whose draw was adjusted; one from the first quarter.
SOME = ("statement 2025-Q4 elif", "statement 2026-Q1 jun", "statement 2025-Q1 ada")
AMOUNTS = {"booked", "now", "amount", "opening", "into", "pays", "carries", "held_before", "earned"}


def bodies() -> list[Object]:
    return [json.loads(read(paper)) for paper in Paper.objects.exclude(person="")]


def places(told: Any, within: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where amounts stand, by the keys that lead there; what is inside of a line's steps is its own evaluator's."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in AMOUNTS and isinstance(value, str):
                yield (*within, key)
            elif key not in {"steps", "problems"}:
                yield from places(value, (*within, key))
    elif isinstance(told, list):
        for number, value in enumerate(told):
            yield from places(value, (*within, number))


def dearer(told: Object, place: tuple[Any, ...]) -> Object:
    """The same statement with a cent more in one place."""
    changed = copy.deepcopy(told)
    at = changed
    for key in place[:-1]:
        at = at[key]
    whole, _, cents = at[place[-1]].rpartition(".")
    at[place[-1]] = f"{whole}.{cents[:-1]}{(int(cents[-1]) + 1) % 10}"
    return changed


def test_every_statement_follows_from_its_own_lines() -> None:
    found = bodies()
    assert len(found) == 62
    assert [(each["statement"], verify(each)) for each in found if verify(each)] == []
    assert verify_books().wrong == ()


def test_adjustments_and_currencies_were_among_them() -> None:
    found = bodies()
    assert sum(len(each["adjustments"]) for each in found) == 5
    rates = {stated["rate"] is None for each in found for section in each["sections"] for stated in section["stated"]}
    assert rates == {True, False}


@pytest.mark.parametrize("name", SOME)
def test_another_cent_anywhere_is_noticed(name: str) -> None:
    told = json.loads(read(Paper.objects.get(name=name)))
    there = list(places(told))
    assert len(there) > 20
    assert [place for place in there if not verify(dearer(told, place))] == []


def test_a_twin_is_the_books_own_or_it_is_said() -> None:
    found = issued("elif", "2025-Q4")
    assert found is not None
    told = json.loads(twin(found))
    assert (wrong(told), in_the_books(told)) == ((), ())
    renamed = {**told, "statement": {**told["statement"], "person": "zed"}}
    assert wrong(renamed) == ("The statement is not the one that its digest was made of.",)
    elsewhere = {**told, "posting": {**told["posting"], "head": "f" * 64}}
    assert [said.partition(":")[0] for said in in_the_books(elsewhere)] == [
        f"No posting has the head {'f' * 64}",
        f"The statement 2025-Q4 elif was booked with posting 4, head {found.posting.head}.",
    ]
    strange = {**told, "statement": {**told["statement"], "statement": "2030-Q1 elif"}}
    assert in_the_books(strange) == ("These books hold no statement 2030-Q1 elif.",)
    assert wrong({"format": 1}) == ("This is not a statement's twin (KeyError('statement')).",)
