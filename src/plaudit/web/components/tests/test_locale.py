"""Money, numbers and days as readers of different languages write them."""

from datetime import date

import pytest
from django.utils.translation import override

from plaudit.values.money import Money
from plaudit.web.components import locale

NARROW, WIDE, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("language", "minor", "currency", "shown"),
    [
        ("en", 115_000, "USD", "$1,150.00"),
        ("en", -546, "USD", f"{MINUS}$5.46"),
        ("en", 115_000, "JPY", "¥115,000"),
        ("en", 1_150_005, "KWD", f"KWD{WIDE}1,150.005"),
        ("de", 115_000, "EUR", f"1.150,00{WIDE}€"),
        ("fr", 115_000, "EUR", f"1{NARROW}150,00{WIDE}€"),
        # More digits than a floating-point number keeps.
        ("en", 9_007_199_254_740_993_01, "USD", "$9,007,199,254,740,993.01"),
    ],
)
def test_money(language: str, minor: int, currency: str, shown: str) -> None:
    with override(language):
        assert locale.money(Money(minor, currency)) == shown


@pytest.mark.parametrize(
    ("language", "minor", "shown"),
    [("en", 30_000, "$300"), ("en", 30_050, "$300.50"), ("de", 30_000, f"300{WIDE}$"), ("en", 115_000, "$1,150")],
)
def test_a_sentence_leaves_out_what_is_nought(language: str, minor: int, shown: str) -> None:
    with override(language):
        assert locale.brief(Money(minor, "USD")) == shown


@pytest.mark.parametrize(
    ("language", "amount", "quantity", "percent", "day"),
    [
        ("en", "1,150.00", "1,234.567", "91.7%", "Oct 6, 2026"),
        ("de", "1.150,00", "1.234,567", f"91,7{WIDE}%", "06.10.2026"),
        ("en-gb", "1,150.00", "1,234.567", "91.7%", "6 Oct 2026"),
    ],
)
def test_figures_and_days(language: str, amount: str, quantity: str, percent: str, day: str) -> None:
    with override(language):
        assert locale.amount(Money(115_000, "USD")) == amount
        assert locale.quantity("1234.567") == quantity
        assert locale.percent("0.9167") == percent
        assert locale.day(date(2026, 10, 6)) == day


def test_what_is_not_known_is_a_dash() -> None:
    assert [locale.money(None), locale.amount(None), locale.quantity(None), locale.percent(None)] == ["\N{EN DASH}"] * 4
