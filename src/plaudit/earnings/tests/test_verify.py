"""Lines and steps typed by hand: those that derive are passed in silence, those that do not are named."""

from typing import Any

import pytest

from plaudit.earnings.verify import verify

# 100.00 each up to five, 150.00 each from there.
TIERS = [
    {"from": "0", "to": "5.000001", "base": "0", "slope": "100"},
    {"from": "5.000001", "to": None, "base": "500.00015", "slope": "150"},
]
HALF = [{"of": "ref-6", "times": {"share": "1/2", "part": "1"}}]
WHOLE = [{"of": "ref-6", "times": {"share": "1"}}]


def document(line: str = "act", **column: Any) -> dict[str, Any]:
    named = {"line": line, "activity": "ref-6" if line == "act" else None, "milestone": None, "on": "2026-09-30"}
    empty = {"quantity": None, "before": None, "after": None, "limited": "0.00", "waiting": "0.00"}
    incentive = {"incentive": "demo", "lines": [{**named, **empty, **column}]}
    return {"people": [{"person": "ada", "incentives": [incentive]}]}


def half_an_act(earned: str, limited: str = "0.00", waiting: str = "0.00", **steps: Any) -> dict[str, Any]:
    """From 4.75 to 5.25: 25.00 of the first tier and 37.50 of the second."""
    columns = {"quantity": "0.5", "before": "4.75", "after": "5.25"}
    given = {"quantity": HALF, "curve": TIERS, **steps}
    return document(**columns, earned=earned, limited=limited, waiting=waiting, steps=given)


def per_person(cap: str, so_far: str) -> dict[str, str]:
    return {"limit": "per_person", "cap": cap, "so_far": so_far}


