"""The slow oracle, checked by hand: a judge that nobody checked is no judge. Curves, parts, clawbacks, limits."""

from pathlib import Path

import pytest

from tests.oracle.small_worlds import HEAD, lines, told, units

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}"
DEALS = "key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}"
# The same amounts against a target.
QUOTA = DEALS.replace("commission", "quota") + ", measure: amount, target: 8"


def demos(days: str, person: str = "ada") -> str:
    """One referral a day, r1, r2, ... with a demo on that day of July 2026."""
    rows = [f"r{n}  referral  {person}  2026-07-{int(day):02}" for n, day in enumerate(days.split(), start=1)]
    return "\n".join(["key  kind  person  demo", *rows])


def deal(amount: str, shares: str = "") -> dict[str, str]:
    acts = f"""
        key  kind  person  amount    currency  won
        d1   csql  ada     {amount}  -         2026-07-10
    """
    return {"acts": acts, "credits": f"activity  person  share\n{shares}"} if shares else {"acts": acts}


def test_five_demos_pay_one_hundred_and_the_sixth_one_hundred_and_fifty(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        DEMOS + ", pays: {tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}",
        demos("1 2 3 4 5 6"),
    )
    assert units(said, "measure", "earned") == ["ada 6 650.00", "ben 0 0.00"]
    assert lines(said, "ada", "before", "after", "earned")[-2:] == ["r5 4 5 100.00", "r6 5 6 150.00"]
    assert said["earned"] == "650.00"


def test_a_retroactive_tier_shows_its_jump_on_the_act_that_crossed_it(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        DEMOS + ", pays: {tiers: volume, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}",
        demos("1 2 3 4 5 6 7"),
    )
    assert units(said, "earned")[0] == "ada 1050.00"
    assert lines(said, "ada", "earned")[4:] == ["r5 100.00", "r6 400.00", "r7 150.00"]


@pytest.mark.parametrize(
    ("pays", "amount", "earned"),
    [
        # Amounts are measured in millionths: the bound itself, and one millionth and one cent past it.
        ("{tiers: graduated, rates: [{upto: 100, rate: 10%}, {rate: 20%}]}", "100", "10.00"),
        ("{tiers: graduated, rates: [{upto: 100, rate: 10%}, {rate: 20%}]}", "100.02", "10.00"),
        ("{tiers: graduated, rates: [{upto: 100, rate: 10%}, {rate: 20%}]}", "100.03", "10.01"),
        ("{tiers: volume, rates: [{upto: 100, rate: 10%}, {rate: 20%}]}", "100", "10.00"),
        ("{tiers: volume, rates: [{upto: 100, rate: 10%}, {rate: 20%}]}", "100.000001", "20.00"),
        ("{tiers: volume, rates: [{below: 100, rate: 10%}, {rate: 20%}]}", "99.999999", "10.00"),
        ("{tiers: volume, rates: [{below: 100, rate: 10%}, {rate: 20%}]}", "100", "20.00"),
        # A flat amount is paid when the measure enters the tier; at nothing, nothing.
        ("{tiers: graduated, rates: [{upto: 100, flat: 5.00}, {flat: 7.00}]}", "0", "0.00"),
        ("{tiers: graduated, rates: [{upto: 100, flat: 5.00}, {flat: 7.00}]}", "0.000001", "5.00"),
        ("{tiers: graduated, rates: [{upto: 100, flat: 5.00}, {flat: 7.00}]}", "100", "5.00"),
        ("{tiers: graduated, rates: [{upto: 100, flat: 5.00}, {flat: 7.00}]}", "100.000001", "12.00"),
        ("{tiers: graduated, rates: [{below: 100, flat: 5.00}, {flat: 7.00}]}", "100", "12.00"),
        ("{tiers: volume, rates: [{upto: 100, flat: 5.00}, {flat: 7.00}]}", "100.000001", "7.00"),
        # Half a cent goes away from zero: 3 % of 0.50 is 1.5 cents, of 0.49 is 1.47.
        ("{rate: 3%}", "0.50", "0.02"),
        ("{rate: 3%}", "0.49", "0.01"),
        ("{rate: 1/3}", "100", "33.33"),
        ("{steps: [{at: 3, pay: 50.00}, {at: 5, pay: 80.00}]}", "2.999999", "0.00"),
        ("{steps: [{at: 3, pay: 50.00}, {at: 5, pay: 80.00}]}", "3", "50.00"),
        ("{steps: [{at: 3, pay: 50.00}, {at: 5, pay: 80.00}]}", "5", "80.00"),
        # Target 8, 1000.00 at target: half of it at 0.5, in a line to 1, double at 1.5.
        ("{at_target: 1000.00, curve: [[0.5, 0.5], [1, 1], [1.5, 2]], between: line}", "3.999999", "0.00"),
        ("{at_target: 1000.00, curve: [[0.5, 0.5], [1, 1], [1.5, 2]], between: line}", "4", "500.00"),
        ("{at_target: 1000.00, curve: [[0.5, 0.5], [1, 1], [1.5, 2]], between: line}", "6", "750.00"),
        ("{at_target: 1000.00, curve: [[0.5, 0.5], [1, 1], [1.5, 2]], between: step}", "7.999999", "500.00"),
        ("{at_target: 1000.00, curve: [[0.5, 0.5], [1, 1], [1.5, 2]], between: line}", "16", "2000.00"),
        ("{at_target: 1000.00, curve: [[0.5, 0.5], [1, 1], [1.5, 2]], between: line, beyond: extend}", "16", "3000.00"),
    ],
)
def test_curves_at_their_edges(tmp_path: Path, pays: str, amount: str, earned: str) -> None:
    incentive = DEALS if "rate" in pays else QUOTA
    said = told(tmp_path, f"{incentive}, pays: {pays}", **deal(amount))
    assert units(said, "earned")[0] == f"ada {earned}"


