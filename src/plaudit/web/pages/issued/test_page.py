"""The statement of a closed quarter: what was frozen, whatever is learned later; who has seen it, and who knows."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from plaudit.activities.models import Report
from plaudit.ledger.models import Posting
from plaudit.people.arrive import arrive
from plaudit.statements.twin import wrong
from plaudit.web import clock
from tests.closing import closed, says

pytestmark = pytest.mark.usefixtures("over")
SignedIn = Callable[[str], Client]
ADA = "/statements/ada/2026-Q3"
CAST = ("ada", "ben", "lee", "mo", "pia", "fay", "kim", "amy", "zed")


def text(client: Client, address: str = ADA) -> str:
    return client.get(address).content.decode()


def test_an_open_quarter_says_that_it_is_a_preview(signed_in: SignedIn) -> None:
    assert "Preview, not closed" in text(signed_in("ada"))
    assert signed_in("ada").get(f"{ADA}.json").status_code == 404


def test_a_closed_one_shows_what_was_frozen_and_where_it_stands(signed_in: SignedIn) -> None:
    closed(signed_in)
    shown = text(signed_in("ada"))
    posting = Posting.objects.get()
    assert "$800.00" in shown
    assert "to be paid for Q3 2026" in shown
    assert "4th of the quarter at 100.00" in shown
    assert "<span>Brought forward</span>" in shown
    assert "<span>Earned in Q3 2026</span>" in shown
    assert f"Posting {posting.number}, head" in shown
    assert posting.head in shown
    assert "Preview, not closed" not in shown


def test_nothing_that_is_learned_later_changes_a_byte(signed_in: SignedIn) -> None:
    closed(signed_in)
    ada = signed_in("ada")
    before = [ada.get(f"{ADA}{form}").content for form in (".pdf", ".json", "?take=csv&of=statement-ada-2026-Q3")]
    assert says(signed_in("mo"), "/verify/", act="demo@ref-5") == "ref-5 is verified."
    with transaction.atomic():
        told = arrive("correction", by="pia", at=clock.now()).stamp
        other = {"kind": "testimonial", "person_id": "ada", "account_id": "fir", "opened_on": date(2026, 8, 11)}
        Report.objects.create(activity_id="tes-1", **other, **told)
    after = [ada.get(f"{ADA}{form}").content for form in (".pdf", ".json", "?take=csv&of=statement-ada-2026-Q3")]
    assert after == before
    assert before[0].startswith(b"%PDF-")


def test_the_file_adds_up_to_what_is_paid_and_names_the_head(signed_in: SignedIn) -> None:
    closed(signed_in)
    answer = signed_in("ada").get(f"{ADA}?take=csv&of=statement-ada-2026-Q3")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[-1] for row in rows if row[0] == "Paid"] == ["100.00", "700.00"]
    assert [row[9] for row in rows if row[0] in {"Posting", "Head"}] == ["1", Posting.objects.get().head]
    assert "'=Oak Cafe" in {row[7] for row in rows}


def test_the_twin_follows_from_itself_and_is_for_whom_the_statement_is(signed_in: SignedIn) -> None:
    closed(signed_in)
    told = json.loads(signed_in("ada").get(f"{ADA}.json").content)
    assert wrong(told, Posting.objects.get().head) == ()
    assert wrong(told, "0" * 64) == (f"It stands under the head {told['posting']['head']}, not under {'0' * 64}.",)
    allowed = {who for who in CAST if signed_in(who).get(f"{ADA}.json").status_code == 200}
    assert allowed == {"ada", "mo", "pia", "fay"}


def test_she_acknowledges_it_and_who_has_not_is_known(signed_in: SignedIn) -> None:
    page = closed(signed_in)
    assert "I have seen it" in text(signed_in("ada"))
    assert "I have seen it" not in text(signed_in("mo"))
    assert text(signed_in("fay"), page).count("Not yet") == 3
    first = signed_in("ada").post(f"{ADA}/acknowledge/", follow=True).content.decode()
    assert "acknowledged on" in first
    signed_in("ada").post(f"{ADA}/acknowledge/")
    assert text(signed_in("fay"), page).count("Not yet") == 2
    assert text(signed_in("mo"), "/team/?period=2026-Q3").count("Not yet") == 2
    assert text(signed_in("fay"), "/people/?period=2026-Q3").count("Not yet") == 2
    assert signed_in("mo").post(f"{ADA}/acknowledge/").status_code == 404
    assert signed_in("ada").post("/statements/ada/2026-Q2/acknowledge/").status_code == 404


def test_my_quarter_shows_what_was_issued(signed_in: SignedIn) -> None:
    closed(signed_in)
    shown = text(signed_in("ada"), "/quarter/?period=2026-Q4")
    assert "Q3 2026</a>" in shown
    assert ">paid</span>" in shown
    assert "$800.00" in shown
