"""Every case of other systems passes, differs by a decision, or is out of scope; none is dropped in silence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.conformance.case import CASES, Case, load
from tests.conformance.decisions import decisions
from tests.conformance.equal import equal, number
from tests.conformance.judge import ADAPTERS, Verdict, judge
from tests.conformance.page import PAGE, page
from tests.conformance.scope import reasons


@pytest.mark.journey
def test_no_case_is_dropped_in_silence() -> None:
    """One test for all of it: the cases are calculated once."""
    cases = load()
    verdicts = judge(cases)
    assert [verdict.case for verdict in verdicts] == list(cases)
    complaints = {
        "disagree, and no decision says why": keys(verdicts, "disagrees"),
        "nobody knows how to read": keys(verdicts, "unknown"),
        "differ by decisions that do not list them": sorted(set(differing(verdicts)) - set(listed())),
        "are listed as differing and do not": sorted(set(listed()) - set(differing(verdicts))),
        "differ in nothing": [key(verdict) for verdict in verdicts if verdict.word == "differs" and same(verdict)],
        "are compared in nothing": [key(verdict) for verdict in verdicts if empty(verdict)],
        "kinds out of scope that catch no case": sorted({reason.name for reason in reasons()} - outside(verdicts)),
        "stale page, run make conformance": [] if page(verdicts) == PAGE.read_text(encoding="utf-8") else [PAGE.name],
    }
    assert {complaint: found for complaint, found in complaints.items() if found} == {}


def key(verdict: Verdict) -> str:
    return verdict.case.key


def keys(verdicts: Sequence[Verdict], word: str) -> list[str]:
    return [f"{key(verdict)}: {verdict.said}" for verdict in verdicts if verdict.word == word]


def differing(verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    return [(verdict.decision or "", key(verdict)) for verdict in verdicts if verdict.word == "differs"]


def listed() -> list[tuple[str, str]]:
    return [(decision.name, case) for decision in decisions().values() for case in decision.cases]


def outside(verdicts: Sequence[Verdict]) -> set[str]:
    return {verdict.reason.name for verdict in verdicts if verdict.reason}


def empty(verdict: Verdict) -> bool:
    return verdict.word == "passed" and verdict.case.expected.keys() <= (verdict.left or {}).keys()


def same(verdict: Verdict) -> bool:
    """By value, so that 10.0 and 10 are no difference."""
    said, expected = verdict.said, verdict.case.expected
    return said.keys() <= expected.keys() and all(same_value(said[name], expected[name]) for name in said)


def same_value(said: Any, expected: Any) -> bool:
    if said is None or expected is None or isinstance(said, list | dict):
        return equal(said, expected)
    return str(said) == str(expected) or (number(said) is not None and number(said) == number(expected))


def test_every_decision_names_its_rule() -> None:
    rules = {decision.name: decision.rule for decision in decisions().values()}
    assert [name for name, rule in rules.items() if not re.fullmatch(r"(rules? \d.*|decision \d{4})", rule)] == []


def test_every_case_has_a_name_of_its_own() -> None:
    counts = Counter(case.key for case in load())
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_kind_of_case_out_of_scope_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({reason.name for reason in reasons()}) == len(reasons())
    assert [reason.name for reason in reasons() if not reason.why.endswith(".")] == []


def test_adapters_know_no_case_by_its_name() -> None:
    names = {case.id for case in load() if re.search(r"\d", case.id)}
    texts = {path.name: path.read_text(encoding="utf-8") for path in ADAPTERS.glob("*.py")}
    assert [(file, name) for file, text in texts.items() for name in names if name in text] == []


def test_every_case_names_its_source() -> None:
    assert [case.key for case in load() if not case.source.strip()] == []
    assert {path.stem for path in CASES.glob("*.json")} == {case.file for case in load()}


def a_case(family: str, rule: str, inputs: dict[str, Any], expected: dict[str, Any]) -> Case:
    return Case("typed", "typed", "this test", family, rule, inputs, expected)


A_RATE = a_case("commission", "percent_of", {"rate_percent": "10", "base": "105.50"}, {"amount": "10.55"})


def test_a_case_nobody_has_seen_passes_by_its_inputs() -> None:
    (verdict,) = judge([A_RATE])
    assert (verdict.word, verdict.said) == ("passed", {"amount": "10.55"})


def test_a_wrong_expectation_disagrees() -> None:
    (verdict,) = judge([replace(A_RATE, expected={"amount": "10.5500001"})])
    assert verdict.word == "disagrees"


def test_an_expected_error_is_not_met_by_an_amount() -> None:
    (verdict,) = judge([replace(A_RATE, expected={"error": "too much"})])
    assert (verdict.word, verdict.said) == ("disagrees", {"amount": "10.55"})


def test_inputs_of_another_shape_are_unknown() -> None:
    (verdict,) = judge([replace(A_RATE, rule="percent_of_something_else")])
    assert verdict.word == "unknown"


@pytest.mark.parametrize(
    ("said", "expected", "is_equal"),
    [
        (Fraction(1, 2), "0.50", True),
        (Fraction(1, 3), "0.33", False),
        (Fraction(45, 31), "1+14/31", True),
        (1, True, False),
        (None, "0", False),
        ("1.0", "1", False),
        ([Fraction(1), None], ["1", None], True),
        ({"a": Fraction(1)}, {"a": "1", "b": "2"}, False),
    ],
)
def test_values_are_equal_exactly_or_not_at_all(said: object, expected: object, *, is_equal: bool) -> None:
    assert equal(said, expected) is is_equal
