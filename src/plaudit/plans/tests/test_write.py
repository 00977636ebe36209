from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaudit.plans.amend import Written, amend
from plaudit.plans.incentive import Span
from plaudit.plans.plan import Calendar
from plaudit.plans.read import read
from plaudit.plans.write import write
from plaudit.values.refused import Refused

TEXT = """\
# Agreed with finance in December.
plan: small
title: Small            # for the statement
currency: USD
budget: 40000.00
incentives:
  # The one that everybody knows.
  - key: demos          # do not rename
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}   # step up

  - {key: more, kind: bounty, window: quarter, counts: {activity: review, milestone: published}, pays: {each: 5.00}}
"""


def test_a_plan_that_was_not_changed_is_its_own_text() -> None:
    assert write(read(TEXT)) == TEXT


def test_what_is_changed_in_the_head_changes_its_line_and_no_other() -> None:
    written = write(replace(read(TEXT), title="Smaller", version=2, budget=None))
    assert written == TEXT.replace("title: Small ", "title: Smaller ").replace("budget: 40000.00\n", "").replace(
        "incentives:", "version: 2\nincentives:"
    )


def test_every_key_of_the_head_can_be_changed() -> None:
    changed = replace(
        read(TEXT),
        key="other",
        version=7,
        title='Says: "yes" # no',
        calendar=Calendar("Europe/Berlin", 4, "start"),
        budget=123456,
        recover=Fraction(1, 3),
        rates="window_end",
        review_on=date(2026, 11, 15),
        variable_pay=1200000,
        sign_off="required",
    )
    assert read(write(changed)) == changed


def test_incentives_follow_the_head_in_what_they_take_over() -> None:
    changed = replace(read(TEXT), effective=Span(date(2026, 1, 1), date(2027, 1, 1)), leavers="paid", late=30)
    written = read(write(changed))
    assert (written.effective, written.leavers, written.late) == (changed.effective, "paid", 30)
    assert [incentive.leavers for incentive in written.incentives] == ["paid", "paid"]


def test_an_incentive_is_changed_in_its_text_only() -> None:
    plan = read(TEXT)
    with pytest.raises(Refused, match="`demos` is not what the plan's text says"):
        write(replace(plan, incentives=(replace(plan.incentives[0], title="Other"), plan.incentives[1])))
    with pytest.raises(Refused, match="The plan's text has other incentives"):
        write(replace(plan, incentives=plan.incentives[:1]))


titles = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "), min_size=1)


@settings(deadline=None)
@given(titles.filter(str.strip))
def test_any_title_survives_being_written(title: str) -> None:
    changed = replace(read(TEXT), title=title)
    assert read(write(changed)).title == title


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        ("incentives[0].pays.rates[1].each", "160.00", "{each: 150.00}", "{each: 160.00}"),
        ("incentives[0].window", "month", "    window: quarter\n", "    window: month\n"),
        ("incentives[1].pays", "none", "pays: {each: 5.00}", "pays: none"),
        (
            "incentives[1].limits",
            {"per_person": "9.00"},
            "pays: {each: 5.00}}",
            "pays: {each: 5.00}, limits: {per_person: 9.00}}",
        ),
        ("incentives[1].window", None, "kind: bounty, window: quarter, ", "kind: bounty, "),
        ("incentives[1].pays", None, ", pays: {each: 5.00}}", "}"),
        ("incentives[0].kind", None, "    kind: bounty\n", ""),
        ("incentives[0].key", None, "- key: demos          # do not rename\n    kind", "- kind"),
        ("incentives[0].title", "Demos", "   # step up\n", "   # step up\n    title: Demos\n"),
        ("incentives[0].counts.activity", ["a", "b c"], "{activity: referral,", "{activity: [a, b c],"),
        ("title", "null", "title: Small ", 'title: "null" '),
    ],
)
def test_a_text_is_changed_at_one_place_and_nowhere_else(
    path: str, value: Written | None, before: str, after: str
) -> None:
    assert TEXT.count(before) == 1
    assert amend(TEXT, {path: value}) == TEXT.replace(before, after)


def test_a_value_on_lines_below_its_key_is_replaced_whole() -> None:
    text = (
        "plan: x\nincentives:\n  - key: a\n    limits:\n      per_person: 5.00\n      budget: 9.00\n    kind: bounty\n"
    )
    assert amend(text, {"incentives[0].limits": {"per_person": "6.00"}}) == (
        "plan: x\nincentives:\n  - key: a\n    limits: {per_person: 6.00}\n    kind: bounty\n"
    )


def test_a_key_that_is_not_there_need_not_be_taken_away() -> None:
    assert amend(TEXT, {"review_on": None}) == TEXT


def test_several_places_are_changed_one_after_the_other() -> None:
    assert amend("plan: x\ntitle: y\n", {"plan": "a longer key", "title": "z"}) == "plan: a longer key\ntitle: z\n"
