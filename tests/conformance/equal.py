"""Whether what we say is what a case expects: numbers by value, texts by letter, lists in order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from plaudit.values.rounding import rounded_fraction
from tests.conformance.answer import Printed


def equal(said: object, expected: object) -> bool:
    match said, expected:
        case Mapping(), Mapping():
            return said.keys() == expected.keys() and all(equal(said[key], expected[key]) for key in expected)
        case str() | None | bool(), _:
            return type(said) is type(expected) and said == expected
        case Sequence(), Sequence() if not isinstance(expected, str):
            return len(said) == len(expected) and all(map(equal, said, expected))
        case Printed(exact), str() | int():
            return _at(exact, str(expected)) == number(expected)
        case Fraction() | Decimal() | int(), str() | int() if not isinstance(expected, bool):
            return Fraction(said) == number(expected)
    return False


def number(text: object) -> Fraction | None:
    """`2.50`, `1/3` and `1+14/31` are numbers; None when the text is none."""
    try:
        return sum((Fraction(part) for part in str(text).split("+")), Fraction(0))
    except ValueError:
        return None


def shown(said: Any) -> Any:
    """The same as plain JSON values, for people to read."""
    match said:
        case Printed(exact):
            return _decimal(exact)
        case bool() | None | str():
            return said
        case Fraction() | Decimal() | int():
            return _decimal(Fraction(said))
        case Mapping():
            return {key: shown(value) for key, value in said.items()}
        case _:
            return [shown(value) for value in said]


def _decimal(exact: Fraction) -> str:
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{decimal:f}" if Fraction(decimal) == exact else str(exact)


def _at(exact: Fraction, expected: str) -> Fraction:
    places = len(expected.partition(".")[2])
    return Fraction(rounded_fraction(exact * 10**places), 10**places)
