from pathlib import Path

import pytest

from tests.blessed import Blessed

GOLDEN = """
def test_the_statement(blessed, tmp_path_factory):
    import pathlib
    blessed(pathlib.Path("statement.txt"), "ada  650.00\\n")


def test_without_a_golden_text():
    raise AssertionError
"""

pytest_plugins = ["pytester"]


@pytest.fixture
def story(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest('pytest_plugins = ["tests.blessed"]')
    pytester.makepyfile(GOLDEN)
    return pytester


def test_the_same_text_passes(blessed: Blessed, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("650.00\n")
    blessed(tmp_path / "a.txt", "650.00\n")


def test_another_text_fails(blessed: Blessed, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("650.00\n")
    with pytest.raises(AssertionError):
        blessed(tmp_path / "a.txt", "650.01\n")


def test_a_text_that_nobody_has_blessed_fails(blessed: Blessed, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="make bless"):
        blessed(tmp_path / "a.txt", "650.00\n")


def test_blessing_writes_the_text_and_runs_nothing_else(story: pytest.Pytester) -> None:
    story.runpytest("--bless").assert_outcomes(passed=1)
    assert (story.path / "statement.txt").read_text() == "ada  650.00\n"
