"""Numbers of a study as a sentence says them."""

import pytest

from plaudit.web.pages.evidence.figures import say


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (424.6, "425 USD"),
        (3.567, "3.57 USD"),
        (0.006, "0.01 USD"),
        # A study may find a millionth, and nobody pays one.
        (7.1e-11, "0 USD"),
        (-0.0000002, "0 USD"),
    ],
)
def test_an_amount_is_said_to_the_cent_at_most(value: float, said: str) -> None:
    assert say(value, "money", "USD") == said


def test_what_is_no_amount_keeps_its_digits() -> None:
    assert say(0.000123, "ratio", None) == "0.000123"