@pytest.mark.parametrize(
    ("started", "points", "earned"),
    [("pays", "121", "1300.00"), ("pays", "120", "1200.00"), ("free", "129.999999", "1200.00")],
)
def test_a_package_begun_pays_whole_or_not_at_all(tmp_path: Path, started: str, points: str, earned: str) -> None:
    assets = DEALS.replace("commission", "quota") + f", measure: points, points: {{csql: {points}}}"
    said = told(tmp_path, f"{assets}, pays: {{package: 10, each: 100.00, started: {started}}}", **deal("1"))
    assert units(said, "earned")[0] == f"ada {earned}"


def test_a_breakpoint_off_the_grid_is_the_smallest_millionth_that_reaches_it(tmp_path: Path) -> None:
    # Half of a target of 0.333333 is 0.1666665: 0.166666 is below it, 0.166667 above.
    plan = QUOTA.replace("8", "0.333333") + ", pays: {at_target: 10.00, curve: [[0.5, 1], [1, 2]], between: step}"
    assert units(told(tmp_path / "below", plan, **deal("0.166666")), "earned")[0] == "ada 0.00"
    assert units(told(tmp_path / "at", plan, **deal("0.166667")), "earned")[0] == "ada 10.00"


def test_a_curve_that_starts_above_zero_pays_before_the_first_act(tmp_path: Path) -> None:
    plan = (
        "key: base, kind: quota, window: quarter, counts: {activity: referral, milestone: demo}, target: 2,"
        " pays: {at_target: 1000.00, curve: [[0, 0.25], [1, 1]], between: line}"
    )
    said = told(tmp_path, plan, demos("4"))
    # One of two: a quarter and half of the way to the whole, 625.00.
    assert units(said, "measure", "attainment", "earned") == ["ada 1 0.5 625.00", "ben 0 0 250.00"]
    assert lines(said, "ada", "on", "earned") == ["r1 2026-07-04 375.00", "level 2026-09-30 250.00"]


def test_lines_telescope_so_that_thirds_lose_no_cent(tmp_path: Path) -> None:
    acts = """
        key  kind  person  amount  won
        d1   csql  ada     100     2026-07-01
        d2   csql  ada     100     2026-07-02
        d3   csql  ada     100     2026-07-03
    """
    said = told(tmp_path, DEALS + ", pays: {rate: 1/3}", acts)
    assert lines(said, "ada", "earned") == ["d1 33.33", "d2 33.34", "d3 33.33"]
    assert said["earned"] == "100.00"


