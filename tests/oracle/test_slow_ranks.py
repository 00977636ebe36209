"""The slow oracle, checked by hand: levels, scores, floors, closes, versions and grants."""

from pathlib import Path

import pytest

from tests.oracle.small_worlds import HEAD, PEOPLE, Json, amended, lines, race, told, units

CONTEST = "key: top, kind: contest, window: quarter, counts: {activity: referral, milestone: demo}"
DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}"


# --- levels ---

BOOKS = """
    account  person  from        share
    acme     ada     2026-01-01  0.5
    acme     ben     2026-01-01  0.5
    birch    ada     2026-01-01  1
"""

CHAMPIONS = "key: champs, kind: champions, window: quarter, pays: {each: 250.00}"


def test_champions_of_the_last_day_count_by_share(tmp_path: Path) -> None:
    champions = "account  from  to\nacme  2026-09-30  2026-10-01\nbirch  2026-07-01  2026-09-30"
    said = told(tmp_path, CHAMPIONS, holdings=BOOKS, champions=champions)
    assert lines(said, "ada", "on", "quantity", "earned") == ["level 2026-09-30 0.5 125.00"]
    assert units(said, "measure", "earned") == ["ada 0.5 125.00", "ben 0.5 125.00"]


def test_the_average_of_champions_by_day(tmp_path: Path) -> None:
    champions = "account  from  to\nacme  2026-09-30  2026-10-01\nbirch  2026-07-01  2026-09-30"
    said = told(tmp_path, CHAMPIONS + ", level: average", holdings=BOOKS, champions=champions)
    # (91 x 1 + 0.5) / 92 = 0.994565; 0.5 / 92 = 0.005435. 250 x 0.994565 = 248.64125; 250 x 0.005435 = 1.35875.
    assert units(said, "measure", "earned") == ["ada 0.994565 248.64", "ben 0.005435 1.36"]


def test_the_average_is_of_days_on_which_an_account_was_both_held_and_a_champion(tmp_path: Path) -> None:
    holdings = """
        account  person  from        to
        acme     ada     2026-07-11  2026-07-21
        birch    ben     2026-08-22  -
    """
    champions = """
        account  from        to
        acme     2026-07-01  2026-07-16
        birch    2026-08-12  -
    """
    plan = CHAMPIONS + ", level: average"
    said = told(tmp_path, plan, holdings=holdings, champions=champions, period="2026-08")
    # Of the 62 days so far five for Ada, 11 to 15 July, and ten for Ben, from 22 August on: 0.080645 and 0.161290.
    assert units(said, "final", "measure") == ["ada False 0.080645", "ben False 0.16129"]


def test_champions_may_be_filtered_by_what_the_account_is(tmp_path: Path) -> None:
    accounts = "key    name   segment\nacme   Acme   enterprise\nbirch  Birch  small"
    champions = "account  from\nacme  2026-07-01\nbirch  2026-07-01"
    plan = CHAMPIONS + ", where: {segment: [enterprise]}"
    said = told(tmp_path, plan, holdings=BOOKS, champions=champions, accounts=accounts)
    # Ada holds half of Acme and all of Birch.
    assert units(said, "measure", "earned") == ["ada 0.5 125.00", "ben 0.5 125.00"]


def test_a_metric_is_a_level_of_its_very_window(tmp_path: Path) -> None:
    plan = "key: nps, kind: quota, window: quarter, measure: {metric: nps}, pays: {steps: [{at: 40, pay: 500.00}]}"
    metrics = """
        person  metric  period                 value
        ada     nps     2026-07-01/2026-10-01  40
        ben     nps     2026-07                50
    """
    said = told(tmp_path, plan, metrics=metrics)
    assert units(said, "measure", "earned") == ["ada 40 500.00", "ben None None"]


def test_a_running_window_shows_a_preview(tmp_path: Path) -> None:
    champions = "account  from\nacme  2026-08-31"
    said = told(tmp_path, CHAMPIONS, holdings=BOOKS, champions=champions, period="2026-08")
    assert units(said, "final", "earned")[0] == "ada False 125.00"
    assert lines(said, "ada", "on") == ["level 2026-09-30"]


