"""What is learned after a close, without script: from the act over the next draft to the statement it stands on."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Served, serving
from tests.browser.judge import at
from tests.browser.steps import let_stand, press, verify_the_fifth_demo
from tests.closing import AFTERWARDS, closed
from tests.quarter import the_quarter
from tests.site import Databases, client_of

pytestmark = pytest.mark.browser
# The quarter after the one that is closed is over too.
MOMENT = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
# What the draft says of each, and what Ada's statement says.
CHANGES = [
    ("ref-5", r"0\.00\s*100\.00\s*100\.00", "the demo of ref-5 was verified after the close"),
    ("tes-1", r"100\.00\s*0\.00\s*[-\u2212]100\.00", "tes-1 was taken back after the close"),
]
LINES = [
    ("ref-5", r"0\.00 was booked, it pays 100\.00: the demo of ref-5 was verified after the close\s*100\.00"),
    ("tes-1", r"100\.00 was booked, it pays 0\.00: tes-1 was taken back after the close\s*[-\u2212]100\.00"),
]


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The third quarter is closed: Ada's 800.00 are booked, her fifth demo is not verified."""
    databases.copy("sqlite", "adjusting", fill)
    with serving(tmp_path_factory.mktemp("served"), MOMENT) as site:
        yield site


def fill() -> None:
    the_quarter()
    with time_machine.travel(AFTERWARDS, tick=False):
        closed(client_of)


def drafted_with_causes(draft: Page) -> None:
    for activity, figures, cause in CHANGES:
        row = draft.get_by_role("row").filter(has=draft.get_by_role("link", name=activity, exact=True))
        expect(row).to_contain_text(re.compile(rf"Q3 2026.*{figures}\s*{cause}", re.DOTALL))


def stated_with_causes(statement: Page) -> None:
    for activity, says in LINES:
        change = statement.locator(".changes li").filter(has=statement.get_by_role("link", name=activity, exact=True))
        expect(change).to_have_text(re.compile(says))
    expect(statement.locator(".changes li")).to_have_count(len(LINES))


def test_what_changed_after_a_close_stands_with_its_cause_on_the_next_statement(opened: Open) -> None:
    mo = at(opened, "mo", "/activities/tes-1/")
    mo.get_by_text("Withdraw it").first.click()
    mo.get_by_label("Why").last.fill("The customer took it back.")
    press(mo, "Withdraw it")
    expect(mo.get_by_text("tes-1 is withdrawn, with everything it earned.")).to_be_visible()
    verify_the_fifth_demo(mo)

    pia = press(at(opened, "pia", "/close/"), "Draft it")
    expect(pia.get_by_role("heading", name="Close Q4 2026")).to_be_visible()
    drafted_with_causes(pia)

    fay = at(opened, "fay", pia.url)
    let_stand(fay, "Adjustments")
    let_stand(fay, "Differences")
    press(fay, "Approve")
    press(fay, "Close Q4 2026")
    press(fay, "Close Q4 2026")
    expect(fay.locator(".head-of-chain code")).to_have_text(re.compile("[0-9a-f]{64}"))

    stated_with_causes(at(opened, "ada", "/statements/ada/2026-Q4"))
