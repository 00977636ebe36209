"""What somebody does on a page in several journeys."""

from playwright.sync_api import Page, expect


def press(page: Page, name: str) -> Page:
    """The first button of that name that is to be seen."""
    page.get_by_role("button", name=name, exact=True).first.click()
    return page


def unfold(page: Page, title: str, why: str) -> None:
    """The form in which a point of a draft's list is let stand, filled in."""
    point = page.locator(".checklist > li", has_text=title)
    point.get_by_text("Let it stand", exact=True).first.click()
    point.get_by_label("Because").fill(why)


def let_stand(page: Page, title: str) -> None:
    unfold(page, title, "Looked at with Mo")
    press(page, "Let it stand")
    expect(page.locator(".checklist > li", has_text=title)).to_contain_text("let it stand: Looked at with Mo")


def verify_the_fifth_demo(page: Page) -> None:
    page.goto("/verify/")
    page.get_by_role("checkbox", name="demo of ref-5").check()
    press(page, "Verify the chosen")
    expect(page.get_by_role("status").first).to_contain_text("ref-5 is verified.")