def test_acts_of_one_day_come_by_key_and_then_by_milestone(tmp_path: Path) -> None:
    plan = (
        DEMOS.replace(", milestone: demo", "")
        + ", pays: {each: 60.00}, earns: [{milestone: demo, part: 50%}, {milestone: won, part: 50%}]"
    )
    acts = """
        key  kind      person  won         demo
        b    referral  ada     2026-07-02  2026-07-02
        B    referral  ada     -           2026-07-02
        a    referral  ada     2026-07-01  -
    """
    said = told(tmp_path, plan, acts)
    assert lines(said, "ada", "milestone", "quantity") == ["a won 1", "B demo 0.5", "b demo 0.5", "b won 0.5"]


def test_a_slider_pays_by_kind(tmp_path: Path) -> None:
    plan = (
        "key: slider, kind: bounty, window: quarter,"
        " counts: {activity: [review, video], milestone: published}, pays: {each: {review: 25.00, video: 300.00}}"
    )
    acts = """
        key  kind    person  published
        v    video   ada     2026-07-05
        w    review  ada     2026-07-06
    """
    said = told(tmp_path, plan, acts, credits="activity  person  share\nv  ada  1/3\nv  ben  2/3")
    # 300 x 0.333333 = 99.9999 for Ada, rounded with the review's 25.00; Ben has the rest.
    assert lines(said, "ada", "quantity", "after", "earned") == ["v 99.9999 99.9999 100.00", "w 25 124.9999 25.00"]
    assert units(said, "earned") == ["ada 125.00", "ben 200.00"]


def test_points_weigh_kinds_against_a_target(tmp_path: Path) -> None:
    plan = (
        "key: assets, kind: quota, window: quarter, counts: {activity: [review, case_study], milestone: published},"
        " measure: points, points: {review: 1, case_study: 5}, target: 12,"
        " pays: {at_target: 1200.00, curve: [[0, 0], [1, 1]], between: line}"
    )
    acts = """
        key  kind        person  published
        c    case_study  ada     2026-07-05
        r    review      ada     2026-07-06
    """
    said = told(tmp_path, plan, acts)
    assert units(said, "measure", "target", "attainment", "earned")[0] == "ada 6 12 0.5 600.00"


# --- parts and clawbacks ---

PARTS = (
    "key: studies, kind: bounty, window: quarter, counts: {activity: case_study}, pays: {each: 1000.00},"
    " earns: [{milestone: agreed, part: 30%}, {milestone: drafted, part: 20%}, {milestone: published, part: 50%}]"
)


def test_each_part_pays_in_its_own_window(tmp_path: Path) -> None:
    acts = """
        key  kind        person  agreed      drafted     published
        c    case_study  ada     2026-06-30  2026-07-01  2026-09-30
    """
    said = told(tmp_path, PARTS, acts)
    assert lines(said, "ada", "milestone", "quantity", "earned") == ["c drafted 0.2 200.00", "c published 0.5 500.00"]


def test_a_later_part_includes_earlier_ones_never_reported(tmp_path: Path) -> None:
    acts = """
        key  kind        person  agreed      drafted  published
        c    case_study  ada     2026-07-01  -        2026-09-30
    """
    said = told(tmp_path, PARTS, acts)
    assert lines(said, "ada", "milestone", "quantity") == ["c agreed 0.3", "c published 0.7"]


