"""An act is logged, gets further, is verified, corrected, withdrawn: by whom it may be, and nothing is ever changed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.correct import correct, restore, retract
from plaudit.activities.find import alike, credited, seen, stands, waiting
from plaudit.activities.history import history, steps
from plaudit.activities.log import New, Reached, log
from plaudit.activities.models import Activity, Milestone, Report
from plaudit.activities.reach import reach
from plaudit.activities.reported import Told, told_by
from plaudit.activities.verify import reject, verify
from plaudit.people.arrive import watermark
from plaudit.people.models import Deed, Notice
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused, Unreadable
from tests.cast import NOW
from tests.site import customers, who

pytestmark = pytest.mark.usefixtures("company", "oak")
DAY = date(2026, 9, 21)
REVIEW = Told("review", DAY, account="oak", person="ada", platform="g2")


@pytest.fixture
def oak() -> None:
    customers("""
        key  name      holder
        oak  Oak Cafe  ben
    """)


def logged(key: str = "review-1", told: Told = REVIEW, by: str = "ada") -> Activity:
    new = New(key, told, Reached("published", date(2026, 9, 28)))
    return log(new, by=who(by), at=NOW, catalogue=BUILT_IN)


def unverified() -> list[str]:
    return [milestone.milestone for milestone in standing(Milestone).filter(verified=False)]


def test_an_act_that_is_logged_waits_to_be_verified() -> None:
    logged()
    assert stands("review-1").kind == "review"
    assert unverified() == ["published"]


def test_logging_the_same_key_twice_adds_nothing() -> None:
    logged()
    before = watermark()
    logged()
    assert (watermark(), Report.objects.count()) == (before, 1)


def test_all_problems_of_an_act_are_told_at_once_and_nothing_is_kept() -> None:
    told = Told("revue", NOW.date() + timedelta(days=1), account="elm", person="ada", amount=-1, url="javascript:x")
    with pytest.raises(Unreadable) as unreadable:
        log(New("x", told), by=who("ada"), at=NOW, catalogue=BUILT_IN)
    assert [problem.path for problem in unreadable.value.problems] == [
        *("kind", "opened_on", "account", "amount", "currency", "url")
    ]
    assert not Activity.objects.exists()


@pytest.mark.parametrize("key", ["zed", "kim", "fay", "amy"])
def test_whoever_takes_no_part_logs_nothing(key: str) -> None:
    with pytest.raises(Refused, match="You log what you"):
        logged(told=Told("review", DAY, account="oak", person=key), by=key)


def test_ada_does_not_log_for_ben() -> None:
    with pytest.raises(Refused, match="You log what you"):
        logged(told=Told("review", DAY, account="oak", person="ben"))


def test_those_who_could_be_paid_are_who_brought_it_and_who_holds_the_account() -> None:
    logged()
    assert credited(stands("review-1")) == {"ada", "ben"}


@pytest.mark.parametrize(("key", "count"), [("mo", 1), ("pia", 1), ("ada", 0), ("ben", 0), ("fay", 0), ("zed", 0)])
def test_who_has_it_in_the_queue(key: str, count: int) -> None:
    logged()
    assert len(waiting(who(key))) == count


def test_the_queue_begins_with_the_oldest_and_ends_where_a_list_is_long_enough() -> None:
    assert [logged(key).key for key in ("first", "second", "third")] == ["first", "second", "third"]
    assert [report.activity_id for report, _ in waiting(who("mo"), most=2)] == ["first", "second"]


def test_the_queue_asks_as_often_however_much_waits() -> None:
    mo = who("mo")
    logged("first")
    with CaptureQueriesContext(connection) as one:
        assert len(waiting(mo)) == 1
    assert [logged(key).key for key in ("second", "third")] == ["second", "third"]
    with CaptureQueriesContext(connection) as three:
        assert len(waiting(mo)) == 3
    assert len(three) == len(one)


def test_mo_verifies_it_and_ada_is_told() -> None:
    logged()
    verify([("review-1", "published")], by=who("mo"), at=NOW)
    assert unverified() == []
    assert [(notice.person.key, notice.what) for notice in Notice.objects.all()] == [("ada", "verified")]


def test_verifying_twice_answers_as_the_first_time() -> None:
    logged()
    verify([("review-1", "published")], by=who("mo"), at=NOW)
    assert verify([("review-1", "published")], by=who("mo"), at=NOW) == []


@pytest.mark.parametrize("key", ["ada", "ben", "fay", "zed"])
def test_nobody_verifies_what_pays_her_or_is_none_of_her_business(key: str) -> None:
    logged()
    with pytest.raises(Refused, match="not yours to verify"):
        verify([("review-1", "published")], by=who(key), at=NOW)


def test_a_bulk_is_verified_whole_or_not_at_all() -> None:
    logged()
    with pytest.raises(Refused, match="no milestone won"):
        verify([("review-1", "published"), ("review-1", "won")], by=who("mo"), at=NOW)
    assert unverified() == ["published"]


def test_a_rejected_milestone_is_gone_and_its_reporter_reads_why() -> None:
    logged()
    reject(("review-1", "published"), "The link is dead.", by=who("mo"), at=NOW)
    assert not standing(Milestone).exists()
    assert Notice.objects.get().about.endswith("The link is dead.")


def test_a_rejection_without_a_reason_is_refused() -> None:
    logged()
    with pytest.raises(Refused, match="Say why"):
        reject(("review-1", "published"), " ", by=who("mo"), at=NOW)


def test_reporting_the_same_day_again_changes_nothing_and_another_day_is_looked_at_again() -> None:
    logged()
    verify([("review-1", "published")], by=who("mo"), at=NOW)
    again = Reached("published", date(2026, 9, 28))
    reach("review-1", again, by=who("ada"), at=NOW, catalogue=BUILT_IN)
    assert unverified() == []
    reach("review-1", Reached("published", date(2026, 9, 29)), by=who("ada"), at=NOW, catalogue=BUILT_IN)
    assert unverified() == ["published"]


def test_a_milestone_before_the_beginning_or_after_today_cannot_be() -> None:
    logged()
    with pytest.raises(Unreadable, match="before it began"):
        reach("review-1", Reached("agreed", DAY - timedelta(days=1)), by=who("ada"), at=NOW, catalogue=BUILT_IN)
    with pytest.raises(Unreadable, match="has not come yet"):
        reach("review-1", Reached("agreed", date(2026, 10, 7)), by=who("ada"), at=NOW, catalogue=BUILT_IN)


def test_a_correction_that_moves_money_is_verified_anew() -> None:
    logged()
    verify([("review-1", "published")], by=who("mo"), at=NOW)
    told = Told("review", DAY, account="oak", person="ada", platform="capterra")
    correct("review-1", told, by=who("ada"), at=NOW, catalogue=BUILT_IN)
    assert (stands("review-1").platform, unverified()) == ("capterra", ["published"])


def test_a_corrected_title_leaves_what_was_verified() -> None:
    logged()
    verify([("review-1", "published")], by=who("mo"), at=NOW)
    told = Told("review", DAY, account="oak", person="ada", platform="g2", title="Five stars from Oak")
    correct("review-1", told, by=who("ada"), at=NOW, catalogue=BUILT_IN)
    assert (told_by(stands("review-1")).title, unverified()) == ("Five stars from Oak", [])


def test_ben_does_not_correct_what_ada_brought() -> None:
    logged()
    with pytest.raises(Refused, match="Who brought it may correct it"):
        correct("review-1", REVIEW, by=who("ben"), at=NOW, catalogue=BUILT_IN)


def test_a_withdrawn_act_can_be_restored_by_who_withdrew_it() -> None:
    logged()
    retract("review-1", "Logged twice.", by=who("ada"), at=NOW)
    with pytest.raises(Refused, match="There is no activity"):
        stands("review-1")
    restore("review-1", by=who("ada"), at=NOW)
    assert stands("review-1").platform == "g2"


def test_the_history_tells_everything_in_order() -> None:
    logged()
    verify([("review-1", "published")], by=who("mo"), at=NOW)
    retract("review-1", "Logged twice.", by=who("ada"), at=NOW)
    assert [(said.by, said.what) for said in history("review-1")] == [
        *(("ada", "told"), ("ada", "reached"), ("mo", "verified"), ("ada", "retracted"))
    ]


def test_each_deed_stands_in_the_journal() -> None:
    logged()
    verify([("review-1", "published")], by=who("mo"), at=NOW)
    assert [(deed.by, deed.did) for deed in Deed.objects.order_by("pk")] == [("ada", "logged"), ("mo", "verified")]


@pytest.mark.parametrize(
    ("key", "count"), [("ada", 1), ("ben", 1), ("mo", 1), ("pia", 1), ("fay", 1), ("kim", 1), ("amy", 0), ("zed", 0)]
)
def test_who_sees_an_act_that_ada_brought_for_an_account_that_ben_holds(key: str, count: int) -> None:
    logged()
    assert seen(who(key)).count() == count


def test_an_act_of_the_same_kind_for_the_account_in_the_same_month_looks_alike() -> None:
    logged()
    assert [report.activity_id for report in alike("review", "oak", DAY + timedelta(days=30))] == ["review-1"]
    assert not alike("review", "oak", DAY + timedelta(days=31)).exists()


def test_an_end_says_why_and_each_step_how_long_it_took() -> None:
    told = Told("csql", DAY, account="oak", person="ada")
    log(New("csql-1", told, Reached("logged", DAY)), by=who("ada"), at=NOW, catalogue=BUILT_IN)
    rejected = DAY + timedelta(days=4)
    with pytest.raises(Unreadable, match="without a reason"):
        reach("csql-1", Reached("rejected", rejected), by=who("ada"), at=NOW, catalogue=BUILT_IN)
    ended = Reached("rejected", rejected, because="No budget this year.")
    reach("csql-1", ended, by=who("ada"), at=NOW, catalogue=BUILT_IN)
    assert [(step.milestone, step.took, step.because) for step in steps(stands("csql-1"))] == [
        *(("logged", 0, ""), ("rejected", 4, "No budget this year."))
    ]
