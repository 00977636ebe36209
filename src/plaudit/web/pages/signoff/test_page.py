"""Each whom a version covers reads it and signs it; who has not is seen by those who answer for it, and reminded."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client

from plaudit.people.arrive import arrive
from plaudit.people.models import Deed, Notice, Position
from plaudit.plans.programs.models import Program, Version
from plaudit.plans.programs.publish import publish
from plaudit.plans.signoff.find import unsigned
from plaudit.plans.signoff.models import Signature, Wording
from plaudit.plans.signoff.sign import digest
from plaudit.values.period import Period
from tests.quarter import PLAN

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
TEXT = "/programs/csm/versions/1/"
Q3 = Period.of("2026-Q3")


def seen(client: Client, path: str = TEXT) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', client.get(path).content.decode())
    return "" if found is None else found[1]


def sign(client: Client, path: str = TEXT) -> int:
    return client.post(path, {"seen": seen(client, path)}).status_code


def amended() -> None:
    second = PLAN.replace("version: 1", "version: 2").replace("from: 2026-01-01", "from: 2026-10-01")
    publish(second.replace("each: 150.00", "each: 175.00"), by="pia", at=datetime(2026, 9, 15, tzinfo=UTC))


def states(client: Client) -> list[str]:
    lines = client.get("/sign-off/?take=csv&of=signatures").content.decode("utf-8-sig").splitlines()[1:]
    return [" ".join(line.split(",")[place] for place in (0, 2, 4)) for line in lines]


def test_the_text_is_in_plain_words_with_its_curves_as_tables(signed_in: SignedIn) -> None:
    shown = signed_in("ada").get(TEXT).content.decode()
    assert "Up to and including 5: 100.00 USD each; above 5: 150.00 USD each." in shown
    assert "Pays there (USD)" in shown
    assert '<td class="number">5</td><td class="number">500</td><td class="number">150</td>' in shown


def test_a_signature_keeps_the_hashes_of_the_plan_and_of_the_text_that_was_read(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    shown = seen(ada)
    assert sign(ada) == 302
    signature, version = Signature.objects.get(), Version.objects.get()
    assert (signature.person_id, signature.plan_digest, signature.wording_id) == ("ada", version.digest, shown)
    assert digest(Wording.objects.get().text) == shown
    assert "Ada Okafor signed this version" in ada.get(TEXT).content.decode()
    assert Deed.objects.get(did="signed").facts == {"plan": version.digest, "text": shown}


def test_who_has_not_signed_is_seen_by_operations_finance_and_her_manager(signed_in: SignedIn) -> None:
    sign(signed_in("ada"))
    expected = ["Ben Lindt 1 Not signed", "Ada Okafor 1 Signed"]
    assert [states(signed_in(who)) for who in ("pia", "fay", "mo")] == [expected] * 3
    assert "1 of 2 signatures is missing" in signed_in("pia").get("/sign-off/").content.decode()
    assert signed_in("ada").get("/sign-off/").status_code == 404


def test_signing_twice_is_signing_once(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    shown = seen(ada)
    assert [ada.post(TEXT, {"seen": shown}).status_code for _ in range(2)] == [302, 302]
    assert Signature.objects.count() == 1


def test_nobody_signs_what_she_has_not_read_or_what_does_not_cover_her(signed_in: SignedIn) -> None:
    refused = signed_in("ada").post(TEXT, {"seen": "0" * 64})
    assert "The text is not the one that you opened" in refused.content.decode()
    shown = seen(signed_in("ada"))
    assert "does not cover you" in signed_in("mo").post(TEXT, {"seen": shown}).content.decode()
    assert "does not cover you" in signed_in("lee").post(TEXT, {"seen": shown}).content.decode()
    assert Signature.objects.count() == 0


def test_a_new_version_asks_again_before_it_holds(signed_in: SignedIn) -> None:
    sign(signed_in("ada"))
    amended()
    assert states(signed_in("mo")) == [
        "Ada Okafor 2 Not signed",
        "Ben Lindt 1 Not signed",
        "Ben Lindt 2 Not signed",
        "Ada Okafor 1 Signed",
    ]
    assert (
        "Version 2 of CSM advocacy 2026 waits for your signature" in signed_in("ada").get("/quarter/").content.decode()
    )
    assert sign(signed_in("ada"), "/programs/csm/versions/2/") == 302
    assert "waits for your signature" not in signed_in("ada").get("/quarter/").content.decode()


def test_who_joins_the_role_later_is_asked_from_then_on(signed_in: SignedIn) -> None:
    with transaction.atomic():
        told = arrive("move", by="pia", at=datetime(2026, 9, 16, tzinfo=UTC)).stamp
        east = {"person_id": "zed", "team": "east", "manager": ""}
        Position.objects.create(**east, role="sales", starts=date(2025, 1, 1), ends=date(2026, 11, 1), **told)
        Position.objects.create(**east, role="csm", starts=date(2026, 11, 1), **told)
    assert "Zed Novak 1 Not signed" in states(signed_in("pia"))
    program = Program.objects.get()
    assert "zed" not in {each.person for each in unsigned(program, Q3)}
    assert "zed" in {each.person for each in unsigned(program, Period.of("2026-Q4"))}


def test_a_close_can_ask_who_was_covered_and_has_not_signed(signed_in: SignedIn) -> None:
    sign(signed_in("ada"))
    amended()
    program = Program.objects.get()
    named = [(each.person, each.version.number) for each in unsigned(program, Q3)]
    assert named == [("ben", 1), ("lee", 1)]
    assert [each.version.number for each in unsigned(program, Period.of("2026-Q4"))] == [2, 2]


def test_a_reminder_is_told_once_a_day_and_only_to_whom_it_concerns(signed_in: SignedIn) -> None:
    sign(signed_in("ada"))
    pia = signed_in("pia")
    assert "One reminded." in pia.post("/sign-off/remind/", follow=True).content.decode()
    assert "was reminded today already" in signed_in("mo").post("/sign-off/remind/", follow=True).content.decode()
    told = [(notice.person.key, notice.what, notice.about) for notice in Notice.objects.select_related("person")]
    assert told == [("ben", "to-sign", "csm 1")]
    assert "Version 1 of the plan csm waits for your signature" in signed_in("ben").get("/accounts/").content.decode()
