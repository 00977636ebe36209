"""Every case of other systems passes, differs by a decision, or is out of scope; none is dropped in silence."""

import re
from collections import Counter
from collections.abc import Mapping
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


@pytest.fixture(scope="module")
def verdicts() -> tuple[Verdict, ...]:
    return judge(load())


def test_every_case_has_exactly_one_verdict(verdicts: tuple[Verdict, ...]) -> None:
    keys = Counter(verdict.case.key for verdict in verdicts)
    assert [key for key, count in keys.items() if count > 1] == []
    assert keys.keys() == {case.key for case in load()}


def test_nothing_disagrees_without_a_decision(verdicts: tuple[Verdict, ...]) -> None:
    assert [(verdict.case.key, verdict.said) for verdict in verdicts if verdict.word in {"disagrees", "unknown"}] == []


def test_the_cases_that_differ_are_those_of_the_decisions(verdicts: tuple[Verdict, ...]) -> None:
    found = sorted((verdict.decision, verdict.case.key) for verdict in verdicts if verdict.word == "differs")
    assert found == sorted((decision.name, key) for decision in decisions().values() for key in decision.cases)


def test_what_differs_really_differs(verdicts: tuple[Verdict, ...]) -> None:
    differing = [verdict for verdict in verdicts if verdict.word == "differs"]
    assert [verdict.case.key for verdict in differing if same(verdict.said, verdict.case.expected)] == []


def same(said: Any, expected: Mapping[str, Any]) -> bool:
    """By value, so that 10.0 and 10 are no difference."""
    return said.keys() <= expected.keys() and all(same_value(said[name], expected[name]) for name in said)


def same_value(said: Any, expected: Any) -> bool:
    if said is None or expected is None or isinstance(said, list | dict):
        return equal(said, expected)
    return str(said) == str(expected) or (number(said) is not None and number(said) == number(expected))


def test_every_decision_names_its_rule() -> None:
    rules = {decision.name: decision.rule for decision in decisions().values()}
    assert [name for name, rule in rules.items() if not re.fullmatch(r"(rules? \d.*|decision \d{4})", rule)] == []


def test_every_kind_of_case_out_of_scope_has_a_reason_and_a_case(verdicts: tuple[Verdict, ...]) -> None:
    used = Counter(verdict.reason.name for verdict in verdicts if verdict.reason)
    assert [reason.name for reason in reasons() if not used[reason.name] or not reason.why.endswith(".")] == []
    assert len({reason.name for reason in reasons()}) == len(reasons())


def test_fields_that_are_left_out_are_never_the_whole_case(verdicts: tuple[Verdict, ...]) -> None:
    whole = [
        verdict.case.key for verdict in verdicts if verdict.left and verdict.left.keys() == verdict.case.expected.keys()
    ]
    assert whole == []


def test_the_page_is_fresh(verdicts: tuple[Verdict, ...]) -> None:
    assert page(verdicts) == PAGE.read_text(encoding="utf-8"), "run make conformance"


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
def test_values_are_equal_exactly_or_not_at_all(said: object, expected: object, is_equal: bool) -> None:  # noqa: FBT001 (a table's column)
    assert equal(said, expected) is is_equal
