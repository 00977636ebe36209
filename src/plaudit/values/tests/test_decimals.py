"""Numbers are read from their text, exactly, or refused with a sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaudit.values.decimals import NumberUnreadable, fraction, millionths
from plaudit.values.money import decimal_text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", Fraction(3, 2)),
        ("0", Fraction(0)),
        ("-2.50", Fraction(-5, 2)),
        ("1/3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
        ("2/4", Fraction(1, 2)),
        ("0/3", Fraction(0)),
        ("25%", Fraction(1, 4)),
        ("12.5%", Fraction(1, 8)),
        ("-3%", Fraction(-3, 100)),
        ("0.1", Fraction(1, 10)),
        ("007", Fraction(7)),
    ],
)
def test_decimals_fractions_and_percentages_are_exact(text: str, number: Fraction) -> None:
    assert fraction(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1\n",
        "+1",
        ".5",
        "5.",
        "1e3",
        "1E-3",
        "NaN",
        "Infinity",
        "1,000",
        "1_000",
        "1.2.3",
        "0x10",
        "1/0",
        "1/3%",
        "1/-3",
        "1.5/2",
        "%",
        "25%%",
        "٣",
        "--1",
        "-",
    ],
)
def test_what_is_not_a_plain_number_is_refused(text: str) -> None:
    with pytest.raises(NumberUnreadable) as refused:
        fraction(text)
    assert str(refused.value) == f"{text!r} is not a plain number such as 1.5, 1/3 or 25%."


def test_a_number_of_sixty_characters_is_read_and_one_of_sixty_one_refused() -> None:
    assert fraction("9" * 60) == 10**60 - 1
    with pytest.raises(NumberUnreadable, match=r"^A number of 61 characters is longer than any amount\.$"):
        fraction("9" * 61)


@pytest.mark.parametrize(
    ("text", "whole"),
    [("1.5", 1500000), ("0.000001", 1), ("-0.25", -250000), ("1/4", 250000), ("25%", 250000), ("1.5000000", 1500000)],
)
def test_millionths_are_whole(text: str, whole: int) -> None:
    assert millionths(text) == whole


@pytest.mark.parametrize("text", ["0.0000001", "1/3", "0.00001%"])
def test_what_is_finer_than_a_millionth_is_refused(text: str) -> None:
    with pytest.raises(NumberUnreadable) as refused:
        millionths(text)
    assert str(refused.value) == f"{text!r} is finer than a millionth: give at most six decimals."


@given(st.integers())
def test_what_is_printed_is_read_back(number: int) -> None:
    assert millionths(decimal_text(number, 6)) == number
