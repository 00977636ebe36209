"""Money goes in and out as text without losing or adding anything."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaudit.values.currency import CurrencyUnknown
from plaudit.values.money import Money, MoneyUnreadable, decimal_text, minor, money_text


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [
        ("100.00", "USD", 10000),
        ("100", "USD", 10000),
        ("100.5", "USD", 10050),
        ("-0.05", "USD", -5),
        ("0", "USD", 0),
        ("1500", "JPY", 1500),
        ("1500.00", "JPY", 1500),
        ("1.250", "KWD", 1250),
        ("1.000", "KWD", 1000),
        ("0.0001", "CLF", 1),
        ("1.0000", "USD", 100),
        (Decimal("19.90"), "EUR", 1990),
    ],
)
def test_an_amount_becomes_minor_units(amount: str | Decimal, currency: str, units: int) -> None:
    assert minor(amount, currency) == units


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("0.001", "USD"), ("1.005", "USD"), ("0.5", "JPY"), ("0.0001", "KWD"), ("1.0001", "USD")],
)
def test_what_is_finer_than_the_minor_unit_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(MoneyUnreadable, match=rf"^'{amount}' is finer than the minor unit of {currency}, which has"):
        minor(amount, currency)


@pytest.mark.parametrize(
    "amount",
    [
        "1,000.00",
        "NaN",
        "1e3",
        "",
        "$5",
        "1 000",
        "+5",
        ".50",
        "5.",
        "1.2.3",
        Decimal("NaN"),
        Decimal("1E+2"),
        "9" * 31,
    ],
)
def test_what_is_not_a_plain_amount_is_refused(amount: str | Decimal) -> None:
    with pytest.raises(MoneyUnreadable, match=r" is not a plain amount such as 1000\.00: digits and at most one"):
        minor(amount, "USD")


@pytest.mark.parametrize("currency", ["USD", "JPY"])
def test_a_point_that_may_stand_for_thousands_is_refused(currency: str) -> None:
    with pytest.raises(MoneyUnreadable) as refused:
        minor("1.000", currency)
    assert str(refused.value) == f"'1.000' may be 1 or 1000 {currency}: write 1 or 1000."


@pytest.mark.parametrize(
    ("units", "currency", "text"),
    [
        (65000, "USD", "650.00"),
        (5, "USD", "0.05"),
        (-5, "USD", "-0.05"),
        (-12345, "USD", "-123.45"),
        (0, "USD", "0.00"),
        (1500, "JPY", "1500"),
        (-1, "JPY", "-1"),
        (0, "JPY", "0"),
        (1, "KWD", "0.001"),
        (12345, "CLF", "1.2345"),
    ],
)
def test_money_is_printed_with_all_the_decimals_of_its_currency(units: int, currency: str, text: str) -> None:
    assert money_text(units, currency) == text
    assert str(Money(units, currency)) == text


@pytest.mark.parametrize(
    ("numerator", "scale", "text"),
    [
        (1500000, 6, "1.5"),
        (1000000, 6, "1"),
        (0, 6, "0"),
        (1, 6, "0.000001"),
        (-1500000, 6, "-1.5"),
        (-1, 6, "-0.000001"),
        (10, 0, "10"),
        (1234567, 6, "1.234567"),
        (100_000_000, 6, "100"),
        (333333333333, 12, "0.333333333333"),
    ],
)
def test_decimals_are_printed_without_exponent_or_trailing_zeros(numerator: int, scale: int, text: str) -> None:
    assert decimal_text(numerator, scale) == text


def test_money_adds_subtracts_and_multiplies_by_a_count() -> None:
    assert Money.of("100.00", "USD") + Money.of("0.50", "USD") == Money(10050, "USD")
    assert Money.of("100.00", "USD") - Money.of("150.00", "USD") == Money(-5000, "USD")
    assert -Money.of("1.25", "USD") == Money(-125, "USD")
    assert Money.of("33.33", "USD") * 3 == Money(9999, "USD")


def test_money_of_one_currency_is_ordered() -> None:
    assert Money(1, "USD") < Money(2, "USD")
    assert Money(2, "USD") <= Money(2, "USD")
    assert Money(3, "USD") > Money(2, "USD")
    assert Money(2, "USD") >= Money(2, "USD")
    assert not Money(2, "USD") < Money(2, "USD")


def test_equal_numbers_of_other_currencies_are_not_equal() -> None:
    assert Money(100, "USD") != Money(100, "EUR")


def test_currencies_are_never_added_or_compared() -> None:
    euros = Money.of("2.00", "EUR")
    sentence = r"^1\.00 USD and 2\.00 EUR are different currencies\.$"
    with pytest.raises(ValueError, match=sentence):
        Money.of("1.00", "USD") + euros
    with pytest.raises(ValueError, match=sentence):
        Money.of("1.00", "USD") - euros
    with pytest.raises(ValueError, match=sentence):
        _ = Money.of("1.00", "USD") < euros


def test_money_in_an_unknown_currency_cannot_be_made() -> None:
    with pytest.raises(CurrencyUnknown):
        Money(1, "XXX")


@given(st.integers(min_value=-(10**29), max_value=10**29), st.sampled_from(["USD", "JPY", "KWD", "CLF"]))
def test_what_is_printed_is_read_back(units: int, currency: str) -> None:
    assert minor(money_text(units, currency), currency) == units


def test_an_amount_that_is_not_known_is_no_money() -> None:
    assert Money.known(None, "USD") is None
    assert Money.known(0, "USD") == Money(0, "USD")
