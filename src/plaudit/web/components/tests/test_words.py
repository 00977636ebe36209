"""Counted things in sentences, and the plan's text as passages."""

import pytest

from plaudit.web.components.prose import Passage, passages
from plaudit.web.components.words import count, joined


@pytest.mark.parametrize(
    ("number", "word", "said"),
    [
        ("1", "referral", "1 referral"),
        ("2", "referral", "2 referrals"),
        ("0.5", "case study", "0.5 case studies"),
        ("2", "survey", "2 surveys"),
        ("3", "co press", "3 co press"),
        ("2", "earned media", "2 earned media"),
        ("2", "pitch", "2 pitches"),
        ("0.2", "unit of adoption", "0.2 in adoption"),
    ],
)
def test_things_are_counted(number: str, word: str, said: str) -> None:
    assert count(number, word) == said


def test_more_of_them_stands_before_the_word() -> None:
    assert [count("2", "demo", more=True), count("1", "demo", more=True)] == ["2 more demos", "1 more demo"]


@pytest.mark.parametrize(
    ("parts", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_parts_are_joined(parts: tuple[str, ...], said: str) -> None:
    assert joined(parts) == said


def test_a_text_falls_into_its_passages() -> None:
    head = "# Plan\n\nOne line\nand its rest.\n\n"
    text = f"{head}## 1. Demos\n\n- First\n  point.\n- Second.\n\nRead and agreed\n\nName ___"
    assert passages(text) == (
        Passage("Plan", ("One line and its rest.",), ()),
        Passage("1. Demos", (), ("First point.", "Second.")),
    )