@pytest.mark.parametrize(
    ("clawback", "churned", "earned"),
    [
        ("within_days: 90, portion: all", "2026-07-10", "0.00"),
        ("within_days: 90, portion: all", "2026-10-08", "0.00"),
        ("within_days: 90, portion: all", "2026-10-09", "300.00"),
        ("within_days: 90, portion: all", "2026-07-09", "300.00"),  # before it was won
        ("within_days: 90, portion: prorated", "2026-07-10", "0.00"),
        ("within_days: 90, portion: prorated", "2026-07-11", "3.33"),  # 1/90 of 10,000 is 111.111111
        ("within_days: 90, portion: prorated", "2026-10-08", "300.00"),
    ],
)
def test_a_clawback_within_its_days(tmp_path: Path, clawback: str, churned: str, earned: str) -> None:
    acts = f"""
        key  kind  person  amount  won         churned
        d1   csql  ada     10000   2026-07-10  {churned}
    """
    said = told(tmp_path, f"{DEALS}, pays: {{rate: 3%}}, clawback: {{milestone: churned, {clawback}}}", acts)
    assert units(said, "earned")[0] == f"ada {earned}"


CHURN = """
    key  kind  person  amount  won         churned
    d1   csql  ada     100     2026-07-10  2026-08-09
    d2   csql  ada     100     2026-07-20  -
"""
TIERS = "pays: {tiers: graduated, rates: [{upto: 100, rate: 10%}, {rate: 20%}]}"


def test_a_clawback_of_one_incentive_takes_nothing_from_another(tmp_path: Path) -> None:
    taken = f"{DEALS}, pays: {{rate: 10%}}, clawback: {{milestone: churned, within_days: 60, portion: all}}"
    kept = f"{DEALS.replace('key: deals', 'key: kept')}, pays: {{rate: 1%}}"
    said = told(tmp_path, f"{taken}\n{kept}", CHURN)
    assert units(said, "incentive", "earned")[:2] == ["ada deals 10.00", "ada kept 2.00"]


def test_a_clawback_lowers_the_tier_of_other_acts(tmp_path: Path) -> None:
    said = told(tmp_path, f"{DEALS}, {TIERS}, clawback: {{milestone: churned, within_days: 60, portion: all}}", CHURN)
    assert lines(said, "ada", "quantity", "earned") == ["d1 0 0.00", "d2 100 10.00"]


def test_a_clawback_of_the_act_only_leaves_the_tier(tmp_path: Path) -> None:
    clawback = "clawback: {milestone: churned, within_days: 60, portion: prorated, effect: act_only}"
    said = told(tmp_path, f"{DEALS}, {TIERS}, {clawback}", CHURN)
    # Thirty of sixty days: half of d1's own 10.00; d2 stays in the second tier.
    assert lines(said, "ada", "quantity", "earned") == ["d1 100 5.00", "d2 100 20.00"]


def test_what_is_left_of_a_line_is_rounded_half_away_from_zero(tmp_path: Path) -> None:
    acts = """
        key  kind  person  amount  won         churned
        d1   csql  ada     0.50    2026-07-10  2026-08-09
    """
    clawback = "clawback: {milestone: churned, within_days: 60, portion: prorated, effect: act_only}"
    said = told(tmp_path, f"{DEALS}, pays: {{rate: 10%}}, {clawback}", acts)
    # Half of five cents.
    assert lines(said, "ada", "earned") == ["d1 0.03"]


def test_nothing_is_taken_back_of_a_level_beside_acts(tmp_path: Path) -> None:
    clawback = "clawback: {milestone: churned, within_days: 60, portion: all, effect: act_only}"
    level = "key: nps, kind: quota, window: quarter, measure: {metric: nps}, pays: {steps: [{at: 40, pay: 500.00}]}"
    metrics = "person  metric  period   value\nada     nps     2026-Q3  40\nben     nps     2026-Q3  0"
    said = told(tmp_path, f"{DEALS}, {TIERS}, {clawback}\n{level}", CHURN, metrics=metrics)
    assert lines(said, "ada", "earned") == ["d1 0.00", "d2 20.00", "level 500.00"]


# --- limits ---


def test_a_cap_on_an_activity_is_divided_like_the_activity(tmp_path: Path) -> None:
    split = deal("10000", "d1  ada  1/4\nd1  ben  3/4")
    said = told(tmp_path, DEALS + ", pays: {rate: 10%}, limits: {per_activity: 500.00}", **split)
    assert units(said, "earned", "limited") == ["ada 125.00 125.00", "ben 375.00 375.00"]
    assert lines(said, "ada", "limit") == ["d1 per-activity"]


