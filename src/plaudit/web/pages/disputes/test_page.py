"""Ada disputes a line, Mo answers with what he put right; she sees the state at any time, others nothing."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plaudit.statements.disputes.models import Dispute

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
STATEMENT = "/statements/ada/2026-Q3"


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def said(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page(client, path)))


def doubted(ada: Client) -> str:
    """The address at which Ada disputes her first referral."""
    found = re.search(r'href="(/disputes/new/[^"]*activity=ref-1[^"]*)"', page(ada, STATEMENT))
    assert found is not None
    return found[1].replace("&amp;", "&")


def disputed(ada: Client) -> str:
    proof = SimpleUploadedFile("mail.txt", b"See below.")
    answer = ada.post(doubted(ada), {"reason": "It came to two demos.", "link": "", "proof": proof})
    assert answer.status_code == 302
    return str(answer["Location"])


def told(client: Client, path: str, **more: str) -> str:
    """What the page answers after a button."""
    answer = client.post(path, more, follow=True).content.decode()
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.partition('<div role="status">')[2].partition("</main>")[0])
    )


def test_a_line_is_disputed_answered_and_the_correction_named(signed_in: SignedIn) -> None:
    ada, mo = signed_in("ada"), signed_in("mo")
    assert "Referrals that came to a demo" in said(ada, doubted(ada))
    one = disputed(ada)
    assert "It came to two demos." in said(ada, one)
    assert "disputed" in said(ada, STATEMENT)
    assert "due on Sep 23, 2026 disputed" in said(ada, "/quarter/?period=2026-Q3")
    assert "Ada Okafor" in said(mo, "/disputes/")
    assert "Put it right first" in told(mo, f"{one}answer/", what="accepted", reason="Yes.")
    told(mo, "/activities/ref-1/retract/", because="It was counted under another key.")
    assert "Put right: activity ref-1" in told(mo, f"{one}answer/", what="accepted", correction="activity ref-1")
    assert "accepted" in said(ada, "/quarter/?period=2026-Q3")
    assert "answer overdue" not in said(ada, one)


def test_evidence_is_for_those_who_see_the_dispute(signed_in: SignedIn) -> None:
    one = disputed(signed_in("ada"))
    address = re.search(r'href="(/disputes/\d+/evidence/\d+/)"', page(signed_in("mo"), one))
    assert address is not None
    answer = signed_in("mo").get(address[1])
    assert answer.getvalue() == b"See below."
    assert [signed_in(key).get(address[1]).status_code for key in ("ben", "kim", "zed", "amy")] == [404] * 4


def test_what_is_not_on_her_statement_cannot_be_disputed(signed_in: SignedIn) -> None:
    address = doubted(signed_in("ada"))
    assert signed_in("ben").get(address).status_code == 404
    assert signed_in("mo").get(address).status_code == 404
    assert signed_in("ada").get(address.replace("ref-1", "ref-6")).status_code == 404
    assert signed_in("ada").get("/disputes/new/").status_code == 404
    assert "Dispute this line" not in said(signed_in("mo"), STATEMENT)


def test_every_refusal_is_a_sentence(signed_in: SignedIn) -> None:
    ada, mo, fay = signed_in("ada"), signed_in("mo"), signed_in("fay")
    assert ada.post(doubted(ada), {"reason": " "}).status_code == 422
    one = disputed(ada)
    assert "Say why: she reads it" in told(mo, f"{one}answer/", what="declined")
    assert "Its owner or operations answer a dispute." in told(fay, f"{one}answer/", what="declined", reason="No.")
    assert "Nobody answers her own dispute." in told(ada, f"{one}answer/", what="declined", reason="No.")
    assert "A dispute is withdrawn by who opened it." in told(mo, f"{one}withdraw/")
    assert mo.post(f"{one}answer/", {"what": "maybe"}).status_code == 422
    told(mo, f"{one}answer/", what="declined", reason="One demo, as the calendar says.")
    assert "One demo, as the calendar says." in said(ada, one)
    assert "was declined on 2026-09-16." in told(ada, f"{one}withdraw/")


def test_it_is_handed_over_to_operations(signed_in: SignedIn) -> None:
    one = disputed(signed_in("ada"))
    told(signed_in("mo"), f"{one}hand-over/", owner="", because="A question of the plan.")
    assert "A question of the plan." in said(signed_in("pia"), one)
    assert "operations" in said(signed_in("pia"), "/disputes/")


def test_operations_set_the_clock(signed_in: SignedIn) -> None:
    assert "within 2 working days" in told(signed_in("pia"), "/disputes/clock/", days="2") + said(
        signed_in("pia"), "/disputes/"
    )
    assert "1 to 60 working days" in told(signed_in("pia"), "/disputes/clock/", days="many")
    disputed(signed_in("ada"))
    assert str(Dispute.objects.get().due_on) == "2026-09-18"


def test_what_was_written_is_not_lost_where_an_answer_is_refused(signed_in: SignedIn) -> None:
    one, mo = disputed(signed_in("ada")), signed_in("mo")
    answer = mo.post(f"{one}answer/", {"what": "accepted", "reason": "You are right about both."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Put it right first" in page
    assert "You are right about both.</textarea>" in page
