"""The rules of `tidy.py`: each one bites on the smallest text that breaks it, and the repository keeps them all."""

import pytest

from tests.architecture import tidy
from tests.architecture.sources import Finding, Module, modules, pages


def test_every_module_keeps_every_rule() -> None:
    findings = [str(found) for module in modules() for rule in tidy.RULES for found in rule(module)]
    assert not findings, "\n" + "\n".join(findings)


def test_every_page_keeps_its_words_plain() -> None:
    findings = [str(found) for path, text in pages().items() for found in tidy.page_praises_nothing(path, text)]
    assert not findings, "\n" + "\n".join(findings)


def found(rule: tidy.Rule, text: str, path: str = "src/plaudit/earnings/pay.py") -> list[int]:
    return [finding.line for finding in rule(Module.of(path, text))]


def test_a_finding_prints_its_place_its_rule_and_what_was_seen() -> None:
    assert str(Finding("src/plaudit/x.py", 3, "no `or 0`", "due or 0")) == "src/plaudit/x.py:3: no `or 0` (due or 0)"


@pytest.mark.parametrize("path", ["src/plaudit/plans/utils.py", "tests/helpers.py", "src/plaudit/ledger/base.py"])
def test_a_file_is_named_after_what_it_holds(path: str) -> None:
    assert found(tidy.file_named_after_what_it_holds, "", path) == [1]


def test_a_module_stops_at_four_hundred_lines() -> None:
    assert found(tidy.module_on_two_screens, "x = 1\n" * 400) == []
    assert found(tidy.module_on_two_screens, "x = 1\n" * 401) == [1]


def test_a_test_module_stops_at_six_hundred_lines() -> None:
    assert found(tidy.module_on_two_screens, "x = 1\n" * 600, "tests/test_x.py") == []
    assert found(tidy.module_on_two_screens, "x = 1\n" * 601, "tests/test_x.py") == [1]


def test_a_function_stops_at_sixty_lines() -> None:
    assert found(tidy.function_on_one_screen, "def f():\n" + "    x = 1\n" * 59) == []
    assert found(tidy.function_on_one_screen, "def f():\n" + "    x = 1\n" * 60) == [1]


@pytest.mark.parametrize(
    ("rule", "text", "lines"),
    [
        (tidy.at_most_five_arguments, "def f(a, b, c, *, d, e): ...\n", []),
        (tidy.at_most_five_arguments, "def f(a, b, c, *, d, e, f): ...\n", [1]),
        (tidy.at_most_five_arguments, "class A:\n    def f(self, a, b, c, d, e): ...\n", []),
        (tidy.says_what_not_how, "def process_rows(): ...\n", [1]),
        (tidy.says_what_not_how, "class RowHelper: ...\n", [1]),
        (tidy.says_what_not_how, "def items_due(): ...\n", []),
        (tidy.catches_the_narrowest, "try:\n    f()\nexcept ValueError:\n    g()\n", []),
        (tidy.catches_the_narrowest, "try:\n    f()\nexcept Exception:\n    g()\n", [3]),
        (tidy.catches_the_narrowest, "try:\n    f()\nexcept (OSError, BaseException):\n    g()\n", [3]),
        (tidy.catches_the_narrowest, "try:\n    f()\nexcept:\n    g()\n", [3]),
        (tidy.no_float, "x = float(y)\n", [1]),
        (tidy.no_float_written, "share = 0.5\n", [1]),
        (tidy.one_place_for_amounts, "x = Money(5, 'USD')\n", []),
        (tidy.rounds_in_values_only, "x = round(y, 2)\n", [1]),
        (tidy.rounds_in_values_only, "x = y.quantize(cent)\n", [1]),
        (tidy.asks_no_clock, "x = datetime.now(UTC)\n", [1]),
        (tidy.asks_no_clock, "x = date.today()\n", [1]),
        (tidy.asks_no_clock, "x = now()\n", []),
        (tidy.no_quiet_zero, "x = due or 0\n", [1]),
        (tidy.no_quiet_zero, "x = due or Decimal('0')\n", [1]),
        (tidy.no_quiet_zero, "x = due or owed\n", []),
        (tidy.no_mocks, "from unittest.mock import patch\n", [1]),
        (tidy.no_mocks, "from unittest import mock\n", [1]),
        (tidy.no_mocks, "def f(monkeypatch):\n    monkeypatch.setattr('plaudit.x', 1)\n", [2]),
        (tidy.late_import_says_why, "def f():\n    import duckdb\n", [2]),
        (tidy.late_import_says_why, "def f():\n    import duckdb  # a check needs no engine\n", []),
        (tidy.late_import_says_why, "def f():\n    # A check needs no engine.\n    import a\n    import b\n", []),
        (tidy.exemption_says_why, "x = 1  # noqa: S101\n", [1]),
        (tidy.exemption_says_why, "x = 1  # type: ignore[misc]\n", [1]),
        (tidy.exemption_says_why, "x = 1  # noqa: S101 -- the test's own file\n", []),
        (tidy.exemption_says_why, "x = 1  # type: ignore[misc]  # the stub is wrong\n", []),
        (tidy.recites_no_arguments, 'def f(x):\n    """Pay.\n\n    Args:\n        x: The x.\n    """\n', [2]),
        (tidy.praises_nothing, "# This just works.\nx = 1\n", [1]),
        (tidy.praises_nothing, 'def f():\n    """A robust sum."""\n', [2]),
        (tidy.praises_nothing, "# An adjustment, as `simply` would say.\n", []),
    ],
)
def test_a_rule_bites_where_it_should(rule: tidy.Rule, text: str, lines: list[int]) -> None:
    assert found(rule, text) == lines


@pytest.mark.parametrize(
    ("rule", "text", "path"),
    [
        (tidy.at_most_five_arguments, "def f(a, b, c, d, e, f): ...\n", "src/plaudit/cli/calculate.py"),
        (tidy.no_float, "x = float(y)\n", "bench/frames.py"),
        (tidy.no_float, "x = float(y)\n", "src/plaudit/evidence/methods/proportions.py"),
        (tidy.one_place_for_amounts, "x = Money(5, 'USD')\n", "src/plaudit/evidence/recommended.py"),
        (tidy.no_float_written, "x = 0.1\n", "src/plaudit/cli/progress.py"),
        (tidy.rounds_in_values_only, "x = y.quantize(cent)\n", "src/plaudit/values/money.py"),
        (tidy.asks_no_clock, "x = date.today()\n", "src/plaudit/cli/app.py"),
    ],
)
def test_a_rule_leaves_its_own_place_alone(rule: tidy.Rule, text: str, path: str) -> None:
    assert found(rule, text, path) == []


def test_a_test_takes_one_path() -> None:
    text = "def test_f():\n    for x in y:\n        assert x\n"
    assert found(tidy.a_test_takes_one_path, text, "src/plaudit/plans/tests/test_read.py") == [2]
    assert found(tidy.a_test_takes_one_path, text) == []


def test_an_estimate_becomes_money_in_one_file() -> None:
    written = "x = Money(5, 'USD')\n"
    assert found(tidy.one_place_for_amounts, written, "src/plaudit/evidence/studies/amount/answer.py") == [1]


def test_code_in_a_page_may_say_what_prose_may_not() -> None:
    text = "We never write `simply`.\n\n```\njust run\n```\nIt is just so.\n"
    assert [found.line for found in tidy.page_praises_nothing("README.md", text)] == [6]
