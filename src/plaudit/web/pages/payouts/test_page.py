"""A payout on the site, from what is payable to the bank's file; Ada sees how far hers is."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plaudit.ledger.models import Posting
from plaudit.statements.payouts.models import Batch
from plaudit.statements.payouts.tests.books import AT, the_quarter

pytestmark = pytest.mark.usefixtures("company", "moment")
SignedIn = Callable[[str], Client]
SALES = {"what": "2026-Q3|USD|sales", "layout": "generic", "pay_on": "2026-10-15"}


@pytest.fixture
def moment(company: None) -> Iterator[None]:  # noqa: ARG001 -- the database that the quarter is booked in
    the_quarter()
    with time_machine.travel(AT, tick=False):
        yield


def said(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(path).content.decode()))


def press(client: Client, path: str, **more: object) -> str:
    """What the page answers after a button."""
    answer = client.post(path, more, follow=True)
    note = re.search(r'<div role="status">(.*?)</div>\s*\n', answer.content.decode(), re.DOTALL)
    assert note is not None
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", note[1])).strip()


def approve(client: Client) -> str:
    digest = re.search(r'name="digest" value="(\w+)"', client.get("/payouts/1/").content.decode())
    return press(client, "/payouts/1/approve/", digest="" if digest is None else digest[1])


def sent(signed_in: SignedIn) -> None:
    signed_in("fay").post("/payouts/", SALES)
    approve(signed_in("kim"))
    approve(signed_in("zed"))
    signed_in("fay").post("/payouts/1/send/")


def test_a_payout_is_made_approved_by_two_sent_and_confirmed(signed_in: SignedIn) -> None:
    fay, kim, zed, ada = (signed_in(key) for key in ("fay", "kim", "zed", "ada"))
    assert "Q3 2026, sales: 580.50 USD to 2 people" in said(fay, "/payouts/")
    assert fay.post("/payouts/", SALES)["Location"] == "/payouts/1/"
    assert "to be paid" in said(ada, "/statements/ada/2026-Q3")
    assert [approve(kim), approve(zed)] == ["", ""]
    assert press(fay, "/payouts/1/send/") == ""
    assert "Sent, not confirmed" in said(fay, "/payouts/1/")
    assert "sent to payroll to be paid on Oct 15, 2026" in said(ada, "/statements/ada/2026-Q3")
    file = fay.get("/payouts/1/file/")
    assert file["Content-Disposition"] == 'attachment; filename="payout-1-USD.csv"'
    bank = SimpleUploadedFile("bank.csv", b"reference,amount,state\nP1-1,500.00,paid\nP1-2,80.00,paid\n")
    assert press(fay, "/payouts/1/confirm/", file=bank) == ""
    page = said(fay, "/payouts/1/")
    assert "1 booked, 0 known already, 1 did not fit." in page
    assert "Line 3: P1-2 was sent as 80.50; the file says &#x27;80.00&#x27;." in page
    assert re.search(r"Sent \$580\.50 Confirmed \$500\.00 Failed \$0\.00 Returned \$0\.00 Not heard of \$80\.50", page)
    assert "paid Oct 6, 2026 Payout 1" in said(ada, "/statements/ada/2026-Q3")


def test_every_refusal_is_a_sentence(signed_in: SignedIn) -> None:
    fay, pia, kim, zed = (signed_in(key) for key in ("fay", "pia", "kim", "zed"))
    fay.post("/payouts/", SALES)
    assert approve(fay).startswith("Who made a payout does not approve it")
    assert approve(pia).startswith("The author of a plan does not approve its payout")
    assert press(kim, "/payouts/1/approve/", digest="x") == "Payout 1 is not what was shown: look at it again."
    assert press(fay, "/payouts/1/send/") == "Payout 1 waits for 2 more to approve it as it is now."
    assert press(fay, "/payouts/1/mark/", what="paid") == "Payout 1 is not sent: nothing of it can be confirmed."
    assert approve(kim) == approve(zed) == ""
    fay.post("/payouts/1/send/")
    assert press(fay, "/payouts/1/discard/") == "Payout 1 was sent by fay on 2026-10-06."
    assert press(fay, "/payouts/1/mark/", what="returned", lines="P1-1").endswith("it cannot be returned.")
    assert press(fay, "/payouts/1/mark/", what="paid", lines="everything").startswith("Name lines by their references")
    assert press(fay, "/payouts/1/confirm/").startswith("Choose the file")
    answer = fay.post("/payouts/", {**SALES, "what": "2026-Q3|USD|nobody"})
    assert answer.status_code == 422


def test_a_payout_given_up_can_be_made_again(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    fay.post("/payouts/", SALES)
    press(fay, "/payouts/1/discard/")
    assert "Given up" in said(fay, "/payouts/1/")
    assert fay.post("/payouts/", SALES)["Location"] == "/payouts/2/"
    assert fay.get("/payouts/1/file/").status_code == 404


def test_lines_are_marked_by_hand_and_what_failed_is_payable_again(signed_in: SignedIn) -> None:
    sent(signed_in)
    fay = signed_in("fay")
    press(fay, "/payouts/1/mark/", what="failed", lines="P1-2")
    press(fay, "/payouts/1/mark/", what="paid")
    assert "Confirmed" in said(fay, "/payouts/1/")
    assert "Q3 2026, sales: 80.50 USD to 1 person" in said(fay, "/payouts/")


def test_a_remittance_note_has_the_same_bytes_and_names_the_head(signed_in: SignedIn) -> None:
    sent(signed_in)
    ada = signed_in("ada")
    first, second = ada.get("/payouts/1/ada.pdf"), ada.get("/payouts/1/ada.pdf")
    assert first.content == second.content
    assert (first.status_code, first.content[:5]) == (200, b"%PDF-")
    assert ada.get("/payouts/1/lee.pdf").status_code == 404
    assert Posting.objects.get(once="payout 1").head in said(signed_in("fay"), "/payouts/1/")


def test_codes_are_said_once_and_stand_in_the_file(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    fay.post("/payouts/", {**SALES, "layout": "adp"})
    assert "ADP Workforce Now has no number for Ada Okafor, Lee Tanaka." in said(fay, "/payouts/1/")
    people = "ada,100234\nlee,17\n"
    answer = fay.post("/payouts/codes/adp/", {"company": "H4R", "purse-1": "B1", "people": people})
    assert answer.status_code == 302
    assert "100234" in said(fay, "/payouts/1/")
    assert fay.post("/payouts/codes/adp/", {"people": "ada;1"}).status_code == 422
    assert fay.post("/payouts/codes/adp/", {"people": "ada,=1"}).status_code == 422
    approve(signed_in("kim"))
    approve(signed_in("zed"))
    fay.post("/payouts/1/send/")
    assert fay.get("/payouts/1/file/").content.decode().splitlines()[1] == "H4R,P1,100234,B1,500.00"
    assert Batch.objects.get().layout == "adp"


def test_what_another_window_made_meanwhile_is_found_and_what_is_paid_is_said(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    everything = [{**SALES, "what": f"2026-Q3|{rest}"} for rest in ("USD|sales", "USD|marketing", "EUR|sales")]
    made = [fay.post("/payouts/", each)["Location"] for each in everything]
    assert fay.post("/payouts/", SALES)["Location"] == made[0]
    approve(signed_in("kim"))
    approve(signed_in("zed"))
    fay.post("/payouts/1/send/")
    answer = fay.post("/payouts/", SALES)
    assert answer.status_code == 422
    assert "Nothing of sales in USD is left to pay of 2026-Q3." in answer.content.decode()
    assert fay.post("/payouts/", {**SALES, "what": "everything"}).status_code == 422
