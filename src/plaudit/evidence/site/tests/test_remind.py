"""Operations is told once that a day has come, and once that enough has matured."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from plaudit.evidence.site.models import PlanDraft
from plaudit.evidence.site.remind import remind
from plaudit.people.models import Notice
from plaudit.people.notices import letter
from plaudit.plans.programs.publish import publish
from tests.quarter import MOMENT, PLAN
from tests.site import HARBOR_NOW


def plan(version: int, review_on: str) -> str:
    dated = f"version: {version}\nreview_on: {review_on}"
    return PLAN.replace("version: 1", dated).replace("from: 2026-01-01", f"from: 2026-0{version + 1}-01")


@pytest.fixture
def autumn() -> Iterator[None]:
    with time_machine.travel(HARBOR_NOW, tick=False):
        yield


@pytest.mark.usefixtures("quarter")
def test_the_day_of_the_newest_version_is_told_once() -> None:
    publish(plan(2, "2026-09-16"), by="pia", at=MOMENT)
    assert remind(at=datetime(2026, 9, 15, 23, tzinfo=UTC)) == 0
    assert remind(at=MOMENT) == 1
    assert remind(at=MOMENT) == 0
    notice = Notice.objects.get(what="review-due")
    assert notice.person.key == "pia"
    subject, text = letter(notice, site="https://plaudit.example")
    assert subject == "Look again at the plan csm: its review day was 2026-09-16"
    assert "https://plaudit.example/evidence/pay/" in text


@pytest.mark.usefixtures("quarter")
def test_a_newer_version_takes_the_day_along() -> None:
    publish(plan(2, "2026-09-16"), by="pia", at=MOMENT)
    publish(plan(3, "2027-03-01"), by="pia", at=MOMENT)
    assert remind(at=MOMENT) == 0


@pytest.mark.usefixtures("harbor", "autumn")
@pytest.mark.parametrize(("needed", "told"), [(120, 1), (121, 0)])
def test_a_count_that_is_reached_is_told_once(needed: int, told: int) -> None:
    # Harbor has 120 matured demos of referrals.
    PlanDraft.objects.create(at=HARBOR_NOW, by="pia", study="amount", plan="referral-demo", text="", needed=needed)
    remind(at=HARBOR_NOW)
    remind(at=HARBOR_NOW)
    notices = Notice.objects.filter(what="enough-matured")
    assert [notice.person.key for notice in notices] == ["pia"] * told
    assert all("Now there are 120 or more" in letter(notice, site="")[1] for notice in notices)
