"""An activity's page: seen by whom it may be, corrected and withdrawn by whom it may be, with its whole history."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.find import stands
from plaudit.activities.log import New, Reached, log
from plaudit.activities.models import Report
from plaudit.activities.reported import Told
from plaudit.customers.models import Account, Profile
from plaudit.people.access import reader
from plaudit.people.arrive import arrive
from plaudit.people.models import Login
from plaudit.web import clock

pytestmark = pytest.mark.usefixtures("company", "act")
SignedIn = Callable[[str], Client]
PAGE = "/activities/review-1/"


@pytest.fixture
def act() -> None:
    """A review that Ada brought, published a day ago."""
    with transaction.atomic():
        arrival = arrive("cast", by="pia", at=clock.now() - timedelta(days=30))
        Profile.objects.create(account=Account.objects.create(key="oak", name="Oak Cafe"), **arrival.stamp)
        ada = reader(Login.objects.get(person__key="ada"), clock.today())
        day = clock.today() - timedelta(days=1)
        told = Told("review", day, account="oak", person="ada", platform="g2")
        log(New("review-1", told, Reached("published", day)), by=ada, at=clock.now(), catalogue=BUILT_IN)


@pytest.mark.parametrize(
    ("who", "status"),
    [("ada", 200), ("ben", 404), ("mo", 200), ("pia", 200), ("fay", 200), ("kim", 200), ("amy", 404), ("zed", 404)],
)
def test_who_sees_it(signed_in: SignedIn, who: str, status: int) -> None:
    assert signed_in(who).get(PAGE).status_code == status


def test_a_milestone_is_added_and_the_history_tells_it(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    ada.post(PAGE, {"milestone": "agreed", "on": clock.today().isoformat(), "link": "https://example.com/x"})
    page = ada.get(PAGE).content.decode()
    assert ("Agreed" in page, "Reached</span> by Ada Okafor" in page) == (True, True)


def test_a_milestone_to_come_is_told_beside_the_form(signed_in: SignedIn) -> None:
    answer = signed_in("ada").post(PAGE, {"milestone": "agreed", "on": "2199-01-01"})
    assert (answer.status_code, b"has not come yet" in answer.content) == (422, True)


def test_it_is_corrected_by_who_brought_it(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    told = {"account": "oak", "opened_on": clock.today() - timedelta(days=2), "person": "ada", "platform": "capterra"}
    assert ada.get(PAGE + "correct/").status_code == 200
    assert ada.post(PAGE + "correct/", told).status_code == 302
    assert stands("review-1").platform == "capterra"


def test_it_is_withdrawn_with_a_reason_and_back_again(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    assert b"Undo" in ada.post(PAGE + "retract/", {"because": "Logged twice."}).content
    assert ada.get(PAGE).status_code == 404
    ada.post(PAGE + "restore/")
    assert ada.get(PAGE).status_code == 200


def test_nobody_withdraws_it_with_a_link(signed_in: SignedIn) -> None:
    assert signed_in("ada").get(PAGE + "retract/").status_code == 405


def test_kim_who_sees_it_does_not_withdraw_it(signed_in: SignedIn) -> None:
    signed_in("kim").post(PAGE + "retract/", {"because": "Mine."})
    assert Report.objects.filter(retracted_at__isnull=False).count() == 0


def test_mo_says_that_it_does_not_count_and_ada_sees_nothing_left(signed_in: SignedIn) -> None:
    mo = signed_in("mo")
    mo.post("/verify/reject/", {"act": "published@review-1", "because": "The link is dead."})
    assert b"No milestone yet" in mo.get(PAGE).content


def test_a_whole_amount_is_offered_as_it_would_be_typed(signed_in: SignedIn) -> None:
    day = clock.today() - timedelta(days=1)
    told = Told("csql", day, account="oak", person="ada", amount=1_000_000_000, currency="USD")
    ada = reader(Login.objects.get(person__key="ada"), clock.today())
    log(New("csql-1", told), by=ada, at=clock.now(), catalogue=BUILT_IN)
    assert 'value="1000"' in signed_in("ada").get("/activities/csql-1/correct/").content.decode()
