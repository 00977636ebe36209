"""Standings, for those who are in a contest, lead somebody who is, or answer for the money."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.quarter import asked

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]


@pytest.mark.parametrize(("who", "sees"), [("ada", True), ("ben", True), ("mo", True), ("pia", True), ("kim", False)])
def test_who_sees_where_everybody_stands(signed_in: SignedIn, who: str, *, sees: bool) -> None:
    assert (b"Most referrals" in signed_in(who).get("/contests/").content) is sees


def test_zed_sees_no_contest(signed_in: SignedIn) -> None:
    assert signed_in("zed").get("/contests/").status_code == 404


def test_places_measures_and_prizes_stand_in_order_with_the_days_left(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    lines = ada.get("/contests/?take=csv&of=top-referrer-1").content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Place,Person,With,Prize (USD)",
        "1,Ada Okafor,4,300.00",
        ",Ben Lindt,1,0.00",
        ",Lee Tanaka,1,0.00",
    ]
    shown = ada.get("/contests/").content.decode()
    assert "15 days left" in shown
    assert "People who tie share the prizes of their places equally." in shown


def test_it_asks_as_often_however_many_compete(signed_in: SignedIn) -> None:
    assert asked(signed_in("ada"), "/contests/") == 18
