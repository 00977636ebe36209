"""Closing a quarter in a browser without script: the whole way, and everything that is refused on it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from plaudit.activities.models import Close
from plaudit.ledger.models import Entry, Posting
from plaudit.ledger.verify import verify
from plaudit.people.arrive import arrive
from plaudit.people.models import Duty
from plaudit.statements.begin import take_over
from plaudit.statements.models import Draft
from plaudit.web import clock
from tests.closing import approved, closed, drafted, says, shown

pytestmark = pytest.mark.usefixtures("over")
SignedIn = Callable[[str], Client]


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_quarter_is_drafted_approved_and_closed(signed_in: SignedIn) -> None:
    pia, fay = signed_in("pia"), signed_in("fay")
    draft = drafted(pia)
    page = text(fay, draft)
    assert "$1,000.00 for 3 people" in page
    assert "Milestones of the period that wait to be verified: 1." in page
    assert "<button>Approve</button>" not in page
    approved(signed_in, draft)
    assert "Close Q3 2026 for 3 people, $1,000.00. This cannot be undone." in text(fay, f"{draft}confirm/")
    assert Entry.objects.count() == 0
    page = fay.post(f"{draft}confirm/", follow=True).content.decode()
    assert Posting.objects.get().head in page
    assert "Fay Moreau let stand: unverified, because: looked at" in page
    assert "Pia Strand" in page
    assert verify().wrong == ()
    again = fay.post(f"{draft}confirm/", follow=True).content.decode()
    assert Posting.objects.get().head in again
    assert "Q4 2026 comes next" in text(fay, "/close/")


def test_only_who_may_approves(signed_in: SignedIn) -> None:
    draft = drafted(signed_in("fay"))
    digest = shown(signed_in("fay"), draft)
    assert says(signed_in("fay"), f"{draft}approve/", shown=digest) == (
        "Who prepared the draft does not approve it: ask somebody else of finance."
    )
    assert says(signed_in("pia"), f"{draft}approve/", shown=digest) == (
        "The author of a plan does not approve its payout: ask somebody of finance."
    )
    with transaction.atomic():
        told = arrive("duties", by="amy", at=clock.now()).stamp
        Duty.objects.create(person_id="ben", duty="finance", starts=date(2026, 1, 1), **told)
    assert says(signed_in("ben"), f"{draft}approve/", shown=digest) == "Nobody approves what pays her."
    assert "1 arrival of facts since" in text(signed_in("fay"), draft)


def test_what_is_decided_is_what_was_on_the_screen(signed_in: SignedIn) -> None:
    draft = drafted(signed_in("pia"))
    fay = signed_in("fay")
    digest = shown(fay, draft)
    changed = "The draft of 2026-Q3 is not the one that was shown: look at it again."
    assert says(fay, f"{draft}approve/", shown="0" * 64) == changed
    assert says(fay, f"{draft}let/", point="unverified", shown="", why="late") == changed
    assert says(fay, f"{draft}let/", point="unverified", shown=digest, why=" ") == (
        "Say why it may stand: an auditor will ask."
    )
    assert says(fay, f"{draft}let/", point="weather", shown=digest, why="rain") == (
        "There is no point weather on the list of 2026-Q3."
    )
    assert says(fay, f"{draft}confirm/") == "Milestones of the period that wait to be verified: 1."
    anew = drafted(signed_in("pia"))
    assert anew != draft
    assert says(fay, f"{draft}approve/", shown=digest) == "pia drafted 2026-Q3 anew: look at the new draft."
    assert fay.get(draft)["Location"] == anew
    assert Posting.objects.count() == 0


def test_a_period_is_closed_in_its_turn_and_once(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    assert says(fay, "/close/begin/", period="soon").startswith("'soon' is not a period: write 2026-Q3")
    assert says(fay, "/close/begin/", period="2026-Q4") == (
        "2026-Q4 ends on 2026-12-31: it can be closed from 2027-01-01 on."
    )
    closed(signed_in, "2026-Q1")
    assert says(fay, "/close/begin/", period="2026-Q1") == "2026-Q1 is closed and never opened again."
    assert says(fay, "/close/begin/", period="2025-Q4") == (
        "The books begin with 2026-Q1: 2025-Q4 lies before it, and is not closed any more."
    )
    assert says(fay, "/close/begin/", period="2026-Q3") == (
        "2026-Q1 was closed last: 2026-Q3 cannot be closed before the days between them."
    )
    assert "Q2 2026 comes next" in text(fay, "/close/")


def test_books_that_were_kept_elsewhere_are_taken_over_first(signed_in: SignedIn) -> None:
    with transaction.atomic():
        told = arrive("books", by="pia", at=clock.now()).stamp
        Close.objects.create(period="2026-Q2", closed_at="2026-07-09", **told)
    fay = signed_in("fay")
    assert "Q2 2026: your facts say that this period is closed" in text(fay, "/close/")
    assert says(fay, "/close/begin/", period="2026-Q3") == (
        "2026-Q2 was closed elsewhere and is not in the books yet: take over its books first."
    )
    begun = take_over(by="fay", at=clock.now())
    assert begun is not None
    assert "The period is being calculated." in text(fay, "/close/")
    Draft.objects.filter(pk=begun.pk).update(people=5, done=2)
    assert "2 of 5 people are calculated." in text(fay, "/close/")
    assert "<button>Take over the books</button>" not in text(fay, "/close/")
    Draft.objects.filter(pk=begun.pk).update(begun_at=clock.now() - timedelta(minutes=3))
    assert "<button>Go on</button>" in text(fay, "/close/")
    assert says(fay, "/close/take-over/") == "1 period taken over."
    assert says(fay, "/close/take-over/") == "0 periods taken over."
    assert "Taken over" in text(fay, "/close/postings/1/")


def test_what_is_learned_after_the_close_is_next_time_an_adjustment_with_its_cause(signed_in: SignedIn) -> None:
    closed(signed_in)
    with time_machine.travel(datetime(2027, 1, 5, 9, 0, tzinfo=UTC), tick=False):
        assert says(signed_in("mo"), "/verify/", act="demo@ref-5") == "ref-5 is verified."
        page = text(signed_in("fay"), drafted(signed_in("pia"), "2026-Q4"))
    assert "Lines of closed periods that pay another amount now: 1." in page
    assert "the demo of ref-5 was verified after the close" in page
    assert "100.00" in page


def test_a_table_of_a_draft_is_taken_away(signed_in: SignedIn) -> None:
    draft = drafted(signed_in("pia"))
    answer = signed_in("fay").get(f"{draft}?take=csv&of=purses")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Program,Funded by,Statements,Earned in,Earned,Adjustments,Paid in")
    assert lines[1:] == [
        "csm,marketing,1,USD,100.00,0.00,USD,0.00,100.00,0.00",
        "csm,sales,3,USD,900.00,0.00,USD,0.00,900.00,0.00",
    ]
