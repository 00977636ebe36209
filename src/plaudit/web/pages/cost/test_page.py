"""What it may cost at Harbor: drawn with its tables and limits, how far the worker is, and of drafts too."""

from collections.abc import Callable

import pytest
from django.db.models import F
from django.test import Client

from plaudit.evidence.site.bring import answer, awaited
from plaudit.evidence.site.models import Answered, PlanDraft
from tests.site import HARBOR_NOW

SignedIn = Callable[[str], Client]
# As many trials as a test can wait for.
QUICK = ["draws=100", "alone=0", "periods=1"]
PAGE = f"/evidence/cost/?{'&'.join(QUICK)}"
BOUNTY = """
plan: referral-demo
currency: USD
covers: {role: csm}
effective: {from: 2026-10-01, to: 2027-10-01}
incentives:
  - key: referral-demo
    title: Referred demos
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {each: 425.00}
"""


def the_worker_comes() -> None:
    for kept in awaited():
        answer(kept, at=HARBOR_NOW)


@pytest.mark.usefixtures("harbor")
def test_what_is_drawn_has_its_table_and_its_limits(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    fay.get(PAGE)
    the_worker_comes()
    shown = fay.get(PAGE).content.decode()
    assert "Referred leads that came to a demo" in shown
    assert "People go on as in the quarters looked at" in shown
    assert "Referral leads became deals at 3.63 %" in shown
    drawn = {
        key: fay.get(f"/evidence/simulate/{key}.svg?{'&'.join(QUICK)}").content.decode()
        for key in ("a0-0", "a0-1", "a0-2", "a0-3", "a3-0", "g0", "g1", "g2", "g3")
    }
    assert {key: text[:4] for key, text in drawn.items()} == dict.fromkeys(drawn, "<svg")
    assert "Referred leads that came to a demo" in drawn["a0-3"]
    assert "2026-Q3" in drawn["a0-0"]


@pytest.mark.usefixtures("harbor")
def test_a_page_tells_how_far_the_worker_is(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    fay.get(PAGE)
    Answered.objects.update(begun_at=HARBOR_NOW, done=50, total=175)
    shown = fay.get(PAGE).content.decode()
    assert "Simulating: 50 of 175 trials" in shown
    assert '<progress aria-label="Progress" value="50" max="175">' in shown


@pytest.mark.usefixtures("harbor")
def test_a_draft_is_simulated_like_a_program_by_whom_it_is_for(signed_in: SignedIn) -> None:
    made = PlanDraft.objects.create(at=HARBOR_NOW, by="pia", study="amount", plan="referral-demo", text=BOUNTY)
    pia, there = signed_in("pia"), f"{PAGE}&program=draft:{made.pk}"
    assert f"?program=draft:{made.pk}" in pia.get(f"/evidence/pay/drafts/{made.pk}/").content.decode()
    assert "Waiting for the worker" in pia.get(there).content.decode()
    the_worker_comes()
    csv = pia.get(f"{there}&take=csv&of=a0-3").content.decode("utf-8-sig").splitlines()
    assert [each.partition(",")[0] for each in csv[1:]] == ["Referred demos"]
    assert signed_in("fay").get(there).status_code == 404
    assert "draft:" not in signed_in("fay").get(PAGE).content.decode()


@pytest.mark.usefixtures("harbor")
def test_a_program_that_is_not_there_is_told(signed_in: SignedIn) -> None:
    told = signed_in("pia").get("/evidence/cost/?program=nothing")
    assert (told.status_code, "There is no program nothing." in told.content.decode()) == (422, True)


@pytest.mark.usefixtures("company")
def test_without_a_program_it_says_what_is_missing(signed_in: SignedIn) -> None:
    shown = signed_in("pia").get("/evidence/cost/").content.decode()
    assert "No plan is named." in shown
    assert "Enough would be: A program on the site" in shown


@pytest.mark.usefixtures("harbor")
def test_what_cannot_be_understood_is_told(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    fay.get("/evidence/cost/?budget=much")
    the_worker_comes()
    assert "the setting budget=much: write a plain number" in fay.get("/evidence/cost/?budget=much").content.decode()


@pytest.mark.usefixtures("harbor")
def test_two_plans_are_compared_only_of_the_same_facts(signed_in: SignedIn) -> None:
    made = PlanDraft.objects.create(at=HARBOR_NOW, by="pia", study="amount", plan="referral-demo", text=BOUNTY)
    pia, there = signed_in("pia"), f"{PAGE}&against=draft:{made.pk}"
    pia.get(there)
    the_worker_comes()
    assert "Both plans, on the same trials" in pia.get(there).content.decode()
    # One of them was made before the last facts came, and the worker has not made it anew.
    Answered.objects.filter(settings__program=f"draft:{made.pk}").update(watermark=F("watermark") - 1)
    shown = pia.get(there).content.decode()
    assert "Both plans, on the same trials" not in shown
    assert "is being simulated as well" in shown
    assert "no cost can be told" not in shown
