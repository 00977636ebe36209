"""What a statement pays, worked out by hand (rules 21 and 23)."""

from fractions import Fraction

import pytest

from plaudit.statements.section import Turned, paid, turned


@pytest.mark.parametrize(
    ("opening", "stated", "recover", "pays"),
    [
        (0, 65000, None, 65000),
        (0, 0, None, 0),
        # A negative statement pays nothing.
        (0, -1500, None, 0),
        # Everything goes to what is owed, unless the plan says how much at most.
        (-1500, 1000, None, 0),
        (-1500, 4000, None, 2500),
        (-1500, 1000, Fraction(1, 2), 500),
        (-1500, 4000, Fraction(1, 2), 2500),
        # Half of 1001 is 500.5: half away from zero goes to what is owed.
        (-1500, 1001, Fraction(1, 2), 500),
        (-1500, -200, Fraction(1, 2), 0),
    ],
)
def test_what_is_paid(opening: int, stated: int, recover: Fraction | None, pays: int) -> None:
    assert paid(opening, stated, recover) == pays


def test_one_rounding_of_a_period() -> None:
    """100.01 USD at 0.925 are 92.50925 EUR; 1 000 JPY at 1/3 are 333.33 USD."""
    assert turned("2026-Q3", 10001, ("USD", "EUR"), Fraction("0.925")) == Turned("2026-Q3", 10001, 9251, "37/40")
    assert turned("2026-Q3", 1000, ("JPY", "USD"), Fraction(1, 3)) == Turned("2026-Q3", 1000, 33333, "1/3")
    assert turned("2026-Q3", -5, ("USD", "USD"), None) == Turned("2026-Q3", -5, -5, "")
    assert turned("2026-Q3", -5, ("USD", "EUR"), None) is None
