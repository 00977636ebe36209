"""Pages as somebody meets them, and what bars anybody from one."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Open

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# How wide the window is, and whether it is dark.
LOOKS = [(1440, False), (1440, True), (390, False), (390, True)]
UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true })"
TOO_BROAD = "document.documentElement.scrollWidth - window.innerWidth"
# What reaches beyond the window.
BEYOND = """Array.from(document.querySelectorAll("body *")).filter(
    each => each.getBoundingClientRect().right > window.innerWidth).map(each => each.outerHTML.slice(0, 120))"""


def ready(context: BrowserContext, path: str) -> tuple[Page, list[str]]:
    """The page, and what the browser's console complains of: a refused style, a missing file."""
    page, complaints = context.new_page(), []
    # The first page of a period waits for its calculation.
    page.set_default_timeout(120_000)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(path)
    return page, complaints


def visit(context: BrowserContext, path: str) -> Page:
    return ready(context, path)[0]


def at(opened: Open, who: str, path: str) -> Page:
    """Without script."""
    return visit(opened(who, script=False), path)


def bars(page: Page) -> list[object]:
    """What bars somebody from the page with all of it unfolded, and what of it is cut off."""
    page.evaluate(UNFOLD)
    said: dict[str, list[dict[str, Any]]] = Axe().run(page, options=AXE).response
    assert len(said["passes"]) > 5
    cut_off: list[object] = [page.evaluate(BEYOND)] if page.evaluate(TOO_BROAD) > 0 else []
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in said["violations"]] + cut_off


def barred(opened: Open, who: str, path: str) -> list[object]:
    """The same, wide and narrow, light and dark."""
    found: list[object] = []
    for width, dark in LOOKS:
        with opened(who, width=width, dark=dark) as context:
            found += bars(visit(context, path))
    return found