# --- targets and scores ---

QUOTA = (
    "key: quota, kind: quota, window: quarter, counts: {activity: referral, milestone: demo},"
    " pays: {at_target: 100.00, curve: [[0, 0], [1, 1]], between: line}"
)
EACH_TEN = QUOTA.split(", pays", maxsplit=1)[0] + ", pays: {each: 10.00}"
TARGETS = """
    incentive  person  period   target  pay
    quota      ada     2026-Q3  4       300.00
    quota      ben     2026     4       300.00
"""


def test_the_row_of_the_very_window_else_the_plans_target(tmp_path: Path) -> None:
    said = told(tmp_path, QUOTA + ", target: 2", race(ada="1", ben="1"), targets=TARGETS)
    assert units(said, "target", "earned") == ["ada 4 75.00", "ben 2 50.00"]


def test_no_target_and_a_target_of_nothing_are_problems(tmp_path: Path) -> None:
    said = told(tmp_path, QUOTA, race(ada="1", ben="1"), targets=TARGETS.replace("4       300", "0       300", 1))
    assert units(said, "earned") == ["ada None", "ben None"]


STORIES = (
    "key: stories, kind: okr, window: quarter, objective: Stories, key_results: ["
    "{title: Three, counts: {activity: [case_study], milestone: published}, target: 3},"
    " {title: Faster, metric: days, start: 30, target: 10, weight: 3}]"
)


@pytest.mark.parametrize(
    ("days", "score"), [("31", "0.0833"), ("30", "0.0833"), ("25", "0.2708"), ("10", "0.8333"), ("9", "0.8333")]
)
def test_a_key_result_is_clamped_between_start_and_target(tmp_path: Path, days: str, score: str) -> None:
    # One of three stories, weight 1 of 4: 0.0833333333; five days of twenty, weight 3 of 4: 0.1875 more.
    acts = "key  kind  person  published\nc  case_study  ada  2026-07-01"
    said = told(tmp_path, STORIES, acts, metrics=f"person  metric  period  value\nada  days  2026-Q3  {days}")
    assert units(said, "score", "earned") == [f"ada {score} 0.00", "ben None None"]
    assert [line[:12] for line in lines(said, "ada", "quantity")] == [f"score {score}"]


def test_the_mean_of_scores_is_rounded_once_more(tmp_path: Path) -> None:
    okr = (
        "key: halves, kind: okr, window: quarter, objective: Half, key_results: ["
        "{title: All, metric: nps, target: 3}, {title: Two thirds, metric: use, target: 3}]"
    )
    metrics = "person  metric  period   value\nada  nps  2026-Q3  3\nada  use  2026-Q3  2"
    # 1 and 0.666666666667: their mean ends in half of the last digit, and is rounded away from zero.
    assert lines(told(tmp_path, okr, metrics=metrics), "ada", "quantity") == ["score 0.833333333334"]


INDEX = (
    "key: index, kind: index, window: quarter, metrics: ["
    "{counts: {activity: [review], milestone: published}, target: 2, weight: 0.5},"
    " {metric: nps, shape: [[30, 0], [40, 1], [60, 1.5]], weight: 0.3}, {metric: use, target: 0.5, weight: 0.2}],"
    " pays: {at_target: 1000.00, curve: [[0.5, 0], [1, 1]], between: line}"
)


@pytest.mark.parametrize(
    ("nps", "use", "score", "earned"),
    [
        ("40", "0.5", "0.75", "500.00"),  # 0.25 + 0.3 + 0.2
        ("50", "9", "1.025", "1000.00"),  # 0.25 + 0.3 x 1.25 + 0.2 x 2, past the last point
        ("70", "-1", "0.7", "400.00"),  # 0.25 + 0.3 x 1.5 + 0
        ("33", "0.4", "0.5", "0.00"),  # 0.25 + 0.09 + 0.16
    ],
)
def test_an_index_counts_references_and_caps_its_parts(
    tmp_path: Path, nps: str, use: str, score: str, earned: str
) -> None:
    acts = "key  kind  person  published\nv  review  ada  2026-07-01"
    metrics = f"person  metric  period  value\nada  nps  2026-Q3  {nps}\nada  use  2026-Q3  {use}"
    said = told(tmp_path, INDEX, acts, metrics=metrics)
    assert units(said, "score", "earned")[0] == f"ada {score} {earned}"


