"""A study's document as its page shows it."""

from typing import Any

import pytest

from plaudit.web.components.table import Link
from plaudit.web.pages.evidence.answers import ADDRESSES, listed, page

ANSWER: dict[str, Any] = {
    "name": "identity",
    "says": "2 referrals break a rule.",
    "unit": "count",
    "currency": None,
    "point": None,
    "interval80": None,
    "interval95": None,
    "n": 2,
    "events": 2,
    "horizon": None,
    "method": "Rules.",
    "grade": "C",
    "refusal": None,
    "diagnostics": [],
    "assumptions": [],
    "mentions": [],
    "brief": False,
    "figures": {"to look at": [{"rule": "older", "activity": "ref-1"}, {"rule": "older", "activity": "gone"}]},
}
TOLD: dict[str, Any] = {"study": "gaming", "answers": [ANSWER], "refusals": [], "published": []}


def test_an_act_that_has_a_page_is_a_link() -> None:
    shown = page(TOLD, {ADDRESSES: {"act ref-1": "/activities/ref-1/"}})
    (table,) = shown.tables

    assert listed(TOLD, "act") == {"ref-1", "gone"}
    assert [row[1] for row in table.rows] == [Link("ref-1", "/activities/ref-1/"), "gone"]


@pytest.mark.parametrize(("high", "drawn"), [(0.004, []), (0.005, ["g0"])])
def test_amounts_that_nobody_pays_are_not_drawn(high: float, drawn: list[str]) -> None:
    worth = ANSWER | {"unit": "money", "currency": "USD", "interval80": [0.0, high], "point": 0.001}

    assert [group.key for group in page(TOLD | {"answers": [worth]}, {}).groups] == drawn
