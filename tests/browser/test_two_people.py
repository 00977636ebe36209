"""What takes two people or a signature, as each of them goes through it, without script; one company for all of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.judge import at, barred

pytestmark = pytest.mark.browser
PAID = b"person,incentive,amount\nada,referral-demo,300.00\nada,stories,100.00\nada,top-referrer,300.00\n"


def proposed(opened: Open, *, amount: str, to: str = "Ben Lindt") -> str:
    """Mo fills in the form; where the page of the grant is."""
    page = at(opened, "mo", "/grants/new/")
    page.get_by_label("To whom").select_option(label=to)
    page.get_by_label("In which incentive").select_option(label="Referrals that came to a demo (USD)")
    page.get_by_label("For which day").fill("2026-09-10")
    page.get_by_label("Amount").fill(amount)
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("It waits for a second person")).to_be_visible()
    return page.url


def test_a_grant_goes_from_one_to_another_and_onto_the_statement(opened: Open) -> None:
    where = proposed(opened, amount="12.34")
    assert barred(opened, "fay", where) == []
    second = at(opened, "fay", "/grants/")
    second.get_by_role("link", name="Ben Lindt").first.click()
    second.get_by_role("button", name="Approve $12.34").click()
    expect(second.get_by_text("Fay Moreau approved it")).to_be_visible()
    statement = at(opened, "ben", "/statements/ben/2026-Q3")
    expect(statement.get_by_text("Granted by hand: stood in for somebody")).to_be_visible()
    expect(statement.locator(".closing")).to_contain_text("$112.34")


def test_what_cannot_be_granted_is_said_beside_its_field(opened: Open) -> None:
    page = at(opened, "mo", "/grants/new/")
    page.get_by_label("To whom").select_option(label="Lee Tanaka")
    page.get_by_label("In which incentive").select_option(label="Referrals that came to a demo (USD)")
    page.get_by_label("Amount").fill("5")
    page.get_by_role("button", name="Propose").click()
    expect(page.locator("#id_person_error")).to_contain_text("does not cover Lee Tanaka")


def test_a_declined_grant_says_why_to_who_proposed_it(opened: Open) -> None:
    where = proposed(opened, amount="99")
    second = at(opened, "pia", where)
    second.locator("summary", has_text="Decline").click()
    second.get_by_label("Why not").fill("The quota pays for it")
    second.get_by_role("button", name="Decline").click()
    first = at(opened, "mo", where)
    expect(first.get_by_text("The quota pays for it")).to_be_visible()
    expect(first.get_by_role("button", name="Withdraw the proposal")).to_have_count(0)


def test_a_version_is_read_signed_and_seen_as_signed(opened: Open) -> None:
    page = at(opened, "ben", "/quarter/")
    page.get_by_role("link", name="Read and sign it").click()
    page.get_by_role("button", name="Sign version 1").click()
    expect(page.get_by_text("Ben Lindt signed this version")).to_be_visible()
    assert barred(opened, "ben", "/programs/csm/versions/1/") == []
    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()
    seen = at(opened, "mo", "/sign-off/")
    expect(seen.get_by_text("1 of 2 signatures is missing.")).to_be_visible()
    seen.get_by_role("button", name="Remind who has not signed").click()
    expect(seen.get_by_text("One reminded.")).to_be_visible()


def test_a_paid_list_is_compared_and_deleted(opened: Open) -> None:
    page = at(opened, "fay", "/compare/")
    page.get_by_label("What was paid").set_input_files({"name": "q3.csv", "mimeType": "text/csv", "buffer": PAID})
    page.get_by_label("Period").fill("2026-Q3")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_text("amounts differ")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("Ada Okafor")
    assert barred(opened, "fay", page.url) == []
    page.locator("summary", has_text="Delete it").click()
    page.get_by_role("button", name="Delete q3.csv").click()
    expect(page.get_by_text("q3.csv and what was found in it are deleted.")).to_be_visible()
