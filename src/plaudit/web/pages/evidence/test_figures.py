"""Numbers of a study as a sentence says them."""

import pytest

from plaudit.web.pages.evidence.figures import say


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (424.6, "425 USD"),
        (3.567, "3.57 USD"),
        (0.0136, "0.01 USD"),
        (12.543, "12.54 USD"),
        (0.0049, "0 USD"),
        (7.1e-11, "0 USD"),
        (-0.0000002, "0 USD"),
    ],
)
def test_an_amount_that_nobody_pays_is_said_to_be_nothing(value: float, said: str) -> None:
    assert say(value, "money", "USD") == said


def test_what_is_no_amount_keeps_its_digits() -> None:
    assert say(0.000123, "ratio", None) == "0.000123"


@pytest.mark.parametrize(("value", "said"), [(14.76, "14.8"), (14.0, "14"), (0.04, "0"), (1234.5, "1,234.5")])
def test_what_is_counted_has_a_tenth_at_most(value: float, said: str) -> None:
    assert say(value, "count", None) == said
