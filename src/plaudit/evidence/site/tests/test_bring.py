"""An answer is made once for what is known, told as lagging where there is much, and never by two at a time."""

from datetime import timedelta

import pytest
from django.db import transaction

from plaudit.activities.models import Target
from plaudit.earnings.runs.claim import BeingCalculated
from plaudit.evidence.site.bring import answer, awaited, bring, forget, lagging, last, quietly
from plaudit.evidence.site.look_again import answer_first, look_again
from plaudit.evidence.site.models import Answered
from plaudit.people.arrive import arrive
from plaudit.values.refused import Refused
from tests.site import HARBOR_NOW as NOW

pytestmark = pytest.mark.usefixtures("harbor")
FORECAST = "Of 37 open leads 14.0 demos are to come (80 %: 11 to 17)."


def a_target_is_said_in_two_ways() -> None:
    with transaction.atomic():
        told = arrive("test", by="pia", at=NOW).stamp
        for period, target in (("2026-Q2", "8"), ("2026-04-01/2026-07-01", "9")):
            Target.objects.create(incentive="advocacy-assets", person_id="ada", period=period, target=target, **told)


def something_arrives() -> None:
    with transaction.atomic():
        arrive("test", by="pia", at=NOW)


def test_it_is_made_once_for_what_is_known() -> None:
    first = bring("forecast", {}, at=NOW)
    assert first.document["answers"][0]["says"] == FORECAST
    again = bring("forecast", {"channel": "referral"}, at=NOW + timedelta(hours=1))
    # What is usual may be said or not: it is the same question.
    assert (again.pk, again.answered_at) == (first.pk, NOW)


def test_what_arrives_makes_it_anew() -> None:
    before = bring("forecast", {}, at=NOW).watermark
    something_arrives()
    later = bring("forecast", {}, at=NOW + timedelta(hours=1))
    assert (later.watermark, later.answered_at) == (before + 1, NOW + timedelta(hours=1))


def test_in_a_large_company_the_worker_makes_it_anew() -> None:
    before = bring("forecast", {}, at=NOW).watermark
    something_arrives()
    shown = bring("forecast", {}, at=NOW, small=0)
    assert (shown.watermark, shown.lags) == (before, True)
    (behind,) = lagging()
    answer(behind, at=NOW)
    assert not bring("forecast", {}, at=NOW, small=0).lags


def test_two_do_not_make_the_same_answer() -> None:
    kept = bring("forecast", {}, at=NOW)
    something_arrives()
    Answered.objects.filter(pk=kept.pk).update(begun_at=NOW - timedelta(minutes=1))
    with pytest.raises(BeingCalculated):
        bring("forecast", {}, at=NOW)
    assert quietly("forecast", {}, at=NOW) is None
    # Who began a quarter of an hour ago was killed.
    assert bring("forecast", {}, at=NOW + timedelta(minutes=15)).watermark == kept.watermark + 1


def test_what_a_plan_costs_is_left_to_the_worker() -> None:
    asked = bring("simulate", {"draws": "100", "alone": "0"}, at=NOW)
    assert (asked.text, asked.settings["program"]) == ("", "harbor-advocacy")
    # The program published last is the usual one: it is the same question.
    assert bring("simulate", {"draws": "100", "alone": "0", "program": "harbor-advocacy"}, at=NOW).pk == asked.pk
    assert ([each.pk for each in awaited()], lagging()) == ([asked.pk], [])
    answer(asked, at=NOW)
    kept = bring("simulate", {"draws": "100", "alone": "0"}, at=NOW)
    assert (kept.document["answers"][0]["name"], kept.done, kept.lags, awaited()) == ("simulate: cost", 0, False, [])


def test_facts_that_no_calculation_can_take_are_told_without_a_name_and_stop_no_worker() -> None:
    bring("simulate", {"draws": "100", "alone": "0"}, at=NOW)
    a_target_is_said_in_two_ways()
    answer_first(NOW)
    (refused,) = bring("simulate", {"draws": "100", "alone": "0"}, at=NOW).document["refusals"]
    assert refused["what_is_missing"].startswith("Some facts cannot be taken as they are")
    assert "ada" not in str(refused)


def test_what_the_worker_refuses_is_told_later() -> None:
    answer(bring("simulate", {"budget": "much"}, at=NOW), at=NOW)
    (refused,) = bring("simulate", {"budget": "much"}, at=NOW).document["refusals"]
    assert refused["what_is_missing"] == "--set budget=much: write a plain number such as 0.25 or 25%."


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("nothing", "There is no program nothing."),
        ("draft:7", "There is no draft 7."),
        ("draft:x", "There is no draft x."),
    ],
)
def test_a_program_that_is_not_there_is_refused_at_once(named: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        bring("simulate", {"program": named}, at=NOW)
    assert not Answered.objects.exists()


def test_one_worker_makes_a_long_answer() -> None:
    asked = bring("simulate", {}, at=NOW)
    Answered.objects.filter(pk=asked.pk).update(begun_at=NOW)
    with pytest.raises(BeingCalculated):
        answer(asked, at=NOW)


def test_settings_that_are_refused_leave_nothing_behind() -> None:
    with pytest.raises(Refused, match="write a plain number"):
        bring("amount", {"value": "much"}, at=NOW)
    assert not Answered.objects.exists()


def test_the_worker_answers_what_nobody_has_asked_and_forgets_what_nobody_asks() -> None:
    look_again(NOW)
    assert last("forecast", {}) is not None
    assert last("gaming", {}) is not None
    forget(NOW + timedelta(days=91))
    assert last("forecast", {}) is None
