"""The evidence in a real browser, at Harbor: nothing bars anybody, pictures are drawn, and a click leads to a draft."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from plaudit.cli.demo import load_demo
from plaudit.evidence.site.bring import answer, bring
from tests.browser.conftest import Open, Served, serving
from tests.browser.judge import LOOKS, bars, ready, visit
from tests.site import HARBOR_NOW, Databases

pytestmark = pytest.mark.browser
PAGES = [
    ("pia", "/evidence/"),
    ("pia", "/evidence/pay/"),
    ("fay", "/evidence/pay/?value=much"),
    ("fay", "/evidence/worked/"),
    ("pia", "/evidence/cost/"),
    ("fay", "/evidence/cost/?draws=200"),
    ("fay", "/evidence/contest/"),
    ("fay", "/evidence/rates/"),
    ("pia", "/evidence/gaming/"),
    ("pia", "/champions/"),
    ("ada", "/champions/"),
]


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    databases.copy("sqlite", "harbor", lambda: load_demo(HARBOR_NOW))
    # What the worker would do; the other question of the kind still waits for it.
    answer(bring("simulate", {"draws": "200"}, at=HARBOR_NOW), at=HARBOR_NOW)
    with serving(tmp_path_factory.mktemp("harbor"), HARBOR_NOW) as there:
        yield there


@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_nothing_bars_anybody(opened: Open, who: str, path: str, width: int, *, dark: bool) -> None:
    page, complaints = ready(opened(who, width=width, dark=dark), path)
    assert bars(page) == []
    assert [said for said in complaints if "422" not in said] == []


def test_every_interval_is_drawn(opened: Open) -> None:
    page = visit(opened("fay"), "/evidence/pay/")
    pictures = page.locator(".pictures picture img")
    expect(pictures).to_have_count(3)
    pictures.last.scroll_into_view_if_needed()
    expect(pictures.last).to_have_js_property("complete", value=True)
    assert pictures.last.evaluate("each => each.naturalWidth") > 100


def test_one_click_leads_to_a_draft(opened: Open) -> None:
    page = visit(opened("pia"), "/evidence/pay/")
    page.get_by_role("button", name="Draft a plan").click()
    expect(page.get_by_role("region", name="The text of the plan")).to_contain_text("pays: {each: 425.00}")
    assert bars(page) == []


def test_a_question_is_asked_by_the_form_without_script(opened: Open) -> None:
    page = visit(opened("pia", script=False), "/evidence/pay/")
    page.get_by_text("Ask with what only you know").click()
    page.get_by_label("Event").fill("won")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".headline")).to_contain_text("for a referral that gets to won.")
