"""Who did what: for those who answer for it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.quarter import asked

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
CAST = ("ada", "ben", "lee", "mo", "pia", "fay", "kim", "amy", "zed")


def test_who_reads_the_journal(signed_in: SignedIn) -> None:
    readers = {who for who in CAST if signed_in(who).get("/journal/").status_code == 200}
    assert readers == {"pia", "fay", "amy"}


def test_a_deed_has_its_doer_and_what_it_was_about(signed_in: SignedIn) -> None:
    lines = signed_in("fay").get("/journal/?take=csv&of=journal").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "When,Who,Did,About,With"
    assert lines[1].startswith("2026-01-02T00:00:00+00:00,Pia Strand,published,plan csm version 1,digest ")


def test_the_journal_is_filtered(signed_in: SignedIn) -> None:
    assert b"Nothing matches" in signed_in("fay").get("/journal/?journal.find=paid").content


def test_it_asks_as_often_however_long_it_is(signed_in: SignedIn) -> None:
    assert asked(signed_in("fay"), "/journal/") == 10


def test_the_journal_of_some_days(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    asked_for = {
        "on its day": "since=2026-01-02&until=2026-01-02",
        "before": "until=2026-01-01",
        "after": "since=2026-01-03",
    }
    told = {when: fay.get(f"/journal/?{days}").content.decode() for when, days in asked_for.items()}
    assert {when: "plan csm version 1" in page for when, page in told.items()} == {
        "on its day": True,
        "before": False,
        "after": False,
    }
    assert "Nobody did anything in these days." in told["after"]
    taken = fay.get("/journal/?since=2026-01-03&take=csv&of=journal").content.decode("utf-8-sig")
    assert taken.splitlines() == ["When,Who,Did,About,With"]


def test_a_day_that_is_none_is_said_beside_its_field(signed_in: SignedIn) -> None:
    page = signed_in("fay").get("/journal/?since=yesterday")
    assert (page.status_code, "Enter a valid date" in page.content.decode()) == (422, True)
