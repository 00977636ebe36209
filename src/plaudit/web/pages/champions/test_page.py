"""Champions at Harbor: who sees which proposal, who decides, and that each decision can be taken back."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from plaudit.customers.champion import champions
from plaudit.customers.models import Champion
from plaudit.evidence.site.models import Declined
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed
from plaudit.people.recorded import standing
from tests.site import HARBOR_NOW

SignedIn = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("harbor", "undecided")
# Ada Okafor holds it, and Mo manages her.
ACCOUNT = "/champions/buckeye-bowls"


@pytest.fixture
def undecided(harbor: None) -> Iterator[None]:  # noqa: ARG001 -- its facts come first
    """Nobody has said yet that Buckeye Bowls is a champion."""
    with time_machine.travel(HARBOR_NOW, tick=False), transaction.atomic():
        said = Champion.objects.get(account__key="buckeye-bowls")
        arrival = arrive("import harbor", by="pia", at=HARBOR_NOW)
        Champion.objects.create(
            account=said.account, starts=said.starts, retracted_at=arrival.recorded_at, **arrival.stamp
        )
    with time_machine.travel(HARBOR_NOW, tick=False):
        yield


def stands() -> bool:
    return champions(HARBOR_NOW.date()).filter(account__key="buckeye-bowls").exists()


def test_a_proposal_says_why(signed_in: SignedIn) -> None:
    shown = signed_in("pia").get("/champions/").content.decode()
    assert "Buckeye Bowls" in shown
    assert "nps: 1.8 usual spreads above its segment" in shown
    assert "very likely among the best (98%)" in shown
    assert "Last asked for something on" in shown
    assert shown.count("<article") == 9


def test_who_holds_the_account_sees_it_and_does_not_decide(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    shown = ada.get("/champions/").content.decode()
    assert (shown.count("<article"), "Buckeye Bowls" in shown, "Confirm</button>" in shown) == (1, True, False)
    assert ada.post(f"{ACCOUNT}/confirm/").status_code == 404
    assert not stands()


def test_somebody_elses_account_is_not_there(signed_in: SignedIn) -> None:
    assert "Buckeye Bowls" not in signed_in("ben").get("/champions/").content.decode()
    assert signed_in("ben").post(f"{ACCOUNT}/confirm/").status_code == 404


def test_finance_reads_and_does_not_decide(signed_in: SignedIn) -> None:
    assert "Buckeye Bowls" in signed_in("fay").get("/champions/").content.decode()
    assert signed_in("fay").post(f"{ACCOUNT}/confirm/").status_code == 404


@pytest.mark.parametrize("who", ["pia", "mo"])
def test_confirming_makes_it_a_champion_and_can_be_taken_back(signed_in: SignedIn, who: str) -> None:
    client = signed_in(who)
    client.post(f"{ACCOUNT}/confirm/")
    assert stands()
    assert f"{ACCOUNT}/undo/" in client.get("/champions/").content.decode()
    client.post(f"{ACCOUNT}/undo/")
    assert not stands()
    client.post(f"{ACCOUNT}/confirm/")
    assert stands()
    done = Deed.objects.filter(by=who, about="account buckeye-bowls").order_by("pk").values_list("did", flat=True)
    assert list(done) == ["named-champion", "withdrew-champion", "named-champion"]


def test_what_is_confirmed_twice_stands_once(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    pia.post(f"{ACCOUNT}/confirm/")
    again = pia.post(f"{ACCOUNT}/confirm/", follow=True)
    assert "is a champion already" in again.content.decode()


def test_dismissing_is_remembered_with_its_reason_and_can_be_taken_back(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    assert "Say why it is no champion" in pia.post(f"{ACCOUNT}/dismiss/", follow=True).content.decode()
    pia.post(f"{ACCOUNT}/dismiss/", {"because": "Their founder sits on our board."})
    shown = signed_in("ada").get("/champions/").content.decode()
    assert "Dismissed by Pia Lindqvist: Their founder sits on our board." in shown
    pia.post(f"{ACCOUNT}/undo/")
    assert not standing(Declined).exists()
    assert "Their founder" not in pia.get("/champions/").content.decode()


def test_what_an_import_says_is_not_taken_back_here(signed_in: SignedIn) -> None:
    answer = signed_in("pia").post("/champions/dogwood-dining/undo/", follow=True)
    assert "Nobody named dogwood-dining a champion on this site." in answer.content.decode()
    assert champions(HARBOR_NOW.date()).filter(account__key="dogwood-dining").exists()
