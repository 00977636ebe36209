"""Accepting an invitation without JavaScript, and coming back with a passkey, under the site's own policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import browsing
from tests.serving import plaudit, served

pytestmark = pytest.mark.browser
PASSWORD = "a much better one 7"
# A key in the machine that asks for a finger, which is always the right one.
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as chromium:
        yield chromium


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A site whose first administrator has her invitation: its address and the link."""
    done = plaudit(tmp_path, "invite", "amy", "amy@example.com", "--name", "Amy Roth", "--duty", "admin")
    path = done.stdout.splitlines()[-1].removeprefix("http://localhost:8000")
    with served(tmp_path, "--processes", "1") as address:
        yield address + path


def accept(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Set password and sign in").click()
    see_ones_own_page(page, link)


def see_ones_own_page(page: Page, site: str) -> None:
    page.goto(of(site, "/accounts/"))
    page.get_by_role("heading", name="My sign-in").wait_for()


def of(site: str, path: str) -> str:
    return site.split("/accounts/", maxsplit=1)[0] + path


def test_an_invitation_is_accepted_and_a_password_comes_back_in_without_javascript(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    accept(page, site)
    page.get_by_role("button", name="Sign out").click()
    page.goto(of(site, "/"))
    page.get_by_label("Email").fill("amy@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    see_ones_own_page(page, site)


def test_a_passkey_is_added_and_opens_the_site_alone(browser: Browser, site: str) -> None:
    page = browser.new_context().new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    accept(page, site)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add this passkey").click()
    page.get_by_role("heading", name="Recovery Codes").wait_for()
    see_ones_own_page(page, site)
    page.get_by_role("button", name="Sign out").click()
    page.goto(of(site, "/"))
    with page.expect_navigation(url=lambda address: "/login/" not in address):
        page.get_by_role("button", name="Use a passkey").click()
    see_ones_own_page(page, site)
    assert refused == []