def test_the_share_of_a_cap_is_rounded_once_and_away_from_zero(tmp_path: Path) -> None:
    split = deal("10000", "d1  ada  1/2\nd1  ben  1/2")
    said = told(tmp_path, DEALS + ", pays: {rate: 10%}, limits: {per_activity: 500.01}", **split)
    assert units(said, "earned") == ["ada 250.01", "ben 250.01"]


def test_a_large_cap_on_an_activity_is_kept_to_the_cent(tmp_path: Path) -> None:
    said = told(tmp_path, DEALS + ", pays: {rate: 10%}, limits: {per_activity: 20000.00}", **deal("1000000"))
    assert units(said, "earned", "limited")[0] == "ada 20000.00 80000.00"


@pytest.mark.parametrize(("agreed", "earned"), [("2026-07-01", ["c 300.00", "c 300.00"]), ("-", ["c 600.00"])])
def test_a_cap_on_an_activity_is_divided_like_its_parts(tmp_path: Path, agreed: str, earned: list[str]) -> None:
    halves = (
        PARTS.split(" earns", maxsplit=1)[0]
        + " earns: [{milestone: agreed, part: 50%}, {milestone: published, part: 50%}]"
    )
    acts = f"""
        key  kind        person  agreed    published
        c    case_study  ada     {agreed}  2026-09-30
    """
    said = told(tmp_path, f"{halves}, limits: {{per_activity: 600.00}}", acts)
    assert lines(said, "ada", "earned") == earned


def test_a_cap_on_an_activity_holds_beside_a_cap_on_people(tmp_path: Path) -> None:
    capped = f"{DEALS}, pays: {{rate: 10%}}, limits: {{per_activity: 5.00}}"
    bound = f"{DEMOS}, pays: {{each: 100.00}}, limits: {{per_person: 150.00}}"
    acts = """
        key  kind      person  amount  won         demo
        d1   csql      ada     100     2026-07-10  -
        r1   referral  ada     -       -           2026-07-11
        r2   referral  ada     -       -           2026-07-12
    """
    said = told(tmp_path, f"{capped}\n{bound}", acts)
    assert lines(said, "ada", "earned", "limit") == ["d1 5.00 per-activity", "r1 100.00 None", "r2 50.00 per-person"]


def test_a_cap_on_a_person_cuts_the_line_that_crosses_it(tmp_path: Path) -> None:
    said = told(tmp_path, DEMOS + ", pays: {each: 100.00}, limits: {per_person: 250.00}", demos("1 2 3 4"))
    assert lines(said, "ada", "earned", "limited", "limit") == [
        "r1 100.00 0.00 None",
        "r2 100.00 0.00 None",
        "r3 50.00 50.00 per-person",
        "r4 0.00 100.00 per-person",
    ]


def test_a_falling_total_gives_room_back(tmp_path: Path) -> None:
    # Totals 100, 200, 90, 120 under a cap of 150: kept 100, 150, 90, 120.
    pays = "pays: {steps: [{at: 1, pay: 100.00}, {at: 2, pay: 200.00}, {at: 3, pay: 90.00}, {at: 4, pay: 120.00}]}"
    said = told(tmp_path, f"{DEMOS}, {pays}, limits: {{per_person: 150.00}}", demos("1 2 3 4"))
    assert lines(said, "ada", "earned") == ["r1 100.00", "r2 50.00", "r3 -60.00", "r4 30.00"]
    assert lines(said, "ada", "limited") == ["r1 0.00", "r2 50.00", "r3 -50.00", "r4 0.00"]


RIVALS = """
    key  kind      person  demo
    a1   referral  ada     2026-07-02
    a2   referral  ada     2026-07-09
    b1   referral  ben     2026-07-05
"""
# Ben's demo of the fifth was told on the twentieth, after everything else.
KNOWN = """
    activity  milestone  on          recorded_at
    a1        demo       2026-07-02  2026-07-03T12:00:00Z
    a2        demo       2026-07-09  2026-07-10T12:00:00Z
    b1        demo       2026-07-05  2026-07-20T12:00:00Z
"""


