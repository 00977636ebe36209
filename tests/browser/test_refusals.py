"""Every refusal of a close, a dispute and a payout that a page can provoke, as people come to it: often in two windows.

Each says its sentence on the page and writes nothing: one company goes from its drafts to the bank's file.
"""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from plaudit.people.arrive import arrive
from plaudit.people.models import Duty
from tests.architecture.sources import SOURCE
from tests.browser.conftest import Open, Served, serving
from tests.browser.judge import at
from tests.browser.steps import let_stand, press, unfold, verify_the_fifth_demo
from tests.closing import AFTERWARDS
from tests.quarter import the_quarter
from tests.site import Databases

pytestmark = pytest.mark.browser
# Where in `statements/` it is refused, with which code, and what the page says; the parts below tell who does what.
TOLD = {
    "begin.begin period-not-over": "2026-Q4 ends on 2026-12-31: it can be closed from 2027-01-01 on.",
    "begin.begin books-elsewhere": (
        "2025-Q4 was closed elsewhere and is not in the books yet: take over its books first."
    ),
    "begin._follows already-closed": "2026-Q2 is closed and never opened again.",
    "begin._follows period-before": (
        "The books begin with 2026-Q2: 2026-Q1 lies before it, and is not closed any more."
    ),
    "begin._follows period-missing": (
        "2026-Q2 was closed last: 2026-09 cannot be closed before the days between them."
    ),
    "drafts.not_discarded draft-outdated": "2026-Q2 was closed after 2026-Q3 was drafted: draft it anew.",
    "drafts.not_discarded draft-discarded": "fay drafted 2026-Q3 anew: look at the new draft.",
    "drafts.not_discarded already-closed": "2026-Q3 is closed and never opened again.",
    "decide.decide reason-missing": "Say why it may stand: an auditor will ask.",
    "decide.decide points-open": (
        "Lines of the period that somebody disputes: 1. Approve when nothing else stands in the way."
    ),
    "decide._may_approve prepared-it": "Who prepared the draft does not approve it: ask somebody else of finance.",
    "decide._may_approve author": "The author of a plan does not approve its payout: ask somebody of finance.",
    "decide._may_approve own-pay": "Nobody approves what pays her.",
    "close.close point.code": "Lines of the period that somebody disputes: 1.",
    "close.close already-closed": "2026-Q3 was closed by kim; it is never opened again.",
    "disputes/begin.dispute reason-missing": "This field is required.",
    "disputes/answer._whole correction-missing": (
        "Put it right first (correct or verify the act, divide its credit, or grant), then accept and name it."
    ),
    "disputes/answer._whole reason-missing": "Say why: she reads it on her statement.",
    "disputes/answer.may_answer not-hers": "Its owner or operations answer a dispute.",
    "disputes/answer.answer dispute-ended": "was declined on 2026-10-06.",
    "disputes/answer.hand_over dispute-ended": "was declined on 2026-10-06.",
    "disputes/clock.wind days-unreadable": "An answer takes 1 to 60 working days.",
    "payouts/make._waiting nothing-payable": "Nothing of sales in USD is left to pay of 2026-Q3.",
    "payouts/approve.approve incomplete": "ADP Workforce Now has no earning code for what marketing pays.",
    "payouts/approve.approve payout-changed": "Payout 1 is not what was shown: look at it again.",
    "payouts/approve.still payout-ended": "Payout 1 was sent by fay on 2026-10-06.",
    "payouts/approve._may_approve made-it": (
        "Who made a payout does not approve it: ask two others of finance or operations."
    ),
    "payouts/approve._may_approve author": "The author of a plan does not approve its payout: ask somebody of finance.",
    "payouts/approve.not_own own-pay": "Nobody approves, sends or confirms what pays her.",
    "payouts/send.send not-approved": "Payout 1 waits for 2 more to approve it as it is now.",
    "payouts/codes._sound code-unsound": "'=1' cannot be what payroll calls ada: write letters and digits.",
    "payouts/codes._distinct number-twice": "ada and ben have one number, 7: one would get both's pay.",
    "payouts/confirm.mark line-unknown": "Payout 1 has no line 9.",
    "payouts/confirm.mark outcome-impossible": "P1-1 is sent: it cannot be returned.",
    "payouts/confirm._rows file-too-large": "The file has more than 5 MB.",
    "payouts/confirm._rows file-unreadable": "The file is not CSV in UTF-8.",
    "payouts/confirm._rows column-missing": "The file has no column state; it needs reference, amount, state.",
}
# What no page provokes: where it is refused, with which code, and why nobody comes to it but by a forged post.
FORGED = {
    "acknowledge.acknowledge not-hers": "only her own statement has the button",
    "begin.begin nothing-known": "whoever may close has a duty, which came with an arrival of facts",
    "decide.decide not-hers": "for others the page does not exist",
    "decide.decide draft-changed": "a draft never changes once it is shown; drafting anew discards it",
    "decide.decide point-unknown": "every draft has the same points",
    "disputes/answer._own not-hers": "only who opened it has the button",
    "disputes/answer.may_answer own-dispute": "who opened it has no form to answer",
    "disputes/answer.hand_over own-dispute": "the list of whom to hand it to leaves her out",
    "disputes/answer.hand_over person-unknown": "the list holds people",
    "disputes/begin.dispute not-hers": "only one's own lines have the link",
    "disputes/clock.wind not-hers": "only operations have the form",
    "payouts/approve._may_approve not-hers": "for others the page does not exist",
    "payouts/codes.say not-hers": "for others the page does not exist",
    "payouts/confirm._confirmable not-sent": "the form appears with the sending, which is never undone",
    "payouts/confirm.mark outcome-unknown": "the list holds the outcomes",
    "payouts/make.make layout-unknown": "the list holds the layouts",
    "payouts/make.may_pay not-hers": "for others the page does not exist",
    "payouts/send._owes not-owed": "the books owe what a batch holds until it is sent",
}


