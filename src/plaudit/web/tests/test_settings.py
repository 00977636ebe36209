"""Settings: an administrator appoints, operations changes the map, and problems stand beside the text."""

from collections.abc import Callable

import pytest
from django.test import Client

from plaudit.activities.models import MaturityMap
from plaudit.connectors.database.catalogue import catalogue
from plaudit.people.models import Deed, Duty, Notice
from plaudit.people.recorded import standing

pytestmark = pytest.mark.usefixtures("company")
SignedIn = Callable[[str], Client]
PODCAST = "podcast:\n  title: Podcast\n  milestones: [agreed, published]\n  points: 4\n"


def test_an_administrator_grants_and_ends_a_duty(signed_in: SignedIn) -> None:
    amy = signed_in("amy")
    amy.post("/settings/people/kim/duties/", {"duty": "operations", "starts": "2026-01-01"})
    duty = standing(Duty).get(person_id="kim", duty="operations")
    assert signed_in("kim").get("/settings/people/").status_code == 200
    amy.post(f"/settings/people/kim/duties/{duty.pk}/end/", {"on": "2026-02-01"})
    assert signed_in("kim").get("/settings/people/").status_code == 404
    assert [(deed.did, deed.by) for deed in Deed.objects.all()] == [("ended-duty", "amy"), ("granted-duty", "amy")]


def test_finance_reads_of_it_on_her_own_page_and_marks_it_as_seen(signed_in: SignedIn) -> None:
    signed_in("amy").post("/settings/people/kim/duties/", {"duty": "finance", "starts": "2026-01-01"})
    fay = signed_in("fay")
    assert "Kim Duval has the duty finance from 2026-01-01" in fay.get("/accounts/").content.decode()
    fay.post("/accounts/notices/seen/")
    assert not Notice.objects.filter(person__key="fay", seen_at__isnull=True).exists()


def test_a_refusal_is_shown_on_the_page_and_changes_nothing(signed_in: SignedIn) -> None:
    said = {"duty": "finance", "starts": "2026-01-01"}
    page = signed_in("amy").post("/settings/people/amy/duties/", said, follow=True)
    assert "Nobody grants herself a duty" in page.content.decode()
    assert not Duty.objects.filter(person_id="amy", duty="finance").exists()


def test_a_day_that_is_none_is_said_beside_its_field(signed_in: SignedIn) -> None:
    page = signed_in("amy").post("/settings/people/kim/duties/", {"duty": "finance", "starts": "tomorrow"})
    assert (page.status_code, "Enter a valid date" in page.content.decode()) == (422, True)


def test_nobodys_pay_is_on_the_pages_of_an_administrator(signed_in: SignedIn) -> None:
    amy = signed_in("amy")
    pages = [amy.get(f"/settings/{path}").content.decode() for path in ("", "people/", "people/ada/", "catalogue/")]
    assert [word for word in ("USD", "EUR", "$", "€", "pay_currency") if word in "".join(pages)] == []


def test_the_map_is_changed_by_a_later_fact(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    pia.post("/settings/catalogue/edit/", {"text": PODCAST})
    found = catalogue().find("podcast")
    assert found is not None
    assert (found.title, found.milestones, int(found.points)) == ("Podcast", ("agreed", "published"), 4)
    assert "Podcast" in signed_in("ada").get("/settings/catalogue/").content.decode()
    assert [(deed.did, deed.by) for deed in Deed.objects.all()] == [("changed-catalogue", "pia")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("podcast:\n  title: Podcast\n", "Line 1"),
        ("podcast:\n  milestones: [agreed]\n  pionts: 4\n", "Line 3"),
        ("review:\n  points: -1\n", "Line 2"),
        ("a: [b\n", "is not YAML"),
    ],
)
def test_problems_stand_beside_the_text_and_nothing_changes(signed_in: SignedIn, text: str, says: str) -> None:
    page = signed_in("pia").post("/settings/catalogue/edit/", {"text": text}).content.decode()
    assert (says in page, text.strip().splitlines()[0] in page) == (True, True)
    assert not MaturityMap.objects.exists()


def test_checking_only_changes_nothing(signed_in: SignedIn) -> None:
    page = signed_in("pia").post("/settings/catalogue/edit/", {"text": PODCAST, "check": "yes"})
    assert "It can be put in force" in page.content.decode()
    assert not MaturityMap.objects.exists()
