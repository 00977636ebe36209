"""Money, numbers and days as the reader writes them: CLDR's forms for the language her browser asks for."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_currency, format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, to_locale

from plaudit.values.currency import digits
from plaudit.values.money import Money, money_text
from plaudit.values.period import Period

# What stands where a problem leaves no number, or nobody said.
NONE = "\N{EN DASH}"
_MINUS = "\N{MINUS SIGN}"
Width = Literal["medium", "long", "short", "full"]


@lru_cache(maxsize=128)
def _parsed(language: str | None) -> Locale:
    return Locale.parse("en" if language is None else to_locale(language))


def reading() -> Locale:
    return _parsed(get_language())


def money(value: Money | None) -> str:
    return NONE if value is None else _money(value, reading())


# A statement shows the same few rates and counts hundreds of times, and forming them is most of its work.
@lru_cache(maxsize=8192)
def _money(value: Money, where: Locale) -> str:
    exact = Decimal(money_text(value.minor, value.currency))
    return _signed(_apart(format_currency(exact, value.currency, locale=where)))


def brief(value: Money) -> str:
    """For a sentence: whole amounts without decimals, $300."""
    exact = Decimal(money_text(value.minor, value.currency))
    whole = exact == exact.to_integral_value()
    # The pattern of the reader's language, with the decimals taken out of it.
    form = reading().currency_formats["standard"].pattern.replace(".00", "") if whole else None
    shown = format_currency(exact, value.currency, format=form, locale=reading(), currency_digits=False)
    return _signed(_apart(shown))


def amount(value: Money | None) -> str:
    return NONE if value is None else _amount(value, reading())


@lru_cache(maxsize=8192)
def _amount(value: Money, where: Locale) -> str:
    places = digits(value.currency)
    form = "#,##0." + "0" * places if places else "#,##0"
    return _signed(format_decimal(Decimal(money_text(value.minor, value.currency)), form, locale=where))


def quantity(value: str | None) -> str:
    """All the decimals that it has."""
    return NONE if value is None else _quantity(value, reading())


@lru_cache(maxsize=8192)
def _quantity(value: str, where: Locale) -> str:
    return _signed(format_decimal(Decimal(value), locale=where, decimal_quantization=False))


def percent(value: str | None) -> str:
    """With at most one decimal."""
    return NONE if value is None else _signed(format_percent(Decimal(value), _percentage(), locale=reading()))


def _percentage() -> str:
    pattern: str = reading().percent_formats[None].pattern
    return pattern.replace("#,##0", "#,##0.#")


def day(value: date, width: Width = "medium") -> str:
    return _day(value, width, reading())


@lru_cache(maxsize=8192)
def _day(value: date, width: Width, where: Locale) -> str:
    return format_date(value, width, locale=where)


def days(value: Period) -> str:
    return f"{day(value.start)} to {day(value.last)}"


def moment(value: datetime) -> str:
    """In the site's own time zone, to the minute."""
    when = timezone.localtime(value)
    return f"{format_date(when, 'medium', locale=reading())}, {format_time(when, 'short', locale=reading())}"


def month(value: date) -> str:
    return format_date(value, "LLLL y", locale=reading())


def span(days: int) -> str:
    return format_timedelta(days * 86_400, granularity="day", threshold=100_000, locale=reading())


def _apart(text: str) -> str:
    """A currency that is shown by its letters stands apart from the digits, as CLDR wants it."""
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "\N{NO-BREAK SPACE}", text)


def _signed(text: str) -> str:
    """A minus, not a hyphen."""
    return text.replace("-", _MINUS)