# Beside an incentive that pays in parts, room is given to acts in another way.
IN_PARTS = (
    "\nkey: calls, kind: bounty, window: quarter, counts: {activity: call_showcase}, pays: {each: 1.00},"
    " earns: [{milestone: agreed, part: 50%}, {milestone: delivered, part: 50%}]"
)


WITH_ROOM = f"\n{DEMOS}, pays: {{each: 1.00}}, limits: {{per_account: 1}}"


@pytest.mark.parametrize("beside", ["", IN_PARTS, WITH_ROOM])
def test_each_part_of_a_score_has_room_of_its_own(tmp_path: Path, beside: str) -> None:
    index = (
        "key: index, kind: index, window: quarter, limits: {per_account: 1}, metrics: ["
        "{counts: {activity: [review], milestone: published}, target: 1, weight: 0.5},"
        " {counts: {activity: [video], milestone: published}, target: 2, weight: 0.5}],"
        " pays: {at_target: 1000.00, curve: [[0, 0], [1, 1]], between: line}"
    )
    acts = """
        key  kind    person  account  published
        r    review  ada     acme     2026-07-01
        v    video   ada     acme     2026-07-02
        w    video   ada     acme     2026-07-03
    """
    said = told(tmp_path, index + beside, acts)
    # One review of one and one video of two; the second video finds the room of videos taken.
    assert units(said, "score", "earned")[0] == "ada 0.75 750.00"


@pytest.mark.parametrize(("use", "earned"), [("0.5", "100.00"), ("0.499", "0.00")])
@pytest.mark.parametrize("read", ["measure", "attainment"])
def test_a_gate_may_read_a_score(tmp_path: Path, read: str, use: str, earned: str) -> None:
    gated = f"{DEMOS}, pays: {{each: 100.00}}, requires: {{incentive: index, {read}: 0.75}}"
    acts = """
        key  kind      person  demo        published
        v    review    ada     -           2026-07-01
        r    referral  ada     2026-07-02  -
        b    referral  ben     2026-07-02  -
    """
    metrics = f"""
        person  metric  period   value
        ada     nps     2026-Q3  40
        ada     use     2026-Q3  {use}
        ben     nps     2026-Q3  30
        ben     use     2026-Q3  {use}
    """
    said = told(tmp_path, f"{INDEX}\n{gated}", acts, metrics=metrics)
    # Ada has 0.25 + 0.3 and 0.2 x use / 0.5, Ben neither review nor nps.
    assert [each for each in units(said, "incentive", "earned") if "demos" in each] == [
        f"ada demos {earned}",
        "ben demos 0.00",
    ]


def test_awards_are_no_money(tmp_path: Path) -> None:
    plan = (
        "key: thanks, kind: recognition, window: quarter, counts: {activity: [referral], milestone: demo},"
        " awards: [{at: 1, badge: First}, {at: 2, gift: Dinner, value: 150.00}, {at: 3, badge: Third}]"
    )
    said = told(tmp_path, plan, race(ada="1 2"))
    assert lines(said, "ada", "after", "earned") == ["a1 1 0.00", "a2 2 0.00"]
    assert said["people"][0]["incentives"][0]["awards"] == [
        {"at": "1", "badge": "First", "gift": None, "value": None},
        {"at": "2", "badge": None, "gift": "Dinner", "value": "150.00"},
    ]


# --- floors, grants, closes, versions ---


def test_a_guarantee_fills_up_what_limits_left(tmp_path: Path) -> None:
    plan = DEMOS + ", pays: {each: 100.00}, limits: {per_person: 150.00}, guarantee: 180.00"
    said = told(tmp_path, plan, race(ada="1 2"))
    assert lines(said, "ada", "earned") == ["a1 100.00", "a2 50.00", "guarantee 30.00"]
    assert units(said, "earned") == ["ada 180.00", "ben 180.00"]