def test_a_budget_serves_those_known_first(tmp_path: Path) -> None:
    plan = DEMOS + ", pays: {each: 100.00}, limits: {budget: 150.00}"
    said = told(tmp_path, plan, RIVALS, milestones=KNOWN)
    assert units(said, "earned", "limited") == ["ada 150.00 50.00", "ben 0.00 100.00"]


def test_a_budget_shared_in_proportion(tmp_path: Path) -> None:
    plan = DEMOS + ", pays: {each: 100.00}, limits: {budget: 100.00, budget_share: prorate}"
    said = told(tmp_path, plan, RIVALS)
    # 200 and 100 of 300 over 100.00: 66.67 and 33.33 by largest remainder; Ada's first is floor(100 x 66.67 / 200).
    assert units(said, "earned") == ["ada 66.67", "ben 33.33"]
    assert lines(said, "ada", "earned") == ["a1 33.33", "a2 33.34"]


def test_the_odd_cent_of_a_shared_budget_goes_to_the_largest_remainder(tmp_path: Path) -> None:
    plan = DEMOS + ", pays: {each: 100.00}, limits: {budget: 100.03, budget_share: prorate}"
    said = told(tmp_path, plan, RIVALS + "    a3   referral  ada     2026-07-10\n")
    # 300 and 100 of 400: 75.0225 and 25.0075.
    assert units(said, "earned") == ["ada 75.02", "ben 25.01"]


# Ada's own share of July is 100.00, Ben's is 300.00.
UNEVEN = """
    key  kind      person  amount  won         demo
    d1   csql      ada     1000    2026-07-01  -
    d2   csql      ben     3000    2026-07-01  -
    a1   referral  ada     -       -           2026-07-02
    b1   referral  ben     -       -           2026-07-05
    a2   referral  ada     -       -           2026-07-09
"""


def test_the_only_cent_of_a_shared_budget_goes_to_the_largest_remainder(tmp_path: Path) -> None:
    said = told(tmp_path, f"{DEALS}, pays: {{rate: 10%}}, limits: {{budget: 0.01, budget_share: prorate}}", UNEVEN)
    assert units(said, "earned") == ["ada 0.00", "ben 0.01"]


@pytest.mark.parametrize(("budget", "ben"), [("100.00", "100.00"), ("40.00", "40.00")])
def test_who_owes_has_no_part_in_a_shared_budget(tmp_path: Path, budget: str, ben: str) -> None:
    falling = "pays: {at_target: 100.00, curve: [[0, 0], [1, 1], [2, 0.5]], between: line}"
    plan = (
        f"{DEMOS.replace('bounty', 'quota')}, target: 1, {falling},"
        " clawback: {milestone: churned, within_days: 60, effect: act_only},"
        f" limits: {{budget: {budget}, budget_share: prorate}}"
    )
    acts = """
        key  kind      person  demo        churned
        a1   referral  ada     2026-07-01  2026-07-20
        a2   referral  ada     2026-07-08  -
        b1   referral  ben     2026-07-02  -
    """
    # The second act lowers Ada's pay by 50.00, and the 100.00 of the first are taken back.
    assert units(told(tmp_path, plan, acts), "earned", "limited") == [
        "ada 0.00 -50.00",
        f"ben {ben} {100 - int(ben[:-3])}.00",
    ]


def test_a_shared_budget_leaves_what_others_limit_alone(tmp_path: Path) -> None:
    shared = f"{DEALS}, pays: {{rate: 10%}}, limits: {{budget: 20.00, budget_share: prorate}}"
    both = f"{DEMOS}, pays: {{each: 100.00}}, limits: {{per_person: 150.00, budget: 220.00}}"
    free = f"{DEMOS.replace('demos', 'free')}, pays: {{each: 1.00}}"
    said = told(tmp_path, f"{shared}\n{both}\n{free}", UNEVEN)
    # Ada's 100.00, Ben's 100.00, and 20.00 of the 50.00 that Ada's cap had left.
    assert units(said, "incentive", "earned", "limited", "waiting") == [
        "ada deals 5.00 95.00 0.00",
        "ada demos 120.00 80.00 0.00",
        "ada free 2.00 0.00 0.00",
        "ben deals 15.00 285.00 0.00",
        "ben demos 100.00 0.00 0.00",
        "ben free 1.00 0.00 0.00",
    ]


