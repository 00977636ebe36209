"""Logging: one short form, every mistake beside its field, a likely duplicate shown before anything is kept."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plaudit.activities.find import stands
from plaudit.activities.models import Milestone, Proof, Report
from plaudit.web import clock
from tests.site import customers

pytestmark = pytest.mark.usefixtures("company", "accounts")
SignedIn = Callable[[str], Client]


@pytest.fixture
def accounts() -> None:
    """Two accounts whose names begin alike; Ada holds the first."""
    customers("""
        key      name        holder
        oak      Oak Cafe    ada
        oak-bar  Oak Bar     -
        elm      Elm & Sons  -
    """)


def said(**changes: object) -> dict[str, object]:
    today = clock.today().isoformat()
    told = {"key": "review-x", "account": "Oak Cafe", "milestone": "published", "on": today, "opened_on": today}
    return {**told, "person": "ada", "platform": "g2", "url": "https://g2.com/r/1", "currency": "USD", **changes}


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 200), ("ben", 200), ("mo", 200), ("pia", 200), ("fay", 404), ("kim", 404), ("zed", 404)]
)
@pytest.mark.parametrize("page", ["/log/", "/log/review/", "/log/accounts/?account=oak"])
def test_who_may_log(signed_in: SignedIn, who: str, status: int, page: str) -> None:
    assert signed_in(who).get(page).status_code == status


def test_a_kind_that_is_none_is_no_page(signed_in: SignedIn) -> None:
    assert signed_in("ada").get("/log/dance/").status_code == 404


def test_an_act_is_logged_in_one_go(signed_in: SignedIn) -> None:
    answer = signed_in("ada").post("/log/review/", said())
    assert (answer.status_code, answer["Location"]) == (302, "/activities/review-x/")
    assert (stands("review-x").platform, Proof.objects.get().url) == ("g2", "https://g2.com/r/1")


def test_pressing_twice_logs_once(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    ada.post("/log/review/", said())
    ada.post("/log/review/", said(another="review-x"))
    assert Report.objects.count() == 1


def test_a_part_of_a_name_that_fits_two_accounts_is_asked_about(signed_in: SignedIn) -> None:
    answer = signed_in("ada").post("/log/review/", said(account="oak b"))
    assert answer.status_code == 302
    asked = signed_in("ada").post("/log/review/", said(key="review-y", account="Oa"))
    assert asked.status_code == 422
    assert re.findall(r'type="radio" name="account" value="([^"]+)"', asked.content.decode()) == ["oak", "oak-bar"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"account": "Nobody"}, "No account is called"),
        ({"on": "2026-02-31"}, "Enter a valid date"),
        ({"on": "2199-01-01"}, "has not come yet"),
        ({"url": "javascript:alert(1)"}, "none that a browser should open"),
        ({"milestone": "won"}, "not one of the available choices"),
        ({"person": "ben"}, "not one of the available choices"),
        ({"contact": "stranger"}, "is no contact of this account"),
    ],
)
def test_each_mistake_is_told_and_nothing_is_kept(
    signed_in: SignedIn, changes: dict[str, object], sentence: str
) -> None:
    answer = signed_in("ada").post("/log/review/", said(**changes))
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("amount", ["1,000.00", "NaN", "-5", "0.0000001", "1e99", "1/2", "25%"])
def test_an_amount_that_is_none_is_refused(signed_in: SignedIn, amount: str) -> None:
    answer = signed_in("ada").post("/log/csql/", said(key="csql-x", milestone="logged", amount=amount))
    assert (answer.status_code, Report.objects.count()) == (422, 0)


def test_an_amount_is_kept_to_the_millionth(signed_in: SignedIn) -> None:
    signed_in("ada").post("/log/csql/", said(key="csql-x", milestone="logged", amount="1234.560001"))
    assert (stands("csql-x").amount, stands("csql-x").currency) == (1_234_560_001, "USD")


def test_a_likely_duplicate_is_shown_first_and_logged_when_she_says_so(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    ada.post("/log/review/", said())
    asked = ada.post("/log/review/", said(key="review-z"))
    assert (asked.status_code, Report.objects.count()) == (409, 1)
    assert b"Is it one of these?" in asked.content
    assert ada.post("/log/review/", said(key="review-z", another="review-x")).status_code == 302


def test_a_file_that_proves_it_comes_back_as_a_download_only(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    ada.post("/log/review/", said(proof=SimpleUploadedFile("page.html", b"<script>alert(1)</script>")))
    answer = ada.get(f"/activities/review-x/proofs/{Proof.objects.get().pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == b"<script>alert(1)</script>"
    assert signed_in("zed").get(f"/activities/review-x/proofs/{Proof.objects.get().pk}/").status_code == 404


def test_accounts_are_offered_as_she_types_her_own_first(signed_in: SignedIn) -> None:
    offered = signed_in("ada").get("/log/accounts/", {"account": "oak"}).content.decode()
    assert re.findall(r'value="([^"]+)"', offered) == ["Oak Cafe", "Oak Bar"]


def test_what_was_logged_waits_for_mo_who_verifies_it(signed_in: SignedIn) -> None:
    signed_in("ada").post("/log/review/", said())
    mo = signed_in("mo")
    assert b"published@review-x" in mo.get("/verify/").content
    mo.post("/verify/", {"act": ["published@review-x"]})
    assert Milestone.objects.latest("pk").verified
    assert b"Nothing waits" in mo.get("/verify/").content
