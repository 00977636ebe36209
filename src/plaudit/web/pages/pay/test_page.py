"""What to pay at Harbor: amounts with their intervals, on paper, and as a draft that operations alone makes."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from plaudit.evidence.site.models import PlanDraft
from plaudit.people.models import Deed
from plaudit.plans.read import read
from tests.site import HARBOR_NOW

pytestmark = pytest.mark.usefixtures("harbor", "autumn")
SignedIn = Callable[[str], Client]


@pytest.fixture
def autumn() -> Iterator[None]:
    with time_machine.travel(HARBOR_NOW, tick=False):
        yield


def test_it_begins_with_the_amount_to_start_with(signed_in: SignedIn) -> None:
    shown = signed_in("pia").get("/evidence/pay/").content.decode()
    assert "Start with 425 USD for a referral that gets to demo." in shown
    assert "Expect to settle near 600 USD once more is known, which lifts the ceiling of today; never pay" in shown
    assert "What binds is what the event would cost by the benchmark channel, the only bound that is known." in shown
    assert "The cost of the benchmark per win holds for its next win." in shown
    assert "Practitioner thread, restaurant software" in shown
    assert "Grade C, observed and adjusted, not an experiment" in shown


def test_every_picture_has_its_table(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    csv = pia.get("/evidence/pay/?take=csv&of=g0").content.decode("utf-8-sig").splitlines()
    assert csv[0] == "Estimate,80 % from (USD),Middle (USD),80 % to (USD),Looked at,Grade"
    assert csv[1].startswith("Ceiling,440,622,903,")
    assert csv[2].startswith("Expected,440,622,903,")
    bounds = pia.get("/evidence/pay/?take=csv&of=a0-0").content.decode("utf-8-sig").splitlines()
    assert bounds == ["Bound,Low,Middle,High,Binds", "parity,440,622,903,100 %"]
    drawn = [pia.get(f"/evidence/amount/a0-0.svg?theme={theme}") for theme in ("light", "dark")]
    assert [each["Content-Type"] for each in drawn] == ["image/svg+xml"] * 2
    assert "440 to 903, binds in 100 %" in drawn[0].content.decode()
    assert drawn[0].content != drawn[1].content
    assert pia.get("/evidence/amount/a9-9.svg").status_code == 404


def test_another_event_is_another_question(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    assert pia.get("/evidence/pay/").content.decode().count("Not asked yet") == 2
    assert "for a referral that gets to won." in pia.get("/evidence/pay/?event=won").content.decode()
    assert pia.get("/evidence/pay/").content.decode().count("Not asked yet") == 1


def test_a_setting_that_cannot_be_read_is_told_beside_the_form(signed_in: SignedIn) -> None:
    answer = signed_in("pia").get("/evidence/pay/?value=much")
    assert answer.status_code == 422
    assert "the setting value=much: write a plain number such as 0.25 or 25%." in answer.content.decode()
    assert 'value="much"' in answer.content.decode()


def test_a_channel_that_nobody_knows_is_an_answer(signed_in: SignedIn) -> None:
    shown = signed_in("pia").get("/evidence/pay/?channel=pigeons").content.decode()
    assert "There is no amount to recommend yet." in shown
    assert "Enough would be: 20 leads of that channel with a demo, 5 of them won." in shown
    assert '<a href="/imports/">' in shown


def test_on_paper_it_is_one_page_and_the_same_bytes(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    first, second = (fay.get("/evidence/pay/page.pdf").content for _ in range(2))
    assert first.startswith(b"%PDF")
    assert first == second
    assert first.count(b"/Type /Page\n") + first.count(b"/Type /Page ") <= 1


def test_one_click_leads_to_a_plan_that_can_be_read(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    there = pia.post("/evidence/pay/plan/", {"event": "demo"})["Location"]
    text = pia.get(f"{there[:-1]}.yaml").content.decode()
    plan = read(text)
    assert (plan.key, str(plan.effective.start), str(plan.review_on)) == ("referral-demo", "2027-01-01", "2027-07-01")
    assert "    pays: {each: 425.00}\n" in text
    assert "pays: {each: 425.00}" in pia.get(there).content.decode()
    assert "has no upper end" in pia.get(there).content.decode()
    assert Deed.objects.filter(did="drafted-plan", by="pia").count() == 1


def test_finance_reads_and_drafts_nothing(signed_in: SignedIn) -> None:
    fay = signed_in("fay")
    assert "Draft a plan" not in fay.get("/evidence/pay/").content.decode()
    assert fay.post("/evidence/pay/plan/").status_code == 404
    assert not PlanDraft.objects.exists()


def test_what_no_activity_brings_cannot_be_drafted(signed_in: SignedIn) -> None:
    answer = signed_in("pia").post("/evidence/pay/plan/", {"channel": "paid_search"}, follow=True)
    assert "A plan pays for activities, and none is called paid_search" in answer.content.decode()
