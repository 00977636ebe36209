"""A quarter of Harbor is closed in a real browser: Fay drafts and works it off, Noa approves and closes it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from plaudit.cli.demo import load_demo
from tests.browser.conftest import Open, Served, serving
from tests.browser.judge import at, barred, visit
from tests.browser.steps import let_stand
from tests.site import HARBOR_NOW, Databases

pytestmark = pytest.mark.browser
POINTS = ("Verified", "Adjustments", "Differences", "Budget")


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Harbor, whose first five quarters are in the books."""
    databases.copy("sqlite", "harbor", lambda: load_demo(HARBOR_NOW))
    with serving(tmp_path_factory.mktemp("served"), HARBOR_NOW) as site:
        yield site


def test_a_quarter_is_closed_by_two_without_script(opened: Open) -> None:
    fay = at(opened, "fay", "/close/")
    assert barred(opened, "fay", "/close/") == []
    fay.get_by_role("button", name="Draft it").click()
    expect(fay.get_by_role("heading", name="Close Q2 2026")).to_be_visible()
    draft = fay.url
    assert barred(opened, "fay", draft) == []
    assert [let_stand(fay, title) for title in POINTS] == [None] * 4
    fay.get_by_role("button", name="Approve").click()
    expect(fay.get_by_role("status")).to_contain_text("Who prepared the draft does not approve it")
    pia = at(opened, "pia", draft)
    pia.get_by_role("button", name="Approve").click()
    expect(pia.get_by_role("status")).to_contain_text("The author of a plan does not approve its payout")
    noa = at(opened, "noa", draft)
    noa.get_by_role("button", name="Approve").click()
    noa.get_by_role("button", name="Close Q2 2026").click()
    expect(noa.locator(".headline")).to_have_text(
        re.compile(r"Close Q2 2026 for 13 people, €[\d,.]+ and \$[\d,.]+\. This cannot be undone\.")
    )
    assert barred(opened, "noa", noa.url) == []
    noa.get_by_role("button", name="Close Q2 2026").click()
    expect(noa.locator(".head-of-chain code")).to_have_text(re.compile("[0-9a-f]{64}"))
    assert barred(opened, "noa", noa.url) == []
    head = noa.locator(".head-of-chain code").inner_text()

    elif_ = at(opened, "elif", "/statements/elif/2026-Q2")
    expect(elif_.get_by_text(head)).to_be_visible()
    assert barred(opened, "elif", "/statements/elif/2026-Q2") == []
    elif_.get_by_role("button", name="I have seen it").click()
    expect(elif_.get_by_text("acknowledged on")).to_be_visible()
    noa.reload()
    expect(noa.get_by_role("row", name=re.compile("^Elif "))).to_contain_text("Seen")
    assert opened("zed").request.get(draft).status == 404
    assert opened("ada").request.get(draft).status == 404


def test_with_script_a_table_of_a_statement_opens_in_place(opened: Open) -> None:
    page = visit(opened("jun"), "/statements/jun/2026-Q1")
    expect(page.get_by_text("Adjustments of closed periods")).to_be_visible()
    page.locator("details.line summary").first.click()
    expect(page.locator("details.line dl").first).to_be_visible()
    assert barred(opened, "jun", "/statements/jun/2026-Q1") == []