@pytest.mark.parametrize(
    ("draw", "months"),
    [
        # January to May at 100.00 a month; earned 0, 150, 300, 0, 50.
        # S: 100, 50, -150, -50, 0; least so far: 0, 0, -150, -150, -150; B: 100, 50, 0, 100, 150.
        ("100.00", ["draw 100.00", "draw -50.00", "draw -50.00", "draw 100.00", "draw 50.00"]),
        # May is the last month: what is left of April's 100 is taken.
        (
            "{amount: 100.00, leftover: recover}",
            ["draw 100.00", "draw -50.00", "draw -50.00", "draw 100.00", "draw -100.00"],
        ),
    ],
)
def test_a_draw_is_an_advance(tmp_path: Path, draw: str, months: list[str]) -> None:
    acts = "key  kind  person  amount  won" + "".join(
        f"\nd{month}  csql  ada  {amount}  2026-{month}-15" for month, amount in [("02", 150), ("03", 300), ("05", 50)]
    )
    plan = (
        "key: deals, kind: commission, window: month, counts: {activity: csql, milestone: won}, pays: {rate: 100%},"
        f" draw: {draw}"
    )
    head = HEAD.replace("to: 2027-01-01", "to: 2026-06-01")
    said = told(tmp_path, plan, acts, people="key  name  role\nada  Ada  csm", head=head, period="2026-H1")
    assert [line for line in lines(said, "ada", "earned") if line.startswith("draw")] == months


def test_what_is_even_has_no_line(tmp_path: Path) -> None:
    guaranteed = told(tmp_path / "floor", DEMOS + ", pays: {each: 100.00}, guarantee: 200.00", race(ada="1 2"))
    monthly = DEMOS.replace("quarter", "month") + ", pays: {each: 100.00}, draw: 100.00"
    drawn = told(tmp_path / "draw", monthly, race(ada="1"), head=HEAD.replace("2026-01-01", "2026-07-01"))
    assert lines(guaranteed, "ada", "earned") == ["a1 100.00", "a2 100.00"]
    assert lines(drawn, "ada", "on", "earned") == [
        "a1 2026-07-01 100.00",
        "draw 2026-08-31 100.00",
        "draw 2026-09-30 100.00",
    ]


def test_a_grant_is_a_line_beside_every_limit(tmp_path: Path) -> None:
    grants = """
        key  person  incentive  on          amount  reason  given_by  approved_by
        g1   ada     demos      2026-08-01  75.00   thanks  mo        fay
        g2   zed     demos      2026-08-02  5.00    thanks  mo        fay
    """
    plan = DEMOS + ", pays: {each: 100.00}, limits: {per_person: 100.00}, guarantee: 110.00"
    said = told(tmp_path, plan, race(ada="1 2"), people=PEOPLE + "    zed  Zed   sales\n", grants=grants)
    assert lines(said, "ada", "earned") == ["a1 100.00", "a2 0.00", "guarantee 10.00", "grant 75.00"]
    assert lines(said, "zed", "on", "earned") == ["grant 2026-09-30 5.00"]


LATER = """
    activity  milestone  on          recorded_at
    a1        demo       2026-07-01  -
    b1        demo       2026-07-02  -
    b2        demo       2026-07-03  2026-10-06T09:00:01Z
"""
CLOSED = "period  closed_at\n2026-Q3  2026-10-06T09:00:00Z"


def afterwards(folder: Path, incentive: str, closes: str) -> Json:
    return told(folder, incentive, race(ada="1", ben="2 3"), milestones=LATER, closes=closes)


def test_a_prize_is_final_when_its_period_is_closed(tmp_path: Path) -> None:
    plan = CONTEST + ", prizes: [100.00]"
    assert units(afterwards(tmp_path / "open", plan, "period  closed_at"), "earned") == ["ada 0.00", "ben 100.00"]
    assert units(afterwards(tmp_path / "closed", plan, CLOSED), "measure", "earned") == ["ada 1 50.00", "ben 1 50.00"]


