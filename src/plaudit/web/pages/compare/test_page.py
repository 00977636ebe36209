"""The shadow run in the browser: a list is sent, its differences are explained, it is kept until it is deleted."""

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from plaudit.activities.models import Milestone
from plaudit.earnings.shadow.models import Comparison
from plaudit.earnings.shadow.work import work
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed
from tests.quarter import MOMENT

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
PAID = """person,incentive,activity,amount
ada,referral-demo,ref-1,100.00
ada,referral-demo,ref-2,100.00
ada,referral-demo,ref-3,100.00
ada,stories,tes-1,100.00
ada,top-referrer,,300.00
ben,referral-demo,ref-6,90.00
lee,referral-demo,ref-7,100.00
"""


def send(client: Client, content: str | bytes, name: str = "paid.csv", **otherwise: str) -> Comparison:
    answer = client.post("/compare/", asks(content, name) | otherwise)
    assert answer.status_code == 302, answer.content.decode()
    return Comparison.objects.get(pk=int(answer["Location"].split("/")[2]))


def asks(content: str | bytes, name: str = "paid.csv") -> dict[str, object]:
    body = content if isinstance(content, bytes) else content.encode()
    return {"file": SimpleUploadedFile(name, body), "program": "csm", "period": "2026-Q3"}


def differences(client: Client, comparison: Comparison) -> list[str]:
    answer = client.get(f"/compare/{comparison.pk}/?take=csv&of=differences")
    return answer.content.decode("utf-8-sig").splitlines()


def test_each_amount_is_equal_or_its_difference_explained(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    sent = send(fay, PAID)
    first, *rows = differences(fay, sent)
    assert first == "Person,Incentive,Activity,Paid (USD),Owed (USD),Owed more (USD),What it is,Because"
    assert [row.split(",")[:7] for row in rows[:2]] == [
        ["Ada Okafor", "referral-demo", "ref-4", "0.00", "100.00", "100.00", "Missing on one side"],
        ["Ben Lindt", "referral-demo", "ref-6", "90.00", "100.00", "10.00", "Not explained"],
    ]
    assert [row.split(",")[6] for row in rows[2:]] == ["Equal"] * 6
    shown = fay.get(f"/compare/{sent.pk}/").content.decode()
    assert "2 of 8 amounts differ; $1,000.00 are owed and $890.00 were paid." in shown


def test_a_spreadsheet_is_read_like_a_list(signed_in: SignedIn) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate((("person", "amount"), ("ada", 800), ("ben", 100), ("lee", 0.1 + 0.2))):
            sheet.write_row(number, 0, row)
    pia = signed_in("pia")
    sent = send(pia, book.getvalue(), "Payroll Q3.xlsx")
    assert (sent.told["equal"], sent.told["different"]) == (2, 1)
    assert differences(pia, sent)[1].startswith("Lee Tanaka,0.30,100.00,99.70,")


def test_mistakes_in_the_list_are_all_told_with_their_rows(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    sent = send(pia, 'person,incentive,amount\nadda,stories,1.00\nada,storys,"1,000"\n')
    table = pia.get(f"/compare/{sent.pk}/?take=csv&of=problems").content.decode("utf-8-sig").splitlines()
    assert [(row.split(",")[0], row.split(",")[-1]) for row in table[1:]] == [
        ("2", "person-unknown"),
        ("3", "incentive-unknown"),
        ("3", "number-unreadable"),
    ]
    assert "Nothing is compared while the list has mistakes" in pia.get(f"/compare/{sent.pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "otherwise", "says"),
    [
        ("paid.pdf", b"%PDF", {}, "neither CSV nor XLSX"),
        ("paid.csv", b"", {}, "empty"),
        ("paid.csv", b"person,amount\n", {"period": "autumn"}, "is not a period"),
        ("paid.csv", b"person,amount\n", {"program": "none"}, "Select a valid choice"),
        ("paid.csv", b"x" * (2**24 + 1), {}, "more than 16,777,216 bytes"),
    ],
)
def test_what_is_no_list_is_refused(
    signed_in: SignedIn, name: str, content: bytes, otherwise: dict[str, str], says: str
) -> None:
    answer = signed_in("pia").post("/compare/", asks(content, name) | otherwise)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Comparison.objects.count() == 0


def test_a_broken_spreadsheet_says_so(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    sent = send(pia, b"PK\x03\x04 broken", "paid.xlsx")
    assert "paid.xlsx is not an XLSX file." in pia.get(f"/compare/{sent.pk}/").content.decode()


def test_it_can_be_compared_again_when_more_is_known(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    sent = send(fay, PAID + "ada,referral-demo,ref-4,100.00\nada,referral-demo,ref-5,100.00\n")
    assert sent.told["different"] == 2
    with transaction.atomic():
        told = arrive("verify", by="mo", at=datetime(2026, 9, 16, tzinfo=UTC)).stamp
        Milestone.objects.create(activity_id="ref-5", milestone="demo", on="2026-09-14", verified=True, **told)
    fay.post(f"/compare/{sent.pk}/again/")
    sent.refresh_from_db()
    assert sent.told["different"] == 1


def test_what_is_deleted_is_gone_and_the_journal_says_so(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    sent = send(fay, PAID)
    fay.post(f"/compare/{sent.pk}/delete/")
    assert fay.get(f"/compare/{sent.pk}/").status_code == 404
    deeds = [(deed.did, deed.by, deed.facts["hash"]) for deed in Deed.objects.filter(about="file paid.csv")]
    assert deeds == [("deleted-paid-list", "fay", sent.file_hash), ("sent-paid-list", "fay", sent.file_hash)]


def test_a_long_list_is_left_to_the_worker(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    sent = send(fay, "person,amount\n" + "ada,0.01\n" * 40_000 + "ben,100.00\nlee,100.00\n")
    assert "Waiting for the worker" in fay.get(f"/compare/{sent.pk}/").content.decode()
    work(sent.pk, lambda: MOMENT)
    sent.refresh_from_db()
    assert (sent.told["equal"], sent.told["different"]) == (2, 1)
    assert differences(fay, sent)[1].startswith("Ada Okafor,400.00,800.00,400.00,")


def test_one_that_waits_for_the_worker_says_how_far_it_is(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    sent = send(fay, PAID)
    Comparison.objects.filter(pk=sent.pk).update(answered_at=None, told={}, stage="explaining", done=3, total=7)
    shown = fay.get(f"/compare/{sent.pk}/").content.decode()
    assert "Explaining differences: 3 of 7" in shown
    assert '<progress aria-label="Progress" value="3" max="7">' in shown