def test_every_refusal_is_in_one_of_the_tables() -> None:
    assert set(found()) == {*TOLD, *FORGED}
    assert not set(TOLD) & set(FORGED)


def found() -> Iterator[str]:
    for path in (SOURCE / "statements").rglob("*.py"):
        module = path.relative_to(SOURCE / "statements").with_suffix("").as_posix()
        functions = (each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.FunctionDef))
        yield from (f"{module}.{each.name} {code}" for each in functions for code in refusals(each))


def refusals(function: ast.FunctionDef) -> Iterator[str]:
    for each in ast.walk(function):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "Refused":
            code = each.args[0]
            yield str(code.value) if isinstance(code, ast.Constant) else ast.unparse(code)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def served(databases: Databases, home: Path) -> Iterator[Served]:
    """A few days after the quarter: Ada earned 800.00, Ben and Lee 100.00 each."""
    databases.copy("sqlite", "refusals", fill)
    with serving(home, AFTERWARDS) as site:
        yield site


def fill() -> None:
    """Kim and Zed have the duty of finance too, and so has Ben, who is paid."""
    the_quarter()
    with transaction.atomic(), time_machine.travel(AFTERWARDS, tick=False):
        told = arrive("duties", by="amy", at=AFTERWARDS).stamp
        for key in ("kim", "zed", "ben"):
            Duty.objects.create(person_id=key, duty="finance", starts=date(2026, 1, 1), **told)


@dataclass(frozen=True, slots=True)
class Refuses:
    """`refuses(page, "decide.decide reason-missing", "Let it stand")`: the button is pressed in vain."""

    home: Path
    tried: set[str]

    def __call__(self, page: Page, which: str, button: str) -> None:
        before = written(self.home)
        press(page, button)
        where = page.locator("[role=status], [role=alert], .wrong").filter(has_text=TOLD[which])
        expect(where.first).to_be_visible()
        assert written(self.home) == before, which
        self.tried.add(which)