@pytest.mark.parametrize(
    ("budget", "closes", "earned"),
    [
        ("90.00", "period  closed_at", ["ada 30.00", "ben 60.00"]),
        ("90.00", CLOSED, ["ada 45.00", "ben 45.00"]),  # all was shared out at the close
        ("250.00", CLOSED, ["ada 100.00", "ben 150.00"]),  # 50.00 were left for the late one
    ],
)
def test_a_shared_budget_is_final_too(tmp_path: Path, budget: str, closes: str, earned: list[str]) -> None:
    plan = DEMOS + f", pays: {{each: 100.00}}, limits: {{budget: {budget}, budget_share: prorate}}"
    assert units(afterwards(tmp_path, plan, closes), "earned") == earned


def test_what_a_close_gave_each_person_stays_hers(tmp_path: Path) -> None:
    milestones = """
        activity  milestone  on          recorded_at
        a1        demo       2026-07-01  -
        a2        demo       2026-07-02  -
        b1        demo       2026-07-03  -
        b2        demo       2026-07-04  2026-10-06T09:00:01Z
    """
    plan = DEMOS + ", pays: {each: 100.00}, limits: {budget: 90.00, budget_share: prorate}"
    said = told(tmp_path, plan, race(ada="1 2", ben="3 4"), milestones=milestones, closes=CLOSED)
    # At the close 200.00 and 100.00 shared 90.00, and nothing is left for the act that was told later.
    assert units(said, "earned") == ["ada 60.00", "ben 30.00"]
    assert lines(said, "ben", "earned") == ["b1 30.00", "b2 0.00"]


def test_a_total_that_falls_is_not_cut_where_there_is_enough_for_all(tmp_path: Path) -> None:
    demos = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}"
    pays = "pays: {tiers: volume, rates: [{upto: 1, each: 100.00}, {each: 1.00}]}"
    acts = """
        key  kind      person
        a1   referral  ada
        a2   referral  ada
        a3   referral  ada
    """
    milestones = """
        activity  milestone  on          recorded_at
        a1        demo       2026-07-01  2026-07-01T12:00:00Z
        a2        demo       2026-07-03  2026-07-03T12:00:00Z
        a3        demo       2026-07-02  2026-10-06T12:00:00Z
    """
    closes = "period   closed_at\n2026-Q3  2026-10-05T12:00:00Z"
    limits = "limits: {budget: 90.00, budget_share: prorate}"
    said = told(tmp_path, f"{demos}, {pays}, {limits}", acts, milestones=milestones, closes=closes)
    # 2.00 were settled and 1.00 came later; 100.00 before it fell are within the budget's rule, if not within 90.00.
    assert lines(said, "ada", "earned", "limited") == ["a1 100.00 0.00", "a3 -98.00 0.00", "a2 1.00 0.00"]


@pytest.mark.parametrize(
    ("budget", "kept"),
    [
        ("1000.00", ["a1 100.00 0.00", "a2 100.00 0.00", "a3 -80.00 0.00"]),
        # 60.00 of her 120.00 and 50.00 of Ben's 100.00: half of each line, also of what falls.
        ("110.00", ["a1 50.00 50.00", "a2 50.00 50.00", "a3 -40.00 -40.00"]),
    ],
)
def test_a_total_that_falls_is_shared_line_by_line(tmp_path: Path, budget: str, kept: list[str]) -> None:
    demos = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}"
    pays = "pays: {tiers: volume, rates: [{upto: 2, each: 100.00}, {each: 40.00}]}"
    limits = f"limits: {{budget: {budget}, budget_share: prorate}}"
    said = told(tmp_path, f"{demos}, {pays}, {limits}", race(ada="1 2 3", ben="4"))
    assert lines(said, "ada", "earned", "limited") == kept


def test_who_has_no_more_since_a_close_takes_nothing_of_what_it_left(tmp_path: Path) -> None:
    milestones = """
        activity  milestone  on          recorded_at
        a1        demo       2026-07-01  -
        b1        demo       2026-07-03  2026-10-06T09:00:01Z
        b2        demo       2026-07-04  2026-10-06T09:00:01Z
    """
    plan = DEMOS + ", pays: {each: 100.00}, limits: {budget: 250.00, budget_share: prorate}"
    said = told(tmp_path, plan, race(ada="1", ben="3 4"), milestones=milestones, closes=CLOSED)
    assert lines(said, "ada", "earned") == ["a1 100.00"]
    assert lines(said, "ben", "earned") == ["b1 75.00", "b2 75.00"]


