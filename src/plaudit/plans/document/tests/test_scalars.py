from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from plaudit.plans.document.scalars import (
    Currency,
    Day,
    Decimal,
    Key,
    MoneyAmount,
    MoneyRate,
    NotNegative,
    Number,
    Positive,
    Share,
    Whole,
    Words,
)


def read(written: Any, value: Any, currency: str = "USD") -> Any:
    return TypeAdapter(written).validate_python(value, context={"currency": currency})


def code(written: Any, value: Any, currency: str = "USD") -> str:
    with pytest.raises(ValidationError) as wrong:
        read(written, value, currency)
    (mistake,) = wrong.value.errors()
    told: str = mistake["ctx"]["code"]
    return told


@pytest.mark.parametrize(
    ("typed", "number"),
    [("25%", Fraction(1, 4)), ("0.25", Fraction(1, 4)), ("1/3", Fraction(1, 3)), ("-1.50", Fraction(-3, 2))],
)
def test_numbers_are_read_from_their_text(typed: str, number: Fraction) -> None:
    assert read(Number, typed) == number


@pytest.mark.parametrize("typed", ["1e5", "NaN", ".inf", "1,000", "1_000", "0x1F", "1.", ".5", "+5", "1/0", "٣", "--1"])
def test_what_is_not_a_plain_number_is_refused(typed: str) -> None:
    assert code(Number, typed) == "number"


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [("100", "USD", 10000), ("100.5", "USD", 10050), ("100.500", "KWD", 100500), ("100", "JPY", 100), ("0", "USD", 0)],
)
def test_money_is_whole_minor_units(typed: str, currency: str, minor: int) -> None:
    assert read(MoneyAmount, typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency", "told"),
    [
        ("100.001", "USD", "money-too-fine"),
        ("100.5", "JPY", "money-too-fine"),
        ("1,000.00", "USD", "money"),
        ("100 USD", "USD", "money"),
        ("$100", "USD", "money"),
        ("5%", "USD", "money"),
        ("1/3", "USD", "money"),
        ("-1.00", "USD", "money-below-zero"),
        ("1000000000000", "USD", "number-too-large"),
    ],
)
def test_what_is_no_amount_of_the_currency_is_refused(typed: str, currency: str, told: str) -> None:
    assert code(MoneyAmount, typed, currency) == told


def test_a_rate_may_be_finer_than_the_minor_unit() -> None:
    assert read(MoneyRate, "0.125") == Fraction(25, 2)
    assert read(MoneyRate, "0.125", "JPY") == Fraction(1, 8)


@pytest.mark.parametrize(
    ("written", "typed", "told"),
    [
        (Positive, "0", "number-not-above-zero"),
        (NotNegative, "-0.1", "number-below-zero"),
        (Share, "100.1%", "share-above-one"),
        (Share, "-1%", "number-below-zero"),
        (Decimal, "0.0000001", "number-too-fine"),
        (Decimal, "1/3", "number-too-fine"),
        (Whole, "0", "whole-number"),
        (Whole, "1.0", "whole-number"),
        (Whole, "-3", "whole-number"),
        (Whole, "1000000000", "whole-number"),
        (Day, "2026-02-29", "day"),
        (Day, "2026-7-1", "day"),
        (Day, "20260701", "day"),
        (Day, "2026-07-01T00:00", "day"),
        (Currency, "usd", "currency-unknown"),
        (Currency, "EURO", "currency-unknown"),
        (Key, " ", "text-blank"),
        (Key, "a\nb", "key-blanks"),
        (Number, ["1"], "shape"),
        (MoneyAmount, {"each": "1"}, "shape"),
    ],
)
def test_values_beside_what_they_may_be(written: Any, typed: Any, told: str) -> None:
    assert code(written, typed) == told


@pytest.mark.parametrize(
    ("written", "typed"), [(Share, "100%"), (Share, "0"), (Whole, "999999999"), (Day, "2028-02-29")]
)
def test_values_at_the_edge_of_what_they_may_be(written: Any, typed: str) -> None:
    assert read(written, typed) is not None


def test_one_word_stands_for_a_list_of_one() -> None:
    assert read(Words, "csm") == ["csm"]
    assert read(Words, ["csm", "manager"]) == ["csm", "manager"]