GATE = {"limit": "gate", "reads": "adoption", "value": "0.65", "at_least": "0.7"}
PER_ACTIVITY = {"limit": "per_activity", "cap": "80.00", "times": {"share": "1/2"}, "so_far": "0.00"}
ALLOTTED = {"limit": "budget", "so_far": "900.00", "allotted": "600.00", "total": "1000.00"}
SINCE_A_CLOSE: dict[str, Any] = {
    "limit": "budget",
    "so_far": "180.00",
    "allotted": "10.00",
    "total": "100.00",
    "settled": {"allotted": "60.00", "total": "200.00"},
}
RIGHT = {
    "an act over a tier": half_an_act("62.50"),
    "an act taken back in part": half_an_act("31.25", kept="90/180"),
    "the cap of an act, by its share": half_an_act("40.00", "22.50", cuts=[PER_ACTIVITY]),
    "the last money under a cap": half_an_act("12.50", "50.00", cuts=[per_person("500.00", "487.50")]),
    "two limits, one after the other": half_an_act(
        "10.00", "52.50", cuts=[PER_ACTIVITY, per_person("500.00", "490.00")]
    ),
    "a gate that was not reached": half_an_act("0.00", "62.50", cuts=[{**GATE, "decided": True}]),
    "a gate that is still open": half_an_act("0.00", "0.00", "62.50", cuts=[{**GATE, "decided": False}]),
    "a gate and then a shared budget that are still open": half_an_act(
        "0.00", "0.00", "62.50", cuts=[{**GATE, "decided": False}, {"limit": "budget", "decided": False}]
    ),
    "a prorated budget, by differences of floors": half_an_act("37.50", "25.00", cuts=[ALLOTTED]),
    # 54.00 of the 180.00 so far; of 242.50 the 60.00 that were settled, and 4.25 of what is beyond.
    "what came since a close shares what it left": half_an_act("10.25", "52.25", cuts=[SINCE_A_CLOSE]),
    "an act that was not served": document(
        quantity="0",
        before="2",
        after="2",
        earned="0.00",
        steps={"quantity": [{"of": "ref-6", "times": {"share": "1", "served": "0"}}], "curve": TIERS},
    ),
    "a foreign deal": document(
        quantity="4611.695259",
        before="0",
        after="4611.695259",
        earned="138.35",
        steps={
            "quantity": [{"of": "deal", "times": {"share": "1", "amount": "5000", "rate": "5000/5421"}}],
            "curve": [{"from": "0", "to": None, "base": "0", "slope": "0.03"}],
        },
    ),
    "blocks of ten, of which only whole ones pay": document(
        quantity="1",
        before="19",
        after="20",
        earned="50.00",
        steps={
            "quantity": WHOLE,
            "curve": [{"from": "0", "to": None, "base": "0", "slope": "50", "every": "10"}],
        },
    ),
    "an average level, for part of the window": document(
        "level",
        quantity="1.5",
        after="1.5",
        earned="183.42",
        steps={
            "quantity": [
                {"of": "acct-1", "times": {"share": "1", "days": "92"}},
                {"of": "acct-2", "times": {"share": "1/2", "days": "92"}},
            ],
            "over": "92",
            "part": "45/92",
            "curve": [{"from": "0", "to": None, "base": "0", "slope": "250"}],
        },
    ),
    "a score of two parts": document(
        "score",
        after="0.833333333334",
        earned="416.67",
        steps={
            "parts": [
                {"x": "2", "weight": "1", "curve": [{"from": "0", "to": "3", "base": "0", "slope": "1/3"}]},
                {"x": "7", "weight": "1", "curve": [{"from": "3", "to": None, "base": "1", "slope": "0"}]},
            ],
            "curve": [{"from": "0", "to": None, "base": "0", "slope": "500"}],
        },
    ),
    "the odd cent of a shared prize": document(
        "prize", earned="266.67", steps={"rank": 1, "pool": ["500.00", "300.00", "0.00"], "tied": 3, "turn": 2}
    ),
    "the share without the odd cent": document(
        "prize", earned="266.66", steps={"rank": 1, "pool": ["500.00", "300.00", "0.00"], "tied": 3, "turn": 3}
    ),
    "a guarantee for half the window": document(
        "guarantee",
        earned="150.00",
        steps={"promised": "1000.00", "part": "1/2", "balance": "0.00", "so_far": "350.00"},
    ),
    "a guarantee that was passed": document(
        "guarantee", earned="0.00", steps={"promised": "1000.00", "balance": "0.00", "so_far": "1350.00"}
    ),
    "a draw that is paid back": document(
        "draw", earned="-200.00", steps={"promised": "500.00", "balance": "200.00", "so_far": "900.00"}
    ),
    "a grant": document("grant", earned="250.00", steps={"grant": "250.00"}),
    "a line whose money a problem makes unknown": document(earned=None, steps=None),
}
WRONG = {
    "a cent too much": (half_an_act("62.51"), "earned 62.51, by its steps 125/2."),
    "a limit that took less": (
        half_an_act("20.00", "42.50", cuts=[per_person("500.00", "487.50")]),
        "earned 20.00, by its steps 25/2; limited 42.50, by its steps 50.",
    ),
    "a quantity that is not the product": (
        document(quantity="1", before="0", after="1", earned="100.00", steps={"quantity": HALF, "curve": TIERS}),
        "quantity 1, by its steps 1/2; after 1, by its steps 1/2.",
    ),
    "a row that does not hold the measure": (
        document(quantity="1", before="5", after="6", earned="100.00", steps={"quantity": WHOLE, "curve": TIERS[:1]}),
        "its steps do not suffice (LookupError('no row of the curve holds 6')).",
    ),
    "no steps": (document(earned="1.00", steps=None), "its steps do not suffice"),
}


@pytest.mark.parametrize("right", RIGHT.values(), ids=RIGHT.keys())
def test_a_line_that_follows_from_its_steps_is_passed_in_silence(right: dict[str, Any]) -> None:
    assert verify(right) == ()


@pytest.mark.parametrize(("wrong", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_line_that_does_not_is_named_with_what_its_steps_give(wrong: dict[str, Any], says: str) -> None:
    (sentence,) = verify(wrong)
    assert sentence.startswith(f"ada, demo, act ref-6: {says}")
