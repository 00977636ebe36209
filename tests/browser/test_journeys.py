"""Whole paths in a real browser, each three times: with script, without, and by keyboard alone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Served, serving
from tests.browser.test_pages import AXE
from tests.quarter import MOMENT, the_quarter
from tests.reading import rows
from tests.site import Databases
from tests.test_import_mistakes import SHEETS, TOLD, spreadsheet

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
# More stops than any page here has.
STOPS = 120


@pytest.fixture(scope="module", params=["script", "plain", "keyboard"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def served(mode: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A company of its own for each, which the others have not changed."""
    databases.copy("sqlite", "quarter", the_quarter)
    with serving(tmp_path_factory.mktemp(mode), MOMENT) as site:
        yield site


class Reader:
    """Somebody in front of a page: she points and clicks, or has a keyboard and nothing else."""

    def __init__(self, context: BrowserContext, mode: str) -> None:
        self.page: Page = context.new_page()
        self._keyboard = mode == "keyboard"

    def press(self, thing: Locator) -> None:
        if not self._keyboard:
            thing.click()
            return
        self._stop_at(thing)
        self.page.keyboard.press("Space" if thing.get_attribute("type") == "checkbox" else "Enter")

    def write(self, field: Locator, words: str) -> None:
        if not self._keyboard:
            field.fill(words)
            return
        self._stop_at(field)
        self.page.keyboard.type(words)

    def _stop_at(self, thing: Locator) -> None:
        """Tab after tab, as far as it takes."""
        for _ in range(STOPS):
            if thing.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"No tab stops at {thing}.")


@pytest.fixture
def reads(opened: Open, mode: str) -> Callable[[str], Reader]:
    return lambda who: Reader(opened(who, script=mode != "plain"), mode)


def barred(page: Page) -> list[str]:
    judged: dict[str, list[dict[str, Any]]] = Axe().run(page, options=AXE).response
    assert len(judged["passes"]) > 5
    return [each["id"] for each in judged["violations"]]


def test_an_act_is_logged_verified_and_stands_on_the_statement(reads: Callable[[str], Reader]) -> None:
    ada, mo = reads("ada"), reads("mo")
    ada.page.goto("/quarter/")
    expect(ada.page.locator(".headline")).to_contain_text("$800")
    ada.press(ada.page.get_by_role("link", name="Log an act").first)
    ada.press(ada.page.get_by_role("link", name="Testimonial"))
    ada.write(ada.page.get_by_label("Account"), "Elm & Sons")
    ada.write(ada.page.get_by_label("Link"), "https://example.com/elm")
    ada.press(ada.page.get_by_role("button", name="Log it"))
    expect(ada.page.get_by_text("Logged. It earns when somebody who does not earn from it")).to_be_visible()

    mo.page.goto("/verify/")
    mo.press(mo.page.get_by_role("checkbox", name="published of testimonial"))
    mo.press(mo.page.get_by_role("button", name="Verify the chosen"))
    expect(mo.page.get_by_role("checkbox", name="published of testimonial")).to_have_count(0)

    ada.page.goto("/quarter/")
    expect(ada.page.locator(".headline")).to_contain_text("$900")
    ada.press(ada.page.get_by_role("button", name="Statement", exact=True))
    line = ada.page.locator("details.line").filter(has_text="Elm & Sons").filter(has_text="testimonial")
    expect(line.locator(".because")).to_have_text("2 of 3: 66.67 % of target pays 66.67 %")
    expect(line.locator("summary .number")).to_contain_text("100.00")


def sent(pia: Reader, name: str, cells: list[list[str]], folder: Path) -> None:
    """A spreadsheet, sent and checked."""
    file = folder / f"{name}.xlsx"
    file.write_bytes(spreadsheet(cells))
    pia.page.goto("/imports/")
    pia.page.get_by_label("File", exact=True).set_input_files(file)
    pia.write(pia.page.get_by_label("Where it comes from"), "CRM")
    pia.press(pia.page.get_by_role("button", name="Send"))
    pia.press(pia.page.get_by_role("button", name="Check"))


def imported(pia: Reader, name: str, cells: list[list[str]], folder: Path) -> None:
    sent(pia, name, cells, folder)
    pia.press(pia.page.get_by_role("button", name="Import 1 row"))
    expect(pia.page.get_by_role("heading", name="What was imported")).to_be_visible()


def mistakes(pia: Reader, name: str, folder: Path) -> list[str]:
    """The codes that the page shows."""
    sent(pia, name, SHEETS[name], folder)
    expect(pia.page.get_by_text("Nothing is imported while the file has problems")).to_be_visible()
    return pia.page.locator("#problems tbody td[data-label=Code]").all_inner_texts()


def test_a_spreadsheet_with_twenty_kinds_of_mistakes_is_told_and_then_imported(
    reads: Callable[[str], Reader], opened: Open, tmp_path: Path
) -> None:
    pia = reads("pia")
    imported(pia, "accounts", [["key", "name"], ["cedar", "Cedar Street"]], tmp_path)
    imported(pia, "activities", [["key", "kind", "opened_on"], ["ref-1", "referral", "2026-07-01"]], tmp_path)
    told = {code for name in SHEETS for code in mistakes(pia, name, tmp_path)}
    assert told == {row["code"] for row in rows(TOLD)}
    assert len(told) >= 20
    # Who judges is a script, which where there is none would be waited for without end.
    with_script = opened("pia").new_page()
    with_script.goto(pia.page.url)
    assert barred(with_script) == []


@pytest.mark.parametrize(
    "address", ["/", "/quarter/", "/statements/ada/2026-Q3", "/activities/ref-1/", "/verify/", "/imports/", "/team/"]
)
def test_zed_is_refused(reads: Callable[[str], Reader], address: str) -> None:
    zed = reads("zed")
    answer = zed.page.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(zed.page.get_by_role("heading", name="There is nothing here for you")).to_be_visible()
    expect(zed.page.get_by_text(re.compile("[$]|Oak"))).to_have_count(0)
