"""The pages in a real browser: nothing bars anybody, nothing is cut off, and all of it works without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.judge import LOOKS, bars, ready, visit

pytestmark = pytest.mark.browser
PAGES = [
    ("ada", "/quarter/"),
    ("ada", "/quarter/?period=2024-Q1"),
    ("ada", "/statements/ada/2026-Q3"),
    ("ada", "/contests/"),
    ("mo", "/team/"),
    ("pia", "/people/"),
    ("pia", "/programs/"),
    ("pia", "/programs/csm/"),
    ("pia", "/programs/csm/curves/stories/"),
    ("fay", "/journal/"),
    ("mo", "/grants/"),
    ("mo", "/grants/new/"),
    ("ada", "/recognition/"),
    ("fay", "/compare/"),
    ("pia", "/sign-off/"),
    ("ada", "/programs/csm/versions/1/"),
    ("zed", "/quarter/"),
    ("zed", "/accounts/"),
    ("ada", "/accounts/sessions/"),
    ("ada", "/accounts/password/change/"),
    ("ada", "/accounts/2fa/webauthn/"),
    ("nobody", "/accounts/login/"),
    ("nobody", "/accounts/password/reset/"),
    ("amy", "/settings/"),
    ("amy", "/settings/people/"),
    ("amy", "/settings/people/new/"),
    ("amy", "/settings/people/ada/"),
    ("pia", "/settings/people/pia/"),
    ("pia", "/settings/people/ben/"),
    ("pia", "/settings/accounts/"),
    ("pia", "/settings/accounts/oak/"),
    ("pia", "/settings/calendar/"),
    ("pia", "/imports/"),
    ("mo", "/verify/"),
    ("ada", "/log/review/"),
    ("ada", "/settings/catalogue/"),
    ("pia", "/settings/catalogue/edit/"),
]


@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_nothing_bars_anybody(opened: Open, who: str, path: str, width: int, *, dark: bool) -> None:
    page, complaints = ready(opened(who, width=width, dark=dark), path)
    assert bars(page) == []
    assert [said for said in complaints if "404" not in said] == []


def test_a_line_opens_in_place_by_keyboard_and_without_script(opened: Open) -> None:
    page = visit(opened("ada", script=False), "/statements/ada/2026-Q3")
    line = page.locator("details.line").first
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(line.locator("dl")).to_be_visible()
    expect(line.locator("dl")).to_contain_text("Earned")


def test_a_table_is_sorted_and_filtered_without_script(opened: Open) -> None:
    page = visit(opened("mo", script=False), "/team/")
    page.get_by_role("link", name="Person").click()
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("searchbox").fill("ben")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert "csm.by=person" in page.url


def test_with_script_a_table_is_filtered_while_one_types(opened: Open) -> None:
    page, complaints = ready(opened("mo"), "/team/")
    page.get_by_role("searchbox").press_sequentially("ben")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert complaints == []


def test_another_period_is_chosen_without_script_and_stays_chosen(opened: Open) -> None:
    page = visit(opened("ada", script=False), "/quarter/")
    page.locator(".period summary").click()
    page.locator(".period").get_by_role("link", name="Q2 2026", exact=True).click()
    expect(page.locator(".headline")).to_have_text("You earned $0 in Q2 2026.")
    page.get_by_role("link", name="Contests").first.click()
    expect(page).to_have_url(re.compile(r"/contests/\?period=2026-Q2"))


def test_the_first_stop_of_the_keyboard_skips_the_rail(opened: Open) -> None:
    page = visit(opened("ada"), "/quarter/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_on_a_phone_what_does_not_fit_is_under_more(opened: Open) -> None:
    page = visit(opened("pia", width=390, script=False), "/programs/")
    page.locator(".more summary").click()
    expect(page.locator(".more").get_by_role("link", name="Sign out")).to_be_visible()


def test_curves_are_drawn(opened: Open) -> None:
    page = visit(opened("pia"), "/programs/csm/")
    image = page.locator("picture img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", value=True)
    assert image.evaluate("each => each.naturalWidth") > 100


def test_a_statement_prints_without_what_is_around_it(opened: Open) -> None:
    page = visit(opened("ada"), "/statements/ada/2026-Q3")
    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator(".period")).to_be_hidden()
    expect(page.get_by_text("Ada Okafor, Q3 2026")).to_be_visible()