BEFORE = DEMOS + ", pays: {tiers: graduated, rates: [{upto: 2, each: 100.00}, {each: 150.00}]}"
AFTER = BEFORE.replace("100.00", "10.00").replace("150.00", "20.00")


def test_each_act_is_paid_by_the_version_of_its_day_on_one_running_measure(tmp_path: Path) -> None:
    said = amended(tmp_path, BEFORE, AFTER, "2026-07-03", acts=race(ada="1 2 3"))
    assert lines(said, "ada", "before", "earned") == ["a1 0 100.00", "a2 1 100.00", "a3 2 20.00"]
    assert said["version"] == 2


def test_an_incentive_that_the_next_version_leaves_out_changes_nothing_of_the_others(tmp_path: Path) -> None:
    ended = BEFORE.replace("demos", "ended").replace("100.00", "7.00")
    said = amended(tmp_path, f"{BEFORE}\n{ended}", AFTER, "2026-07-03", acts=race(ada="1 2 3"))
    assert lines(said, "ada", "earned") == ["a1 100.00", "a2 100.00", "a3 20.00", "a1 7.00", "a2 7.00"]


def test_a_restart_cuts_the_window(tmp_path: Path) -> None:
    said = amended(tmp_path, BEFORE, AFTER + ", on_change: restart", "2026-07-03", acts=race(ada="1 2 3"))
    assert units(said, "window", "measure", "earned")[:2] == [
        "ada 2026-07-01/2026-07-03 2 200.00",
        "ada 2026-07-03/2026-10-01 1 10.00",
    ]


def test_caps_follow_the_version_of_the_last_day(tmp_path: Path) -> None:
    after = AFTER + ", limits: {per_person: 150.00}"
    said = amended(tmp_path, BEFORE, after, "2026-07-03", acts=race(ada="1 2 3"))
    assert lines(said, "ada", "earned") == ["a1 100.00", "a2 50.00", "a3 0.00"]


def test_a_target_missing_in_a_version_without_acts_hides_nothing(tmp_path: Path) -> None:
    said = amended(tmp_path, QUOTA, EACH_TEN, "2026-07-03", acts=race(ben="5"))
    assert units(said, "earned")[1] == "ben 10.00"


def test_a_target_missing_in_one_version_leaves_its_acts_unknown(tmp_path: Path) -> None:
    said = amended(tmp_path, QUOTA, EACH_TEN, "2026-07-03", acts=race(ben="2 5"))
    assert units(said, "earned")[1] == "ben None"


def test_what_is_unknown_of_one_version_may_take_all_of_a_shared_budget(tmp_path: Path) -> None:
    shared = ", limits: {budget: 15.00}"
    said = amended(tmp_path, QUOTA + shared, EACH_TEN + shared, "2026-07-03", acts=race(ada="2", ben="5"))
    assert units(said, "earned") == ["ada None", "ben None"]


def test_an_unchanged_incentive_runs_through_a_restart(tmp_path: Path) -> None:
    said = amended(tmp_path, BEFORE, BEFORE + ", on_change: restart", "2026-07-03", acts=race(ada="1 2 3"))
    assert units(said, "window", "measure")[0] == "ada 2026-07-01/2026-10-01 3"


def test_a_champion_whose_shares_are_wrong_on_one_day_of_the_average_is_a_problem(tmp_path: Path) -> None:
    holdings = """
        account  person  from        to          share
        acme     ada     2026-01-01  2026-07-02  0.5
        acme     ada     2026-07-02  -           1
    """
    plan = CHAMPIONS + ", level: average"
    wrong = told(tmp_path / "wrong", plan, holdings=holdings, champions="account  from\nacme  2026-07-01")
    right = told(tmp_path / "right", plan, holdings=holdings, champions="account  from\nacme  2026-07-02")
    assert units(wrong, "measure") == ["ada None", "ben 0"]
    assert units(right, "measure") == ["ada 0.98913", "ben 0"]  # 91 of 92 days
