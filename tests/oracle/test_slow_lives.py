"""When an incentive begins, ends and begins again: versions that drop it, take it up later or never start it."""

from pathlib import Path

import pytest

from tests.oracle.both import agreed
from tests.oracle.small_worlds import amended, lines, race, told, units, write_version

QUARTERLY = "window: quarter, counts: {activity: referral, milestone: demo}"
MONTHLY = "window: month, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
YEARLY = "window: year, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
DEMOS = "{title: Demos, counts: {activity: referral, milestone: demo}, target: 3}"
REVIEWS = "{title: Reviews, counts: {activity: review, milestone: published}, target: 3}"
PAID_BY_SCORE = "pays: {at_target: 1000.00, curve: [[0, 0], [1, 1]], between: line}"
OKR = "key: goals, kind: okr, window: quarter, objective: Advocacy"
THREE_DEMOS_AND_A_REVIEW = """
    key  kind      person  demo        published
    a1   referral  ada     2026-07-06  -
    a2   referral  ada     2026-07-06  -
    a3   referral  ada     2026-07-06  -
    r1   review    ada     -           2026-09-06
"""


def test_an_incentive_that_a_version_drops_before_its_first_day_is_promised_to_nobody(tmp_path: Path) -> None:
    kept = f"key: kept, kind: bounty, {MONTHLY}"
    before = f"{kept}\nkey: never, kind: bounty, {MONTHLY}, effective: {{from: 2026-08-10}}"

    said = amended(tmp_path, before, kept, "2026-08-01", acts=race(ada="06"))

    assert set(units(said, "incentive")) == {"ada kept", "ben kept"}
    assert lines(said, "ada", "earned") == ["a1 100.00"]


def test_a_draw_is_nobodys_before_the_first_day_of_the_incentive(tmp_path: Path) -> None:
    later = f"key: later, kind: bounty, {YEARLY}, effective: {{from: 2026-09-01}}, draw: 100.00"

    said = told(tmp_path, later, period="2026-08")

    assert units(said, "earned") == []


def test_a_guarantee_is_nobodys_before_the_first_day_of_the_incentive(tmp_path: Path) -> None:
    later = f"key: later, kind: bounty, {YEARLY}, effective: {{from: 2026-09-01}}, guarantee: 100.00"

    said = told(tmp_path, later, period="2026-08")

    assert units(said, "earned") == []


def test_a_window_that_restarts_may_have_another_name_and_other_days_and_run_through(tmp_path: Path) -> None:
    before = f"key: demos, kind: bounty, title: Demos, {QUARTERLY}, pays: {{each: 100.00}}"
    after = (
        f"key: demos, kind: bounty, title: Calls, {QUARTERLY}, pays: {{each: 100.00}}, on_change: restart, "
        "effective: {from: 2026-07-01}"
    )

    said = amended(tmp_path, before, after, "2026-08-01", acts=race(ada="06"))

    assert units(said, "window", "earned") == ["ada 2026-07-01/2026-10-01 100.00", "ben 2026-07-01/2026-10-01 0.00"]
    assert lines(said, "ada", "earned") == ["a1 100.00"]


def test_key_results_of_the_windows_last_day_count_what_was_done_before_they_were_written(tmp_path: Path) -> None:
    before, after = (f"{OKR}, key_results: [{each}], {PAID_BY_SCORE}" for each in (DEMOS, REVIEWS))

    said = amended(tmp_path, before, after, "2026-08-16", acts=THREE_DEMOS_AND_A_REVIEW)

    assert units(said, "score", "earned") == ["ada 0.3333 333.33", "ben 0 0.00"]


def test_key_results_in_another_order_count_the_same(tmp_path: Path) -> None:
    before = f"{OKR}, key_results: [{DEMOS}, {REVIEWS}], {PAID_BY_SCORE}"
    after = f"{OKR}, key_results: [{REVIEWS}, {DEMOS}], {PAID_BY_SCORE}"

    said = amended(tmp_path, before, after, "2026-08-16", acts=THREE_DEMOS_AND_A_REVIEW)

    assert units(said, "score", "earned") == ["ada 0.6667 666.67", "ben 0 0.00"]


def test_acts_of_a_score_are_filtered_by_the_version_of_their_day(tmp_path: Path) -> None:
    before = f"{OKR}, key_results: [{DEMOS}], {PAID_BY_SCORE}"

    said = amended(
        tmp_path, before, f"{before}, where: {{segment: none}}", "2026-08-16", acts=THREE_DEMOS_AND_A_REVIEW,
        accounts="""
            key   name  segment
            acme  Acme  small
        """,
    )  # fmt: skip

    assert units(said, "score") == ["ada 1", "ben 0"]


def test_a_month_between_two_versions_that_have_an_incentive_is_no_window_of_it(tmp_path: Path) -> None:
    kept = f"key: kept, kind: bounty, {YEARLY}"
    assert amended(tmp_path, f"{kept}\nkey: demos, kind: bounty, {MONTHLY}, guarantee: 50.00", kept, "2026-08-01")
    write_version(tmp_path / "alone", 3, "2026-09-01", f"{kept}\nkey: demos, kind: bounty, {MONTHLY}, guarantee: 50.00")

    said = agreed(tmp_path / "alone" / "plan", tmp_path / "alone", "2026-Q3")

    assert lines(said, "ada", "on", "earned") == [
        "guarantee 2026-07-31 50.00",
        "guarantee 2026-09-30 50.00",
    ]


