"""Digits are those of ISO 4217, also where the tables of other systems differ from it."""

import pytest

from plaudit.values.currency import CurrencyUnknown, codes, digits


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("USD", 2),
        ("EUR", 2),
        ("GBP", 2),
        ("JPY", 0),
        ("KRW", 0),
        ("XOF", 0),
        ("XPF", 0),
        ("DJF", 0),
        ("GNF", 0),
        ("VUV", 0),
        ("UYI", 0),
        ("TND", 3),
        ("KWD", 3),
        ("BHD", 3),
        ("OMR", 3),
        ("JOD", 3),
        ("LYD", 3),
        ("CLF", 4),
        ("UYW", 4),
    ],
)
def test_the_minor_unit_is_that_of_iso_4217(code: str, places: int) -> None:
    assert digits(code) == places


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("IQD", 3),
        ("HUF", 2),
        ("MGA", 2),
        ("MRU", 2),
        ("RSD", 2),
        ("ALL", 2),
        ("AFN", 2),
        ("LBP", 2),
        ("IRR", 2),
        ("YER", 2),
        ("MMK", 2),
        ("TWD", 2),
        ("COP", 2),
        ("CZK", 2),
        ("SEK", 2),
        ("CAD", 2),
        ("CHF", 2),
    ],
)
def test_how_a_currency_is_shown_or_paid_in_cash_does_not_change_how_it_is_booked(code: str, places: int) -> None:
    assert digits(code) == places


@pytest.mark.parametrize("code", ["XAU", "XXX", "XTS", "XDR", "BTC", "", "US", "USDT", "DEM"])
def test_what_has_no_minor_unit_is_refused(code: str) -> None:
    with pytest.raises(CurrencyUnknown) as refused:
        digits(code)
    assert str(refused.value) == f"{code!r} is not a currency of ISO 4217 in which amounts can be booked."


def test_small_letters_are_refused_with_the_code_that_was_meant() -> None:
    with pytest.raises(CurrencyUnknown, match=r"booked\. Do you mean USD\?$"):
        digits("usd")


def test_every_code_is_three_capitals_and_stands_once() -> None:
    assert [code for code in codes() if len(code) != 3 or not code.isupper()] == []
    assert len(set(codes())) == len(codes()) == 171