def test_a_budget_for_the_incentives_life(tmp_path: Path) -> None:
    plan = DEMOS + ", pays: {each: 100.00}, limits: {budget: {amount: 150.00, per: effective}}"
    acts = RIVALS + "    a0   referral  ada     2026-04-02\n"
    said = told(tmp_path, plan, acts)
    assert lines(said, "ada", "earned") == ["a1 50.00", "a2 0.00"]


def test_a_plans_budget_cuts_after_all_incentives(tmp_path: Path) -> None:
    again = DEMOS.replace("key: demos", "key: again") + ", pays: {each: 10.00}"
    said = told(tmp_path, f"{DEMOS}, pays: {{each: 100.00}}\n{again}", RIVALS, head=HEAD + "budget: 215.00\n")
    # 2 July: 100 and 10; 5 July, Ben: 100 and 5 of his 10; nothing is left for the ninth.
    assert units(said, "earned") == ["ada 100.00", "ada 10.00", "ben 100.00", "ben 5.00"]
    assert lines(said, "ben", "limit") == ["b1 None", "b1 plan-budget"]


DONE = "key: done, kind: bounty, window: quarter, counts: {activity: call_showcase, milestone: delivered}"
HALVES = DEMOS.replace(", milestone: demo", "") + ", earns: [{milestone: demo, part: 50%}, {milestone: won, part: 50%}]"


@pytest.mark.parametrize("beside", ["", f"\n{HALVES}, pays: {{each: 1.00}}"])
def test_one_act_fills_a_plans_budget_in_the_order_of_its_incentives(tmp_path: Path, beside: str) -> None:
    """Whether or not another incentive pays for milestones by part."""
    done = DONE + ", pays: {each: 100.00}"
    begun = done.replace("done", "begun").replace("delivered", "agreed")
    acts = "key  kind           person  agreed      delivered\nc1   call_showcase  ada     2026-07-01  2026-07-01"
    said = told(tmp_path, f"{done}\n{begun}{beside}", acts, head=HEAD + "budget: 150.00\n")
    assert units(said, "incentive", "earned")[:2] == ["ada done 100.00", "ada begun 50.00"]


def test_what_stands_on_the_last_day_fills_a_plans_budget_person_by_person(tmp_path: Path) -> None:
    """Ada's score comes before Ben's level, as everything that they have comes in the order of people."""
    index = (
        "key: index, kind: index, window: quarter, metrics: [{metric: nps, target: 50, weight: 1}],"
        " pays: {at_target: 100.00, curve: [[0, 0], [1, 1]], between: line}"
    )
    level = "key: use, kind: quota, window: quarter, measure: {metric: use}, pays: {steps: [{at: 40, pay: 100.00}]}"
    metrics = """
        person  metric  period   value
        ada     nps     2026-Q3  50
        ada     use     2026-Q3  0
        ben     nps     2026-Q3  0
        ben     use     2026-Q3  40
    """
    said = told(
        tmp_path, f"{level}\n{index}", metrics=metrics, head=HEAD.replace("01-01,", "07-01,") + "budget: 150.00\n"
    )
    assert units(said, "incentive", "earned") == ["ada use 0.00", "ada index 100.00", "ben use 50.00", "ben index 0.00"]


def test_what_was_always_known_came_on_its_own_day(tmp_path: Path) -> None:
    milestones = """
        activity  milestone  on          recorded_at
        a1        demo       2026-07-02  -
        a2        demo       2026-07-09  -
        b1        demo       2026-07-05  2026-07-08T12:00:00Z
    """
    plan = DEMOS + ", pays: {each: 100.00}, limits: {budget: 200.00}"
    said = told(tmp_path, plan, RIVALS, milestones=milestones)
    assert units(said, "earned") == ["ada 100.00", "ben 100.00"]


