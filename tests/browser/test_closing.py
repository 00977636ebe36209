"""A quarter of Harbor is closed in a real browser: Fay drafts and works it off, Noa approves and closes it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from plaudit.cli.demo import load_demo
from tests.browser.conftest import Served, serving
from tests.site import HARBOR_NOW, Databases

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
POINTS = ("Verified", "Adjustments", "Differences", "Budget")


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Harbor, whose first five quarters are in the books."""
    databases.copy("sqlite", "harbor", lambda: load_demo(HARBOR_NOW))
    with serving(tmp_path_factory.mktemp("served"), HARBOR_NOW) as site:
        yield site


def opening(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(path)
    return page


def barred(opened: Open, who: str, path: str) -> list[Any]:
    """What axe finds of a page, at both widths, light and dark, with everything opened; what is cut off."""
    found: list[Any] = []
    for width, dark in ((1440, False), (1440, True), (390, False), (390, True)):
        page = opening(opened(who, width=width, dark=dark), path)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        judged: dict[str, list[dict[str, Any]]] = Axe().run(page, options=AXE).response
        found += [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in judged["violations"]]
        found += [path] if page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0 else []
        page.close()
    return found


def let_stand(page: Page, title: str) -> None:
    point = page.locator(".checklist > li", has_text=title)
    point.get_by_text("Let it stand", exact=True).first.click()
    point.get_by_label("Because").fill("Looked at with Mo")
    point.get_by_role("button", name="Let it stand").click()
    expect(page.locator(".checklist > li", has_text=title)).to_contain_text("let it stand: Looked at with Mo")


def test_a_quarter_is_closed_by_two_without_script(opened: Open) -> None:
    fay = opening(opened("fay", script=False), "/close/")
    assert barred(opened, "fay", "/close/") == []
    fay.get_by_role("button", name="Draft it").click()
    expect(fay.get_by_role("heading", name="Close Q2 2026")).to_be_visible()
    draft = fay.url
    assert barred(opened, "fay", draft) == []
    assert [let_stand(fay, title) for title in POINTS] == [None] * 4
    fay.get_by_role("button", name="Approve").click()
    expect(fay.get_by_role("status")).to_contain_text("Who prepared the draft does not approve it")
    pia = opening(opened("pia", script=False), draft)
    pia.get_by_role("button", name="Approve").click()
    expect(pia.get_by_role("status")).to_contain_text("The author of a plan does not approve its payout")
    noa = opening(opened("noa", script=False), draft)
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

    elif_ = opening(opened("elif", script=False), "/statements/elif/2026-Q2")
    expect(elif_.get_by_text(head)).to_be_visible()
    assert barred(opened, "elif", "/statements/elif/2026-Q2") == []
    elif_.get_by_role("button", name="I have seen it").click()
    expect(elif_.get_by_text("acknowledged on")).to_be_visible()
    noa.reload()
    expect(noa.get_by_role("row", name=re.compile("^Elif "))).to_contain_text("Seen")
    assert opened("zed").new_page().goto(draft).status == 404  # type: ignore[union-attr]  # it answers
    assert opened("ada").new_page().goto(draft).status == 404  # type: ignore[union-attr]  # it answers


def test_with_script_a_table_of_a_statement_opens_in_place(opened: Open) -> None:
    page = opening(opened("jun"), "/statements/jun/2026-Q1")
    expect(page.get_by_text("Adjustments of closed periods")).to_be_visible()
    page.locator("details.line summary").first.click()
    expect(page.locator("details.line dl").first).to_be_visible()
    assert barred(opened, "jun", "/statements/jun/2026-Q1") == []
