"""Money by hand takes two people: who proposes, who decides, what is refused, and what stands on the statement."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.test import Client

from plaudit.activities.models import Grant
from plaudit.earnings.grants.find import one
from plaudit.earnings.grants.models import Proposal, Words
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed, Notice
from plaudit.people.recorded import standing
from tests.quarter import closed
from tests.site import who

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
SAID = {
    "key": "grant-1",
    "person": "ada",
    "incentive": "csm/referral-demo",
    "on": "2026-09-10",
    "amount": "150.00",
    "reason": "stood in for somebody",
    "words": "For Ben, who was ill",
}


def propose(client: Client, **otherwise: str) -> "Answer":
    return client.post("/grants/new/", SAID | otherwise)


def seen(key: str = "grant-1") -> str:
    """What the page carries along when somebody decides."""
    found = one(who("pia"), key)
    assert found is not None
    return found.digest


def decide(client: Client, what: str, **said: str) -> "Answer":
    return client.post(f"/grants/grant-1/{what}/", {"seen": seen(), **said})


def statement(client: Client) -> str:
    return client.get("/statements/ada/2026-Q3?take=csv&of=statement-csm-ada-2026-Q3").content.decode("utf-8-sig")


def granted(signed_in: SignedIn) -> None:
    propose(signed_in("mo"))
    assert decide(signed_in("fay"), "approve").status_code == 302


def test_an_approved_grant_is_a_line_of_its_own_with_its_reason(signed_in: SignedIn) -> None:
    granted(signed_in)
    fact = standing(Grant).get()
    assert (fact.person_id, fact.amount, fact.given_by, fact.approved_by) == ("ada", 150_000_000, "mo", "fay")
    assert "2026-09-30,grant,,,Granted by hand: stood in for somebody,,150.00," in statement(signed_in("ada"))
    assert "$950.00" in signed_in("ada").get("/statements/ada/2026-Q3").content.decode()


def test_a_proposal_pays_nothing_until_somebody_else_approves(signed_in: SignedIn) -> None:
    assert propose(signed_in("mo"))["Location"] == "/grants/grant-1/"
    assert "Granted by hand" not in statement(signed_in("ada"))
    assert standing(Grant).count() == 0
    assert "Waits for you" in signed_in("fay").get("/grants/").content.decode()
    assert "Waits for you" not in signed_in("mo").get("/grants/").content.decode()


def test_who_proposed_it_does_not_approve_it(signed_in: SignedIn) -> None:
    propose(signed_in("pia"))
    refused = decide(signed_in("pia"), "approve")
    assert refused.status_code == 409
    assert "it takes a second person to decide" in refused.content.decode()
    assert standing(Grant).count() == 0


def test_who_gets_it_neither_proposes_nor_sees_it_before_it_is_given(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    assert propose(ada).status_code == 404
    propose(signed_in("mo"))
    assert ada.get("/grants/grant-1/").status_code == 404
    assert decide(ada, "approve").status_code == 404
    decide(signed_in("fay"), "approve")
    shown = ada.get("/grants/grant-1/").content.decode()
    assert "For Ben, who was ill" in shown
    assert "Ask to take it back" not in shown


@pytest.mark.parametrize(
    ("otherwise", "says"),
    [
        ({"amount": "0"}, "write an amount above 0"),
        ({"amount": "-5.00"}, "write an amount above 0"),
        ({"amount": "1.005"}, "finer than the minor unit of USD"),
        ({"amount": "1,000"}, "is not a plain amount"),
        ({"amount": "1000000000.00"}, "more than any grant"),
        ({"on": "2026-09-17"}, "still to come"),
        ({"on": "2025-12-31"}, "Referrals that came to a demo has no window on 2025-12-31"),
        ({"person": "zed"}, "does not cover Zed Novak on 2026-09-10"),
        ({"person": "lee"}, "does not cover Lee Tanaka on 2026-09-10"),
        ({"reason": "because"}, "because is not one of the available choices"),
        ({"incentive": "csm/none"}, "csm/none is not one of the available choices"),
    ],
)
def test_what_cannot_be_granted_says_why_and_leaves_no_trace(
    signed_in: SignedIn, otherwise: dict[str, str], says: str
) -> None:
    refused = propose(signed_in("pia"), **otherwise)
    assert refused.status_code in {409, 422}
    assert says in refused.content.decode()
    assert (Proposal.objects.count(), Words.objects.count()) == (0, 0)


def test_nothing_is_added_to_a_closed_period(signed_in: SignedIn) -> None:
    propose(signed_in("mo"))
    closed("2026-Q3")
    assert "2026-Q3 is closed" in propose(signed_in("mo"), key="grant-2").content.decode()
    assert "2026-Q3 is closed" in decide(signed_in("fay"), "approve").content.decode()
    assert standing(Grant).count() == 0


def test_the_key_of_a_grant_that_was_imported_is_taken(signed_in: SignedIn) -> None:
    with transaction.atomic():
        told = arrive("import", by="pia", at=datetime(2026, 9, 15, tzinfo=UTC)).stamp
        said = {"reason": "Won the raffle", "given_by": "rosa", "approved_by": "fay", "incentive": "stories"}
        Grant.objects.create(key="grant-1", person_id="ben", on="2026-09-01", amount=5_000_000, **said, **told)
    assert "There is a grant grant-1 already" in propose(signed_in("mo")).content.decode()
    lines = signed_in("mo").get("/grants/?take=csv&of=grants").content.decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        'Ben Lindt,Testimonials,2026-09-01,5.00,USD,Won the raffle,rosa,Fay Moreau,"Granted, imported"'
    ]


def test_a_manager_grants_her_team_and_nobody_else(signed_in: SignedIn) -> None:
    assert "Select a valid choice" in propose(signed_in("mo"), person="zed").content.decode()
    assert propose(signed_in("fay")).status_code == 404


def test_a_proposal_is_withdrawn_by_who_made_it_and_declined_with_the_reason(signed_in: SignedIn) -> None:
    propose(signed_in("mo"))
    assert "nobody else" in decide(signed_in("fay"), "withdraw").content.decode()
    assert "Say why not" in decide(signed_in("fay"), "decline").content.decode()
    decide(signed_in("fay"), "decline", because="Her quota pays for it already")
    assert "Her quota pays for it already" in signed_in("mo").get("/grants/grant-1/").content.decode()
    assert "does not wait" in decide(signed_in("pia"), "approve").content.decode()
    propose(signed_in("mo"), key="grant-2")
    signed_in("mo").post("/grants/grant-2/withdraw/")
    signed_in("mo").post("/grants/grant-2/withdraw/")
    assert "does not wait" in signed_in("pia").post("/grants/grant-2/approve/").content.decode()
    assert standing(Grant).count() == 0


def test_to_take_it_back_takes_two_people_as_well(signed_in: SignedIn) -> None:
    granted(signed_in)
    assert "Say why it is taken back" in decide(signed_in("pia"), "doubt").content.decode()
    decide(signed_in("pia"), "doubt", because="Paid twice")
    assert "second person" in decide(signed_in("pia"), "retract").content.decode()
    assert "150.00" in statement(signed_in("ada"))
    decide(signed_in("mo"), "retract")
    assert standing(Grant).count() == 0
    assert "Granted by hand" not in statement(signed_in("ada"))
    assert "nothing to take back" in decide(signed_in("pia"), "doubt", because="again").content.decode()


def test_a_retraction_is_refused_and_may_be_asked_for_again(signed_in: SignedIn) -> None:
    granted(signed_in)
    decide(signed_in("pia"), "doubt", because="Paid twice")
    assert "already; it waits" in decide(signed_in("mo"), "doubt", because="Too much").content.decode()
    decide(signed_in("fay"), "keep")
    assert standing(Grant).count() == 1
    decide(signed_in("mo"), "doubt", because="Too much")
    decide(signed_in("mo"), "keep")
    decide(signed_in("mo"), "doubt", because="Too much after all")
    decide(signed_in("fay"), "retract")
    assert standing(Grant).count() == 0


def test_doing_it_twice_is_doing_it_once(signed_in: SignedIn) -> None:
    granted(signed_in)
    assert propose(signed_in("mo"))["Location"] == "/grants/grant-1/"
    assert decide(signed_in("fay"), "approve").status_code == 302
    assert (Grant.objects.count(), Proposal.objects.count()) == (1, 1)


def test_an_approval_is_of_what_was_on_the_screen(signed_in: SignedIn) -> None:
    propose(signed_in("mo"))
    digest = seen()
    assert "look at it again" in decide(signed_in("fay"), "approve", seen="0" * 64).content.decode()
    decide(signed_in("fay"), "approve")
    assert Deed.objects.get(did="approved-grant").facts == {"incentive": "referral-demo", "seen": digest}


def test_who_has_to_know_is_told(signed_in: SignedIn) -> None:
    granted(signed_in)
    told = sorted((notice.person.key, notice.what) for notice in Notice.objects.select_related("person"))
    assert told == [("ada", "grant-approved"), ("fay", "grant-proposed"), ("mo", "grant-approved")]
    assert "The grant to ada is approved" in signed_in("ada").get("/accounts/").content.decode()


def test_the_table_is_taken_away_as_it_stands(signed_in: SignedIn) -> None:
    granted(signed_in)
    lines = signed_in("pia").get("/grants/?take=csv&of=grants").content.decode("utf-8-sig").splitlines()
    assert lines == [
        "To,Incentive,For,Amount,Currency,Why,Proposed by,Approved by,State",
        (
            "Ada Okafor,Referrals that came to a demo,2026-09-10,"
            "150.00,USD,stood in for somebody,Mo Haddad,Fay Moreau,Granted"
        ),
    ]


def test_many_who_approve_at_once_give_it_once(signed_in: SignedIn) -> None:
    propose(signed_in("mo"))
    digest, clients = seen(), [signed_in(who) for who in ("fay", "pia") * 6]

    def approve(client: Client) -> int:
        try:
            return client.post("/grants/grant-1/approve/", {"seen": digest}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(approve, clients))
    # Six are the same person approving again, the others come too late.
    assert sorted(answers) == [302] * 6 + [409] * 6
    assert Grant.objects.count() == 1
