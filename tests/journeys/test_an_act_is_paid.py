"""Ada logs an act, Mo verifies it, her statement shows it with its amount and its sentence; Zed sees nothing of it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from plaudit.plans.programs.publish import publish
from tests.cast import NOW
from tests.site import customers

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("company", "program")]
SignedIn = Callable[[str], Client]
CALL = {
    "account": "Amber Fields Grills",
    "milestone": "delivered",
    "on": "2026-10-05",
    "opened_on": "2026-10-02",
    "person": "ada",
    "url": "https://example.com/recording",
}

PLAN = """
plan: advocacy
title: Customer advocacy
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01}
incentives:
  - key: calls
    kind: bounty
    title: Reference calls
    window: quarter
    counts: {activity: reference_call, milestone: delivered}
    pays: {tiers: graduated, rates: [{upto: 1, each: 40.00}, {each: 60.00}]}
"""


@pytest.fixture
def program() -> None:
    """A plan that pays reference calls, and a customer."""
    customers("""
        key    name                 holder
        amber  Amber Fields Grills  -
    """)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """The first Tuesday of the quarter."""
    with time_machine.travel(NOW, tick=False):
        yield


def logged(ada: Client) -> str:
    """Log the call; its key."""
    page = ada.get("/log/reference_call/").content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found is not None
    answer = ada.post("/log/reference_call/", {**CALL, "key": found[1]})
    assert answer.status_code == 302
    return found[1]


def said(page: bytes) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def test_a_reference_call_is_on_the_statement_as_soon_as_mo_has_verified_it(signed_in: SignedIn) -> None:
    ada, mo = signed_in("ada"), signed_in("mo")
    assert "40.00" not in said(ada.get("/statements/ada/2026-Q4").content)
    key = logged(ada)
    assert "40.00" not in said(ada.get("/statements/ada/2026-Q4").content)
    mo.post("/verify/", {"act": [f"delivered@{key}"]})
    statement = said(ada.get("/statements/ada/2026-Q4").content)
    assert "Amber Fields Grills" in statement
    assert "1st of the quarter at 40.00" in statement
    assert "You have earned $40 so far; one more reference call brings $60." in said(ada.get("/quarter/").content)


def test_what_ada_withdraws_is_gone_from_her_statement(signed_in: SignedIn) -> None:
    ada, mo = signed_in("ada"), signed_in("mo")
    key = logged(ada)
    mo.post("/verify/", {"act": [f"delivered@{key}"]})
    ada.post(f"/activities/{key}/retract/", {"because": "It was another customer."})
    assert "40.00" not in said(ada.get("/statements/ada/2026-Q4").content)


def test_zed_sees_nothing_of_it(signed_in: SignedIn) -> None:
    key = logged(signed_in("ada"))
    pages = ["/quarter/", "/statements/ada/2026-Q4", f"/activities/{key}/", "/verify/", "/team/", "/programs/", "/log/"]
    assert {page: signed_in("zed").get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
