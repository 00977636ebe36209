"""Every line of Harbor is derived again from its own steps, and nothing in a line can change unnoticed."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plaudit.connectors.folder.read import read as read_facts
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.verify import verify
from plaudit.plans.read import read_versions
from plaudit.values.period import Period

pytestmark = pytest.mark.journey
HARBOR = Path(__file__).parent.parent / "examples" / "harbor"
# A first quarter with portfolios of nothing, one with odd cents in a shared prize, one whose pot is too small.
QUARTERS = ("2025-Q1", "2025-Q4", "2026-Q2")
Line = dict[str, Any]


@cache
def harbor(quarter: str) -> str:
    result = calculate(read_versions(HARBOR / "plan"), read_facts(HARBOR / "data"), Period.of(quarter))
    return json.dumps(document(result, steps=True))


def lines(answer: dict[str, Any]) -> Iterator[Line]:
    return (line for person in answer["people"] for unit in person["incentives"] for line in unit["lines"])


def alone(line: Line) -> dict[str, Any]:
    return {"people": [{"person": "ada", "incentives": [{"incentive": "one", "lines": [line]}]}]}


def dearer(line: Line) -> Line:
    """The same line with a cent more."""
    changed = copy.deepcopy(line)
    whole, _, cents = line["earned"].rpartition(".")
    changed["earned"] = f"{whole}.{cents[:-1]}{(int(cents[-1]) + 1) % 10}"
    return changed


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_line_follows_from_its_own_steps(quarter: str) -> None:
    assert verify(json.loads(harbor(quarter))) == ()


def test_every_kind_of_line_was_among_them() -> None:
    kinds = {line["line"] for quarter in QUARTERS for line in lines(json.loads(harbor(quarter)))}
    assert kinds == {"act", "level", "score", "prize", "guarantee", "draw", "grant"}


@pytest.mark.parametrize("quarter", QUARTERS)
def test_another_cent_on_any_line_is_noticed(quarter: str) -> None:
    known = [line for line in lines(json.loads(harbor(quarter))) if line["earned"] is not None]
    assert [line for line in known if not verify(alone(dearer(line)))] == []
