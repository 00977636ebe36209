"""Did it work at Harbor: the effect with its interval, what cannot be told, and where more facts come in."""

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("harbor")
SignedIn = Callable[[str], Client]


def test_an_effect_stands_with_its_interval_and_its_limits(signed_in: SignedIn) -> None:
    shown = signed_in("pia").get("/evidence/worked/").content.decode()
    assert "After the start there were +3 % acts against what the months before foretell" in shown
    assert "The trend before would have gone on." in shown


def test_what_cannot_be_told_says_the_smallest_addition(signed_in: SignedIn) -> None:
    shown = signed_in("fay").get("/evidence/worked/").content.decode()
    assert "2 teams were treated and 2 were not; each side needs 3." in shown
    assert "Enough would be: 1 more team on the smaller side." in shown


def test_months_are_drawn_and_told(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    months = pia.get("/evidence/worked/?take=csv&of=a0-s0").content.decode("utf-8-sig").splitlines()
    assert months[:3] == ["No.,Acts by month", "1,61", "2,59"]
    assert b"before it" in pia.get("/evidence/lift/a0-s0.svg").content


def test_a_metric_of_accounts_takes_the_place_of_acts(signed_in: SignedIn) -> None:
    shown = signed_in("pia").get("/evidence/worked/?metric=adoption&program=spring-media").content.decode()
    assert "adoption" in shown