LEFT_IN_JULY = """
    key  name  role  ends_on
    ada  Ada   csm   2026-07-31
    ben  Ben   csm   -
"""
IN_AUGUST = """
    key  kind      person  demo
    a1   referral  ada     2026-08-05
"""


def test_what_was_opened_before_she_left_earns_behind_an_open_gate(tmp_path: Path) -> None:
    demos = f"key: demos, kind: bounty, {MONTHLY}, leavers: paid, requires: {{metric: nps, at_least: 40}}"
    metrics = """
        person  metric  period   value
        ada     nps     2026-08  50
        ben     nps     2026-08  50
    """

    said = told(tmp_path, demos, acts=IN_AUGUST, people=LEFT_IN_JULY, metrics=metrics, period="2026-08")

    assert units(said, "earned") == ["ada 100.00", "ben 0.00"]


def test_a_gate_of_who_left_reads_what_she_opened_before(tmp_path: Path) -> None:
    both = f"""key: calls, kind: bounty, {MONTHLY}, leavers: paid
        key: demos, kind: bounty, {MONTHLY}, leavers: paid, requires: {{incentive: calls, measure: 1}}"""

    said = told(tmp_path, both, acts=IN_AUGUST, people=LEFT_IN_JULY, period="2026-08")

    assert lines(said, "ada", "earned") == ["a1 100.00", "a1 100.00"]


def test_the_metric_of_who_left_is_asked_for_where_an_act_of_hers_earns(tmp_path: Path) -> None:
    demos = f"key: demos, kind: bounty, {MONTHLY}, leavers: paid, requires: {{metric: nps, at_least: 40}}"
    metrics = """
        person  metric  period   value
        ben     nps     2026-08  50
    """
    world = {"people": LEFT_IN_JULY, "metrics": metrics, "period": "2026-08"}

    hers = told(tmp_path / "hers", demos, acts=IN_AUGUST, **world)
    his = told(tmp_path / "his", demos, acts=IN_AUGUST.replace("ada", "ben"), **world)

    assert units(hers, "earned") == ["ada None", "ben 0.00"]
    assert units(his, "earned") == ["ben 100.00"]


def test_days_count_by_whom_the_version_of_each_covers(tmp_path: Path) -> None:
    demos = f"key: demos, kind: bounty, {QUARTERLY}, pays: {{each: 100.00}}, guarantee: 92.00, prorate: days"

    said = amended(
        tmp_path, f"{demos}, covers: {{people: [ada]}}", f"{demos}, covers: {{people: [ada, ben]}}", "2026-09-01"
    )

    assert units(said, "earned") == ["ada 92.00", "ben 30.00"]


def test_a_version_to_come_hides_nobody_it_covers_no_more(tmp_path: Path) -> None:
    champions = "key: champions, kind: champions, window: quarter, pays: {each: 10.00}"

    said = amended(
        tmp_path, f"{champions}, covers: {{people: [ada]}}", f"{champions}, covers: {{people: [ben]}}", "2026-09-01",
        period="2026-08",
    )  # fmt: skip

    assert units(said, "earned") == ["ada 0.00", "ben 0.00"]


def test_who_is_covered_by_name_is_covered_between_two_positions(tmp_path: Path) -> None:
    named = f"key: named, kind: bounty, {QUARTERLY}, pays: {{each: 100.00}}, covers: {{people: [ada]}}"
    by_role = f"key: by_role, kind: bounty, {QUARTERLY}, pays: {{each: 100.00}}"
    positions = """
        person  role  from        to
        ada     csm   2026-01-01  2026-07-06
        ada     csm   2026-08-01  -
    """

    said = told(tmp_path, f"{named}\n{by_role}", acts=race(ada="05 06"), positions=positions)

    assert lines(said, "ada", "earned", "limit") == [
        "a1 100.00 None",
        "a2 100.00 None",
        "a1 100.00 None",
        "a2 0.00 not-covered",
    ]


def test_the_window_before_is_measured_by_the_version_of_the_last_day_of_the_one_that_improves(tmp_path: Path) -> None:
    climbers = f"key: climbers, kind: contest, {QUARTERLY}, measure: improvement, prizes: [50.00]"
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-05-04
        a2   referral  ada     2026-09-07
        a3   referral  ada     2026-09-08
    """

    said = amended(
        tmp_path,
        f"{climbers}, covers: {{people: [ben]}}, effective: {{from: 2026-08-01}}",
        f"{climbers}, covers: {{people: [ada, ben]}}",
        "2026-09-01",
        acts=acts,
    )

    assert units(said, "measure", "earned") == ["ada 1 50.00", "ben 0 0.00"]


@pytest.mark.parametrize(
    ("ends_on", "earned"),
    [
        # No day of hers to prorate by: half of the whole target.
        ("2026-06-30", "ben 2 0.5 50.00"),
        # 23 of 92 days: a quarter of the target and of the pay at it, which goes on beyond.
        ("2026-07-23", "ben 0.5 2 50.00"),
    ],
)
def test_a_window_without_a_day_of_a_leaver_is_not_prorated(tmp_path: Path, ends_on: str, earned: str) -> None:
    quota = (
        "key: demos, kind: quota, window: quarter, leavers: paid, prorate: days, target: 2, counts:"
        " {activity: referral, milestone: demo},"
        " pays: {at_target: 100.00, curve: [[0, 0], [1, 1]], beyond: extend, between: line}"
    )
    people = f"key  name  role  ends_on\nada  Ada   csm   -\nben  Ben   csm   {ends_on}"
    said = told(tmp_path, quota, race(ben="31"), people=people)
    assert units(said, "target", "attainment", "earned")[1:] == [earned]
