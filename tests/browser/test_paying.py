"""A payout and a dispute as each of them goes through it, without script; one closed quarter for all of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from plaudit.statements.payouts.tests.books import closed, due, the_finance
from tests.browser.conftest import Open, Served, serving
from tests.browser.judge import TOO_BROAD, at, barred
from tests.browser.steps import press
from tests.quarter import MOMENT, the_quarter
from tests.site import Databases

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The company in the middle of its quarter; of the one before, Ada and Lee are due what the books say."""
    databases.copy("sqlite", "paying", fill)
    with serving(tmp_path_factory.mktemp("served"), MOMENT) as site:
        yield site


def fill() -> None:
    the_quarter()
    the_finance()
    closed(due("ada", "sales", 50000, period="2026-Q2"), due("lee", "sales", 8050, period="2026-Q2"), period="2026-Q2")


def test_a_payout_from_what_is_payable_to_the_banks_file(opened: Open) -> None:
    fay, ada = at(opened, "fay", "/payouts/"), at(opened, "ada", "/statements/ada/2026-Q2")
    expect(ada.get_by_text("to be paid")).to_be_visible()
    expect(fay.get_by_label("What", exact=True)).to_contain_text("Q2 2026, sales: 580.50 USD to 2 people")
    fay.get_by_label("Paid on").fill("2026-10-15")
    press(fay, "Make a payout")
    expect(press(fay, "Approve").get_by_text("Who made a payout does not approve it")).to_be_visible()
    expect(press(fay, "Send").get_by_text("waits for 2 more to approve it")).to_be_visible()
    pia = press(at(opened, "pia", fay.url), "Approve")
    expect(pia.get_by_text("The author of a plan does not approve its payout")).to_be_visible()
    press(at(opened, "kim", fay.url), "Approve")
    press(at(opened, "zed", fay.url), "Approve")
    press(fay, "Send")
    with fay.expect_download() as download:
        fay.get_by_role("button", name="payout-1-USD.csv").click()
    assert "P1-1,ada,Ada Okafor,,,2026-Q2,csm" not in download.value.path().read_text()
    assert "P1-1,ada,Ada Okafor,,,2026-Q2,advocacy,sales,2026-10-15,500.00,USD," in download.value.path().read_text()
    bank = b"reference;amount;state\nP1-1;500.00;paid\nP1-2;80.00;paid\n"
    fay.get_by_label("File", exact=True).set_input_files({"name": "bank.csv", "mimeType": "text/csv", "buffer": bank})
    press(fay, "Compare and book")
    expect(fay.get_by_text("Line 3: P1-2 was sent as 80.50; the file says '80.00'.")).to_be_visible()
    ada.reload()
    expect(ada.get_by_role("row").filter(has_text="sales")).to_contain_text("paid")
    assert ada.request.get("/payouts/1/ada.pdf").ok
    assert [opened(who).request.get(fay.url).status for who in ("ada", "mo")] == [404, 404]
    assert [each for who, path in PAGES for each in barred(opened, who, path)] == []


PAGES = [
    ("fay", "/payouts/"),
    ("fay", "/payouts/1/"),
    ("fay", "/payouts/codes/adp/"),
    ("fay", "/accrual/?period=2026-Q3"),
    ("ada", "/statements/ada/2026-Q2"),
]


def test_a_dispute_from_the_line_to_its_correction(opened: Open) -> None:
    ada = at(opened, "ada", "/statements/ada/2026-Q3")
    line = ada.locator("details.line").filter(has_text="ref-1").first
    line.locator("summary").click()
    line.get_by_role("link", name="Dispute this line").click()
    press(ada, "Dispute it")
    expect(ada.get_by_text("This field is required.")).to_be_visible()
    ada.get_by_label("What is wrong").fill("It came to two demos.")
    press(ada, "Dispute it")
    expect(ada.get_by_text("It came to two demos.")).to_be_visible()
    mo = at(opened, "mo", "/disputes/")
    mo.get_by_role("link", name="Dispute 1").click()
    expect(press(mo, "Answer").get_by_text("Put it right first (correct")).to_be_visible()
    act = at(opened, "mo", "/activities/ref-1/")
    act.get_by_text("Withdraw it").first.click()
    act.get_by_label("Why").last.fill("It stands under another key.")
    press(act, "Withdraw it")
    mo.reload()
    mo.get_by_label("What put it right").select_option(label="Activity ref-1")
    press(mo, "Answer")
    expect(mo.get_by_text("Put right: activity ref-1")).to_be_visible()
    ada.goto("/quarter/?period=2026-Q3")
    expect(ada.get_by_role("listitem").filter(has_text="Dispute 1")).to_contain_text("accepted")
    assert opened("ben").request.get(mo.url).status == 404
    pages = [("mo", "/disputes/"), ("mo", mo.url), ("ada", mo.url), ("pia", "/disputes/")]
    assert [each for who, path in pages for each in barred(opened, who, path)] == []
    # Axe judges My quarter among the other pages: here the bar at the bottom may cover a link of it.
    narrow = opened("ada", width=390).new_page()
    narrow.goto("/quarter/?period=2026-Q3")
    assert narrow.evaluate(TOO_BROAD) <= 0
