"""Numbers of an answer as a reader writes them: a share as a percentage, money with as many digits as it is worth."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from plaudit.web.components import locale
from plaudit.web.components.words import plain

# What is a part of one is told in per cent.
SHARES = {"share", "percent", "probability"}
# Columns of figures that are parts of one, and those that are money where the answer is.
PERCENT = {"its budget is too small"}
TAIL = {"mean": "Mean", "p50": "Middle", "p80": "P80", "p95": "P95", "cte95": "Mean beyond P95"}

# Of the currency: nobody pays less, and a study may find a millionth. Below the other one cents are said.
LEAST_MONEY, IN_CENTS = 0.005, 100


def heading(unit: str, currency: str | None) -> str:
    """What stands at an axis, or in brackets after the name of a column."""
    if currency is not None and unit == "money":
        return currency
    return "%" if unit in SHARES else {"ratio": "times", "count": "", "coefficient": ""}.get(unit, unit)


def digits(value: float | None, unit: str) -> str | None:
    """A plain decimal text for a table."""
    if value is None:
        return None
    return short(value * 100 if unit in SHARES else value)


def short(value: float) -> str:
    """Three digits, or all that stand before the point."""
    if abs(value) >= 100 or value == int(value):
        return f"{value:.0f}"
    return format(Decimal(f"{value:.3g}").normalize(), "f")


def say(value: float | None, unit: str, currency: str | None) -> str:
    """In a sentence: 35 %, 425 USD, 1.8 times."""
    if value is None:
        return locale.NONE
    if unit in SHARES:
        return locale.percent(f"{value:.3g}" if abs(value) < 0.1 else f"{value:.2f}")
    shown = locale.quantity(_places(value, unit))
    return f"{shown} {currency}" if unit == "money" and currency is not None else shown


def _places(value: float, unit: str) -> str:
    # Of what can be counted, a tenth is as much as a mean of draws tells; of money, what can be paid.
    if unit == "count":
        return f"{value:.1f}".removesuffix(".0")
    if unit == "money" and abs(value) < IN_CENTS:
        return f"{value:z.2f}"
    return short(value)


def between(interval: tuple[float | None, float | None], unit: str) -> str:
    """The interval in brackets; an open end has no number."""
    low, high = (say(end, unit, None) for end in interval)
    return f"{low} to {high}"


def named(name: str) -> str:
    """paid_search as people write it; a day keeps its hyphens."""
    said = name.replace("_", " ")
    return said[:1].upper() + said[1:]


def column(head: str, currency: str | None) -> str:
    """What stands above a column of a figure."""
    if head in TAIL and currency is not None:
        return f"{TAIL[head]} ({currency})"
    return f"{named(head)} (%)" if head in PERCENT else named(head)


def cell(value: Any) -> str | None:
    """A cell of a figure's table."""
    match value:
        case None | "":
            return None
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return short(value)
        case list():
            return ", ".join(text for text in map(told, value) if text)
        case _:
            return plain(value) if "_" in str(value) else str(value)


def told(value: Any) -> str:
    """A figure beside an answer, in words."""
    match value:
        case None:
            return locale.NONE
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return locale.quantity(short(value))
        case list():
            return ", ".join(told(each) for each in value) if value else "none"
        case Mapping():
            return ", ".join(f"{plain(name)} {told(each)}" for name, each in value.items())
        case _:
            return str(value)
