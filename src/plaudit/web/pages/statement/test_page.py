"""A statement, line by line with its calculation: the same on the page, as a table and on paper; for whom it is."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client

from plaudit.activities.models import Activity, Milestone, Report
from plaudit.people.arrive import arrive
from tests.quarter import asked

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
ADA = "/statements/ada/2026-Q3"
CAST = ("ada", "ben", "lee", "mo", "pia", "fay", "kim", "amy", "zed")


@pytest.mark.parametrize("path", [ADA, f"{ADA}.pdf", f"{ADA}?take=csv&of=statement-csm-ada-2026-Q3"])
@pytest.mark.parametrize(
    ("whose", "readers"),
    [
        ("ada", {"ada", "mo", "pia", "fay"}),
        ("ben", {"ben", "mo", "pia", "fay"}),
        ("lee", {"lee", "mo", "pia", "fay"}),
        ("mo", {"pia", "fay"}),
    ],
)
def test_who_sees_whose_statement(signed_in: SignedIn, path: str, whose: str, readers: set[str]) -> None:
    address = path.replace("ada", whose)
    assert {who for who in CAST if signed_in(who).get(address).status_code == 200} == readers


def test_nobody_has_a_statement_who_is_not_there(signed_in: SignedIn) -> None:
    assert signed_in("pia").get("/statements/nobody/2026-Q3").status_code == 404


def test_purses_have_their_subtotals_and_lines_their_sentences(signed_in: SignedIn) -> None:
    shown = signed_in("ada").get(ADA).content.decode()
    assert "$800.00" in shown
    assert "Funded by sales</h3>" in shown
    assert "$700.00" in shown
    assert "4th of the quarter at 100.00" in shown
    assert "1 of 3: 33.33 % of target pays 33.33 %" in shown


def test_a_line_opens_to_the_steps_of_its_calculation(signed_in: SignedIn) -> None:
    shown = signed_in("ada").get(ADA).content.decode()
    assert "<dt>The measure moves</dt><dd>3 \N{RIGHTWARDS ARROW} 4</dd>" in shown
    assert "<dt>From 0 to 5</dt><dd>$100.00 each</dd>" in shown
    assert "<dt>4 pays</dt><dd>$400.00</dd>" in shown
    assert "<dt>3 paid</dt><dd>$300.00</dd>" in shown
    assert "<dt>From the plan&#x27;s budget at most $50,000.00</dt>" in shown
    assert "<dt>Earned</dt><dd>$100.00</dd>" in shown


def test_of_a_long_statement_a_line_says_how_it_came_about_when_it_is_asked(signed_in: SignedIn) -> None:
    with transaction.atomic():
        told = arrive("acts", by="pia", at=datetime(2026, 9, 16, tzinfo=UTC)).stamp
        on, keys = date(2026, 9, 15), [f"more-{number:02}" for number in range(60)]
        acts = Activity.objects.bulk_create(Activity(key=key) for key in keys)
        told_of = {"kind": "referral", "person_id": "ada", "account_id": "oak", "opened_on": on, **told}
        Report.objects.bulk_create(Report(activity=act, **told_of) for act in acts)
        reached = {"milestone": "demo", "on": on, "verified": True, **told}
        Milestone.objects.bulk_create(Milestone(activity=act, **reached) for act in acts)
    page = signed_in("ada").get(ADA).content.decode()
    assert "4th of the quarter at 100.00" in page
    assert "<dt>The measure moves</dt>" not in page
    assert '<a href="?line=csm.0.4#csm.0.4">How it came about</a>' in page
    opened = signed_in("ada").get(f"{ADA}?line=csm.0.4").content.decode()
    assert '<details class="line" id="csm.0.4" open>' in opened
    assert "<dt>The measure moves</dt><dd>3 \N{RIGHTWARDS ARROW} 4</dd>" in opened


def test_what_is_taken_away_adds_up_to_the_cent(signed_in: SignedIn) -> None:
    answer = signed_in("fay").get(f"{ADA}?take=csv&of=statement-csm-ada-2026-Q3")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Funded by,Incentive,On,Act,Account,Activity,Because,Quantity,Earned (USD)")
    assert lines[1] == (
        'marketing,Testimonials,2026-08-11,"testimonial, published",\'=Oak Cafe,tes-1,'
        "1 of 3: 33.33 % of target pays 33.33 %,1,100.00,0.00,0.00"
    )
    assert [line.split(",")[-3] for line in lines[1:]] == [
        *("100.00", "100.00", "100.00", "100.00", "100.00"),
        "300.00",
    ]


def test_the_spreadsheet_has_numbers_for_money_and_no_formula(signed_in: SignedIn) -> None:
    answer = signed_in("ada").get(f"{ADA}?take=xlsx&of=statement-csm-ada-2026-Q3")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<v>300.00</v>" in sheet
    assert "<f>" not in sheet
    assert "<t>=Oak Cafe</t>" in texts


def test_paper_is_the_same_bytes_each_time_and_follows_the_reader(signed_in: SignedIn) -> None:
    first, again = (signed_in("ada").get(f"{ADA}.pdf").content for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF-")
    assert b"/MediaBox[0 0 612 792]" in first
    european = signed_in("ada").get(f"{ADA}.pdf", headers={"accept-language": "en-gb"}).content
    assert b"/MediaBox[0 0 595" in european


def test_a_period_without_a_program_says_so(signed_in: SignedIn) -> None:
    assert b"No program covers Ada Okafor" in signed_in("ada").get("/statements/ada/2024-Q1").content


def test_it_asks_as_often_however_many_lines_there_are(signed_in: SignedIn) -> None:
    assert asked(signed_in("ada"), ADA) == 22