def written(home: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(home / "plaudit.sqlite3")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def drafts(page: Page, period: str) -> str:
    page.get_by_label("Period", exact=True).fill(period)
    press(page, "Draft it")
    expect(page.get_by_role("heading", name="Draft anew")).to_be_visible()
    return page.url


def doubts(opened: Open, activity: str) -> Page:
    """Where Ada says what is wrong with a line of hers."""
    ada = at(opened, "ada", "/statements/ada/2026-Q3")
    line = ada.locator("details.line").filter(has_text=activity).first
    line.locator("summary").click()
    line.get_by_role("link", name="Dispute this line").click()
    return ada


def disputes(ada: Page) -> Page:
    ada.get_by_label("What is wrong").fill("It came to two demos.")
    press(ada, "Dispute it")
    expect(ada.get_by_role("button", name="Withdraw it")).to_be_visible()
    return ada


def closes(page: Page, period: str) -> None:
    """Approves, and closes what others let stand."""
    press(page, "Approve")
    press(page, f"Close {period}")
    press(page, f"Close {period}")
    expect(page.locator(".head-of-chain code")).to_be_visible()


TURNS = [("2026-Q2", "already-closed"), ("2026-Q1", "period-before"), ("2026-09", "period-missing")]


def periods_are_closed_in_their_turn(opened: Open, refuses: Refuses) -> None:
    first, second, *others = (at(opened, "fay", "/close/") for _ in range(5))
    first.get_by_label("Period", exact=True).fill("2026-Q4")
    refuses(first, "begin.begin period-not-over", "Draft it")
    before = drafts(first, "2026-Q2")
    kim = at(opened, "kim", drafts(second, "2026-Q3"))
    closes(at(opened, "kim", before), "Q2 2026")
    for page, (period, code) in zip(others, TURNS, strict=True):
        page.get_by_label("Period", exact=True).fill(period)
        refuses(page, f"begin._follows {code}", "Draft it")
    unfold(kim, "Verified", "Looked at with Mo")
    refuses(kim, "drafts.not_discarded draft-outdated", "Let it stand")
    unfold(kim, "Verified", "Looked at with Mo")
    press(second, "Draft anew")
    expect(second.get_by_role("heading", name="Draft anew")).to_be_visible()
    refuses(kim, "drafts.not_discarded draft-discarded", "Let it stand")
    assert kim.url == second.url


def a_draft_is_approved_and_closed_as_it_was_shown(opened: Open, refuses: Refuses) -> None:
    fay = at(opened, "fay", "/close/")
    press(fay, "Look at the draft")
    kim = at(opened, "kim", fay.url)
    unfold(kim, "Verified", " ")
    refuses(kim, "decide.decide reason-missing", "Let it stand")
    for title in ("Verified", "Differences"):
        let_stand(kim, title)
    fay.reload()
    refuses(fay, "decide._may_approve prepared-it", "Approve")
    refuses(at(opened, "pia", fay.url), "decide._may_approve author", "Approve")
    refuses(at(opened, "ben", fay.url), "decide._may_approve own-pay", "Approve")
    ada = disputes(doubts(opened, "ref-1"))
    refuses(kim, "decide.decide points-open", "Approve")
    press(ada, "Withdraw it")
    kim.reload()
    press(kim, "Approve")
    zed = at(opened, "zed", fay.url)
    press(zed, "Close Q3 2026")
    confirm = zed.url
    ada = disputes(doubts(opened, "ref-2"))
    refuses(zed, "close.close point.code", "Close Q3 2026")
    press(ada, "Withdraw it")
    zed.goto(confirm)

    verify_the_fifth_demo(at(opened, "mo", "/"))
    press(fay, "Draft anew")
    kim, pia = at(opened, "kim", fay.url), at(opened, "pia", fay.url)
    for each in (kim, pia):
        unfold(each, "Differences", "Looked at with Mo")
    press(kim, "Let it stand")
    closes(kim, "Q3 2026")
    refuses(zed, "close.close already-closed", "Close Q3 2026")
    refuses(pia, "drafts.not_discarded already-closed", "Let it stand")
    expect(pia.locator(".head-of-chain code")).to_be_visible()


def a_dispute_is_answered_by_who_answers_it_once(opened: Open, refuses: Refuses) -> None:
    ada = doubts(opened, "ref-3")
    refuses(ada, "disputes/begin.dispute reason-missing", "Dispute it")
    one = disputes(ada).url
    mo, beside = at(opened, "mo", one), at(opened, "mo", one)
    mo.get_by_label("Why").first.fill("You are right.")
    refuses(mo, "disputes/answer._whole correction-missing", "Answer")
    expect(mo.get_by_label("Why").first).to_have_value("You are right.")
    mo.locator("select[name=what]").select_option(label="The line stands")
    mo.get_by_label("Why").first.fill(" ")
    refuses(mo, "disputes/answer._whole reason-missing", "Answer")
    beside.locator("summary", has_text="Hand it over").click()
    press(beside, "Hand it over")
    mo.get_by_label("Why").first.fill("One demo, as the calendar says.")
    refuses(mo, "disputes/answer.may_answer not-hers", "Answer")
    pia, late = at(opened, "pia", one), at(opened, "pia", one)
    pia.locator("select[name=what]").select_option(label="The line stands")
    pia.get_by_label("Why").first.fill("One demo, as the calendar says.")
    press(pia, "Answer")
    expect(pia.get_by_text("One demo, as the calendar says.")).to_be_visible()
    late.locator("summary", has_text="Hand it over").click()
    refuses(late, "disputes/answer.hand_over dispute-ended", "Hand it over")
    refuses(ada, "disputes/answer.answer dispute-ended", "Withdraw it")
    pia.goto("/disputes/")
    # A number for the browser, and none for whoever reads digits.
    pia.get_by_label("Working days to answer").fill("1e1")
    refuses(pia, "disputes/clock.wind days-unreadable", "Set for new disputes")


def makes(page: Page, purse: str, layout: str) -> None:
    page.get_by_label("What", exact=True).select_option(f"2026-Q3|USD|{purse}")
    page.get_by_label("For", exact=True).select_option(layout)
    press(page, "Make a payout")
    expect(page.get_by_role("heading", name="Approve and send")).to_be_visible()


def says(page: Page, layout: str, people: str) -> Page:
    """What payroll calls people."""
    page.goto(f"/payouts/codes/{layout}/")
    page.get_by_label("People").fill(people)
    return page


def a_payout_is_approved_by_others_and_sent_as_it_was_shown(opened: Open, refuses: Refuses) -> None:
    fay, late, codes = (at(opened, "fay", "/payouts/") for _ in range(3))
    makes(fay, "sales", "generic")
    makes(codes, "marketing", "adp")
    refuses(at(opened, "kim", codes.url), "payouts/approve.approve incomplete", "Approve")
    refuses(says(codes, "adp", "ada,=1"), "payouts/codes._sound code-unsound", "Keep")
    refuses(says(codes, "adp", "ada,7\nben,7"), "payouts/codes._distinct number-twice", "Keep")
    expect(codes.get_by_label("People")).to_have_value("ada,7\nben,7")
    refuses(fay, "payouts/approve._may_approve made-it", "Approve")
    refuses(at(opened, "pia", fay.url), "payouts/approve._may_approve author", "Approve")
    refuses(at(opened, "ben", fay.url), "payouts/approve.not_own own-pay", "Approve")
    refuses(fay, "payouts/send.send not-approved", "Send")
    kim, zed, beside = at(opened, "kim", fay.url), at(opened, "zed", fay.url), at(opened, "zed", fay.url)
    press(says(codes, "generic", "ada,A-17"), "Keep")
    expect(codes.get_by_text("1 changed.")).to_be_visible()
    refuses(kim, "payouts/approve.approve payout-changed", "Approve")
    press(kim, "Approve")
    zed.reload()
    press(zed, "Approve")
    press(fay, "Send")
    expect(fay.get_by_role("heading", name="What became of it")).to_be_visible()
    refuses(beside, "payouts/approve.still payout-ended", "Give it up")
    late.get_by_label("What", exact=True).select_option("2026-Q3|USD|sales")
    refuses(late, "payouts/make._waiting nothing-payable", "Make a payout")


MARKS = [("line-unknown", "P1-9", "Paid"), ("outcome-impossible", "P1-1", "Returned after it was paid")]
FILES = [
    ("file-too-large", b"reference,amount,state\n" + b"P1-1,800.00,paid\n" * 400_000),
    ("file-unreadable", "reference,amount,state\nP1-1,800.00,bezahlt für August".encode("latin-1")),
    ("column-missing", b"reference;amount\nP1-1;800.00\n"),
]


def what_became_of_a_payout_is_read_or_refused(opened: Open, refuses: Refuses) -> None:
    fay = at(opened, "fay", "/payouts/1/")
    for code, lines, became in MARKS:
        fay.locator("summary", has_text="Mark by hand").click()
        fay.get_by_label("Lines").last.fill(lines)
        fay.get_by_label("Became", exact=True).select_option(label=became)
        refuses(fay, f"payouts/confirm.mark {code}", "Book it")
    for code, content in FILES:
        file = {"name": "bank.csv", "mimeType": "text/csv", "buffer": content}
        fay.get_by_label("File", exact=True).set_input_files(file)
        refuses(fay, f"payouts/confirm._rows {code}", "Compare and book")


def books_elsewhere_are_taken_over_first(opened: Open, refuses: Refuses) -> None:
    fay, pia = at(opened, "fay", "/close/"), at(opened, "pia", "/imports/")
    history = {"name": "closes.csv", "mimeType": "text/csv", "buffer": b"period,closed_at\n2025-Q4,2026-01-09\n"}
    pia.get_by_label("File", exact=True).set_input_files(history)
    pia.get_by_label("Where it comes from").fill("The books before")
    for button in ("Send", "Check", "Import 1 row"):
        press(pia, button)
    expect(pia.get_by_role("heading", name="What was imported")).to_be_visible()
    fay.get_by_label("Period", exact=True).fill("2026-Q3")
    refuses(fay, "begin.begin books-elsewhere", "Draft it")


def test_every_refusal_says_its_sentence_and_writes_nothing(opened: Open, chromium: Browser, home: Path) -> None:
    refuses = Refuses(home, set())
    in_turn(chromium, opened, refuses)
    assert refuses.tried == set(TOLD)


def in_turn(chromium: Browser, opened: Open, refuses: Refuses) -> None:
    """Part by part; the windows of one are closed before the next."""
    for part in PARTS:
        part(opened, refuses)
        for context in chromium.contexts:
            context.close()


# Each goes on where the one before it ended.
PARTS = (
    periods_are_closed_in_their_turn,
    a_draft_is_approved_and_closed_as_it_was_shown,
    a_dispute_is_answered_by_who_answers_it_once,
    a_payout_is_approved_by_others_and_sent_as_it_was_shown,
    what_became_of_a_payout_is_read_or_refused,
    books_elsewhere_are_taken_over_first,
)