def test_a_prize_takes_its_place_in_the_plans_budget_on_the_windows_last_day(tmp_path: Path) -> None:
    contest = (
        "key: top, kind: contest, window: quarter, counts: {activity: referral, milestone: demo}, prizes: [100.00]"
    )
    acts = RIVALS + "    a0   referral  ada     2026-06-30\n"
    said = told(tmp_path, f"{DEMOS}, pays: {{each: 100.00}}\n{contest}", acts, head=HEAD + "budget: 350.00\n")
    # The act and the prize of 30 June, then 2 and 5 July: the ninth and September's prize find nothing left.
    assert lines(said, "ada", "earned") == ["a1 100.00", "a2 0.00", "prize 0.00"]
    assert lines(said, "ben", "earned") == ["b1 50.00"]


GATED = DEMOS + ", pays: {each: 100.00}, requires: {metric: adoption, at_least: 0.7}"


@pytest.mark.parametrize(("value", "earned"), [("0.699999", "0.00 200.00 gate"), ("0.7", "200.00 0.00 None")])
def test_a_gate_opens_at_its_measure(tmp_path: Path, value: str, earned: str) -> None:
    people = "key  name  role\nada  Ada  csm"
    metrics = f"person  metric  period  value\nada  adoption  2026-Q3  {value}"
    said = told(tmp_path, GATED, demos("1 2"), people=people, metrics=metrics)
    amounts = units(said, "earned", "limited")[0].removeprefix("ada ")
    assert f"{amounts} {lines(said, 'ada', 'limit')[0].removeprefix('r1 ')}" == earned


def test_a_gate_waits_for_the_windows_last_day(tmp_path: Path) -> None:
    said = told(tmp_path, GATED, demos("1 2"), period="2026-07")
    assert units(said, "final", "earned", "waiting") == ["ada False 0.00 200.00", "ben False 0.00 0.00"]


def test_a_gate_and_a_shared_budget_wait_each_for_itself(tmp_path: Path) -> None:
    shared = (
        f"{DEMOS.replace('demos', 'shared')}, pays: {{each: 10.00}}, limits: {{budget: 5.00, budget_share: prorate}}"
    )
    both = f"{shared.replace('key: shared', 'key: both')}, requires: {{metric: adoption, at_least: 0.7}}"
    said = told(tmp_path, f"{GATED}\n{shared}\n{both}", demos("1 2"), period="2026-07")
    assert units(said, "incentive", "earned", "limited", "waiting")[:3] == [
        "ada demos 0.00 0.00 200.00",
        "ada shared 0.00 0.00 20.00",
        "ada both 0.00 0.00 20.00",
    ]
    assert lines(said, "ada", "limit") == ["r1 None", "r2 None"] * 3


def test_a_gate_reads_another_incentive_before_its_limits(tmp_path: Path) -> None:
    quota = (
        "key: quota, kind: quota, window: quarter, counts: {activity: referral, milestone: demo}, target: 2,"
        " pays: {at_target: 10.00, curve: [[0, 0], [1, 1]]}, limits: {per_person: 1.00}"
    )
    gated = DEMOS + ", pays: {each: 100.00}, requires: {incentive: quota, attainment: 1}"
    said = told(tmp_path, f"{quota}\n{gated}", RIVALS)
    assert units(said, "earned") == ["ada 1.00", "ada 200.00", "ben 1.00", "ben 0.00"]


def test_a_gate_reads_the_incentive_that_it_names_among_several(tmp_path: Path) -> None:
    reviews = (
        "key: reviews, kind: bounty, window: quarter, counts: {activity: review, milestone: published}, pays: none"
    )
    gated = DEMOS + ", pays: {each: 100.00}, requires: {incentive: reviews, measure: 1}"
    acts = """
        key  kind      person  demo        published
        a1   referral  ada     2026-07-02  -
        b1   referral  ben     2026-07-05  -
        v1   review    ben     -           2026-07-06
    """
    said = told(tmp_path, f"{reviews}\n{gated}", acts)
    assert units(said, "incentive", "earned") == [
        "ada reviews 0.00",
        "ada demos 0.00",
        "ben reviews 0.00",
        "ben demos 100.00",
    ]
