"""Whether what we say is what a case expects: numbers by value, texts by letter, lists in order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from plaudit.values.rounding import rounded_fraction
from tests.conformance.answer import Printed


def equal(said: object, expected: object) -> bool:
    match said, expected:
        case None | bool(), _:
            return said is expected
        case Printed(exact), str() | int():
            return _at(exact, str(expected)) == number(expected)
        case Fraction() | Decimal() | int(), str() | int() | float() if not isinstance(expected, bool):
            return Fraction(said) == number(expected)
        case Mapping(), Mapping():
            return said.keys() == expected.keys() and all(equal(said[key], expected[key]) for key in expected)
        case str(), str():
            return said == expected
        case Sequence(), Sequence():
            return len(said) == len(expected) and all(map(equal, said, expected))
        case _:
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
            return shown(exact)
        case bool() | None | str():
            return said
        case Fraction() | Decimal() | int():
            exact = Fraction(said)
            decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
            return f"{decimal:f}" if Fraction(decimal) == exact else str(exact)
        case Mapping():
            return {key: shown(value) for key, value in said.items()}
        case Sequence():
            return [shown(value) for value in said]
        case _:
            return repr(said)


def _at(exact: Fraction, expected: str) -> Fraction:
    places = len(expected.partition(".")[2])
    return Fraction(rounded_fraction(exact * 10**places), 10**places)
