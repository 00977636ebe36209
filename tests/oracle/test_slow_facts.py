"""The slow oracle, checked by hand: facts, days, people, credit and other currencies."""

from pathlib import Path

import pytest

from tests.oracle.small_worlds import HEAD, Json, lines, told, units

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
HELD = DEMOS + ", credit: {to: holder}"
ONE = "key  kind  person\nr1  referral  ada"
DEAL = "key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}, pays: {rate: 10%}"


def corrected(folder: Path, as_of: str | None) -> Json:
    milestones = """
        activity  milestone  on          recorded_at           retracted_at
        r1        demo       2026-07-01  2026-07-02T12:00:00Z  -
        r1        demo       2026-06-30  2026-10-07T03:59:59Z  2026-10-09T12:00:00Z
    """
    return told(folder, DEMOS, ONE, milestones=milestones, as_of=as_of)


@pytest.mark.parametrize(
    ("as_of", "earned"),
    [
        ("2026-07-02T11:59:59Z", "ada 0.00"),
        ("2026-07-02T12:00:00Z", "ada 100.00"),
        # 03:59:59 in UTC is still the sixth in New York, and the correction moves the demo out of the quarter.
        ("2026-10-05", "ada 100.00"),
        ("2026-10-06", "ada 0.00"),
        # What was replaced does not come back when its replacement is withdrawn.
        (None, "ada 0.00"),
    ],
)
def test_a_correction_replaces_from_the_moment_it_is_known(tmp_path: Path, as_of: str | None, earned: str) -> None:
    assert units(corrected(tmp_path, as_of), "earned")[0] == earned


def test_identical_rows_are_one_and_the_unverified_earn_nothing(tmp_path: Path) -> None:
    milestones = """
        activity  milestone  on          verified
        r1        demo       2026-07-01  true
        r1        demo       2026-07-01  true
        r2        demo       2026-07-01  false
    """
    said = told(tmp_path, DEMOS, ONE + "\nr2  referral  ada", milestones=milestones)
    assert lines(said, "ada", "earned") == ["r1 100.00"]


BOUNDARY = """
    key  kind      person  demo
    a    referral  ada     2026-06-30
    b    referral  ada     2026-07-01
    c    referral  ada     2026-09-30
    d    referral  ada     2026-10-01
"""


def test_windows_are_half_open_days(tmp_path: Path) -> None:
    assert lines(told(tmp_path, DEMOS, BOUNDARY), "ada", "after") == ["b 1", "c 2"]


@pytest.mark.parametrize(
    ("named_by", "period", "found"),
    [("end", "2026-Q4", "a"), ("end", "2027-Q1", "bc"), ("start", "2026-Q1", "bc"), ("end", "2027-Q2", "d")],
)
def test_a_fiscal_year_is_named_by_the_year_it_ends_in(tmp_path: Path, named_by: str, period: str, found: str) -> None:
    calendar = f"calendar: {{fiscal_year_starts: july, fiscal_year_named_by: {named_by}}}"
    head = HEAD.replace("calendar: {time_zone: America/New_York}", calendar)
    said = told(tmp_path, DEMOS, BOUNDARY, head=head, period=period)
    assert lines(said, "ada") == list(found)
    assert said["period"] == period


def test_year_to_date_pays_what_the_year_has_gained(tmp_path: Path) -> None:
    plan = (
        "key: demos, kind: bounty, window: year, counts: {activity: referral, milestone: demo},"
        " pays: {tiers: graduated, rates: [{upto: 2, each: 100.00}, {each: 150.00}]}"
    )
    said = told(tmp_path, plan, BOUNDARY)
    assert units(said, "window", "final", "measure", "earned")[0] == "ada 2026-01-01/2027-01-01 False 3 250.00"
    assert lines(said, "ada", "before", "earned") == ["b 1 100.00", "c 2 150.00"]


def test_only_acts_of_the_period_have_lines_in_any_window(tmp_path: Path) -> None:
    year = DEMOS.replace("demos", "year").replace("window: quarter", "window: year")
    said = told(tmp_path, f"{DEMOS}\n{year}", BOUNDARY)
    assert units(said, "incentive", "measure", "earned")[:2] == ["ada demos 2 200.00", "ada year 3 200.00"]
    assert lines(said, "ada", "before") == ["b 0", "c 1", "b 1", "c 2"]


STAFF = """
    key  name  role     starts_on   ends_on
    ada  Ada   csm      2026-08-16  -
    lee  Lee   csm      -           2026-08-15
    mo   Mo    manager  -           -
"""


def test_she_still_earns_on_her_last_day_and_not_after(tmp_path: Path) -> None:
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-08-15
        a2   referral  ada     2026-08-16
        l1   referral  lee     2026-08-15
        l2   referral  lee     2026-08-16
        m1   referral  mo      2026-08-16
    """
    said = told(tmp_path, DEMOS, acts, people=STAFF)
    assert lines(said, "ada", "quantity", "limit") == ["a1 0 not-employed", "a2 1 None"]
    assert lines(said, "lee", "quantity", "limit") == ["l1 1 None", "l2 0 not-employed"]
    assert lines(said, "mo", "earned", "limit") == ["m1 0.00 not-covered"]


def test_days_prorate_target_and_pay_exactly(tmp_path: Path) -> None:
    plan = (
        "key: quota, kind: quota, window: quarter, counts: {activity: referral, milestone: demo}, target: 6,"
        " prorate: days, pays: {at_target: 2000.00, curve: [[0, 0], [1, 1]], between: line}"
    )
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-08-17
        a2   referral  ada     2026-08-18
        a3   referral  ada     2026-08-19
    """
    said = told(tmp_path, plan, acts, people=STAFF)
    # 16 August to 30 September is 46 of 92 days: 3 of a target of 3 earn 1000.00. Lee had the other 46.
    assert units(said, "measure", "target", "attainment", "earned") == ["ada 3 3 1 1000.00", "lee 0 3 0 0.00"]


def test_coverage_is_by_day(tmp_path: Path) -> None:
    positions = """
        person  role     from        to
        ada     csm      2026-01-01  2026-08-01
        ada     manager  2026-08-01  2026-09-01
        ada     csm      2026-09-01  -
    """
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-07-31
        a2   referral  ada     2026-08-01
        a3   referral  ada     2026-09-01
    """
    said = told(tmp_path, DEMOS, acts, positions=positions)
    assert lines(said, "ada", "quantity", "after") == ["a1 1 1", "a2 0 1", "a3 1 2"]


def test_neighbouring_positions_that_are_both_covered_are_one_stretch(tmp_path: Path) -> None:
    positions = """
        person  role  team   from        to
        ada     csm   north  2026-07-11  2026-08-01
        ada     csm   south  2026-08-01  -
    """
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-07-10
        a2   referral  ada     2026-07-31
        a3   referral  ada     2026-08-01
    """
    said = told(tmp_path, DEMOS, acts, positions=positions)
    assert lines(said, "ada", "limit") == ["a1 not-covered", "a2 None", "a3 None"]


def test_a_plan_may_cover_people_by_name(tmp_path: Path) -> None:
    acts = "key  kind  person  demo\na1  referral  ada  2026-07-01\nb1  referral  ben  2026-07-01"
    said = told(tmp_path, f"{DEMOS}, covers: {{people: [ben]}}", acts)
    assert units(said, "earned") == ["ada 0.00", "ben 100.00"]
    assert lines(said, "ada", "limit") == ["a1 not-covered"]


def test_days_after_leaving_are_judged_as_the_last_one_where_leavers_are_paid(tmp_path: Path) -> None:
    positions = """
        person  role   from        to
        lee     csm    2026-01-01  2026-08-01
        lee     sales  2026-08-01  -
    """
    acts = """
        key  kind      person  opened_on   demo
        l1   referral  lee     2026-07-01  2026-07-31
        l2   referral  lee     2026-07-01  2026-08-01
        l3   referral  lee     2026-07-01  2026-08-16
        l4   referral  lee     2026-08-16  2026-08-16
    """
    paid = told(tmp_path / "paid", f"{DEMOS}, leavers: paid", acts, people=STAFF, positions=positions)
    stop = told(tmp_path / "stop", f"{DEMOS}, leavers: stop", acts, people=STAFF, positions=positions)
    assert lines(paid, "lee", "limit") == ["l1 None", "l2 not-covered", "l3 not-covered", "l4 not-covered"]
    assert lines(stop, "lee", "limit") == ["l1 None", "l2 not-covered", "l3 not-employed", "l4 not-employed"]


OF_LEE = """
    key  kind      person  opened_on   demo
    l1   referral  lee     2026-08-15  2026-08-15
    l2   referral  lee     2026-08-15  2026-08-16
    l3   referral  lee     2026-08-16  2026-08-16
"""


@pytest.mark.parametrize(("leavers", "earned"), [("stop", "100.00"), ("paid", "200.00"), ("prorated", "100.00")])
def test_what_leavers_opened_before_may_earn_after(tmp_path: Path, leavers: str, earned: str) -> None:
    said = told(tmp_path, f"{DEMOS}, leavers: {leavers}", OF_LEE, people=STAFF)
    assert units(said, "earned")[1] == f"lee {earned}"


def test_leavers_may_be_paid_by_one_incentive_alone(tmp_path: Path) -> None:
    other = DEMOS.replace("demos", "other").replace("100.00", "10.00")
    said = told(tmp_path, f"{DEMOS}, leavers: paid\n{other}", OF_LEE, people=STAFF)
    assert units(said, "incentive", "earned")[2:] == ["lee demos 200.00", "lee other 10.00"]


@pytest.mark.parametrize(("leavers", "earned"), [("stop", "0.00"), ("paid", "920.00"), ("prorated", "460.00")])
def test_a_leavers_level_may_be_paid_by_days(tmp_path: Path, leavers: str, earned: str) -> None:
    plan = "key: champs, kind: champions, window: quarter, pays: {each: 920.00}"
    held = "account  person  from\nacme  lee  2026-01-01"
    said = told(tmp_path, f"{plan}, leavers: {leavers}", people=STAFF, holdings=held, champions=CHAMPION)
    # 1 July to 15 August is 46 of 92 days.
    assert units(said, "earned")[1] == f"lee {earned}"


CHAMPION = "account  from\nacme  2026-01-01"

# --- whose act it is ---

HOLDINGS = """
    account  person  from        to          share
    acme     ada     2026-01-01  2026-07-01  1
    acme     ben     2026-07-01  -           1
"""
ACME = """
    key  kind      person  account  opened_on   demo
    r1   referral  -       acme     2026-06-30  2026-07-01
    r2   referral  ada     acme     2026-07-01  2026-07-02
"""


@pytest.mark.parametrize(
    ("credit", "ada", "ben"),
    [
        ("{}", ["r1 1", "r2 1"], []),
        ("{to: holder}", ["r1 1"], ["r2 1"]),
        ("{to: holder, on: milestone}", [], ["r1 1", "r2 1"]),
    ],
)
def test_submitter_first_else_who_holds_it(tmp_path: Path, credit: str, ada: list[str], ben: list[str]) -> None:
    said = told(tmp_path, f"{DEMOS}, credit: {credit}", ACME, holdings=HOLDINGS)
    assert lines(said, "ada", "share") == ada
    assert lines(said, "ben", "share") == ben


def test_explicit_credits_win_over_both(tmp_path: Path) -> None:
    shares = "activity  person  share\nr2  ada  1/4\nr2  ben  0.75"
    said = told(tmp_path, HELD, ACME, holdings=HOLDINGS, credits=shares)
    assert lines(said, "ada", "share", "earned") == ["r1 1 100.00", "r2 0.25 25.00"]
    assert lines(said, "ben", "share", "earned") == ["r2 0.75 75.00"]


def test_thirds_become_millionths_by_key(tmp_path: Path) -> None:
    people = "key  name  role\ncal  Cal  csm\nada  Ada  csm\nben  Ben  csm"
    holdings = """
        account  person  from        share
        acme     cal     2026-01-01  1/3
        acme     ben     2026-01-01  1/3
        acme     ada     2026-01-01  1/3
    """
    said = told(tmp_path, HELD, ACME, people=people, holdings=holdings)
    assert units(said, "measure", "earned") == ["ada 0.666668 66.67", "ben 0.666666 66.67", "cal 0.666666 66.67"]


def test_shares_that_do_not_sum_to_one_touch_those_they_name(tmp_path: Path) -> None:
    people = "key  name  role\nada  Ada  csm\nben  Ben  csm\ncal  Cal  csm"
    holdings = "account  person  from  share\nacme  ada  2026-01-01  0.5\nacme  ben  2026-01-01  0.499999"
    acts = ACME + "    r3   referral  cal     -        2026-07-01  2026-07-02\n"
    said = told(tmp_path, DEMOS, acts, people=people, holdings=holdings)
    assert units(said, "measure", "earned") == ["ada None None", "ben None None", "cal 1 100.00"]
    assert (said["earned"], lines(said, "ada")) == (None, [])
    assert said["touched"] == [["demos", who, "2026-07-01/2026-10-01"] for who in ("ada", "ben")]


def test_an_act_nobody_holds_waits_and_touches_nobody(tmp_path: Path) -> None:
    # r1 was opened on 30 June, when nobody held the account.
    said = told(tmp_path, HELD, ACME, holdings="account  person  from\nacme  ben  2026-07-01")
    assert units(said, "earned") == ["ada 0.00", "ben 100.00"]


def test_where_reads_the_activity_and_its_account(tmp_path: Path) -> None:
    accounts = "key  name  segment\nacme  Acme  enterprise\nbirch  Birch  small"
    acts = """
        key  kind  person  account  amount     won
        d1   csql  ada     acme     1000       2026-07-01
        d2   csql  ada     acme     999.99     2026-07-02
        d3   csql  ada     birch    1000       2026-07-03
        d4   csql  ada     -        1000       2026-07-04
    """
    plan = DEAL + ", where: {segment: [enterprise], amount_at_least: 1000}"
    assert lines(told(tmp_path, plan, acts, accounts=accounts), "ada", "earned") == ["d1 100.00"]


# --- money from elsewhere ---


def euros(folder: Path, rates: str, day: str = "2026-07-10", plan: str = DEAL) -> list[str]:
    acts = f"key  kind  person  amount  currency  won\nd1  csql  ada  1000  EUR  {day}"
    return units(told(folder, plan, acts, rates="on  base  quote  rate\n" + rates), "measure", "earned")[:1]


def test_the_rate_of_the_day_or_of_the_week_before(tmp_path: Path) -> None:
    rates = "2026-07-03  EUR  USD  1.10\n2026-07-11  EUR  USD  9"
    assert euros(tmp_path / "seventh", rates) == ["ada 1100 110.00"]
    assert euros(tmp_path / "eighth", rates, day="2026-07-02") == ["ada None None"]
    assert euros(tmp_path / "old", rates.replace("07-03", "07-02")) == ["ada None None"]


def test_the_inverse_is_an_exact_fraction_and_the_pair_itself_wins(tmp_path: Path) -> None:
    # 1000 / 0.9 = 1111.111111...: 111.1111111 rounds to 111.11.
    assert euros(tmp_path / "inverse", "2026-07-10  USD  EUR  0.9") == ["ada 1111.111111 111.11"]
    assert euros(tmp_path / "both", "2026-07-10  USD  EUR  0.9\n2026-07-08  EUR  USD  1.2") == ["ada 1200 120.00"]
    assert euros(tmp_path / "third", "2026-07-10  EUR  GBP  0.8\n2026-07-10  GBP  USD  1.3") == ["ada None None"]


def test_one_rounding_for_share_amount_and_rate(tmp_path: Path) -> None:
    acts = "key  kind  person  amount  currency  won\nd1  csql  ada  0.01  EUR  2026-07-10"
    shares = "activity  person  share\nd1  ada  0.333333\nd1  ben  0.666667"
    said = told(tmp_path, DEAL, acts, credits=shares, rates="on  base  quote  rate\n2026-07-10  EUR  USD  1.5")
    # 0.333333 x 0.01 x 1.5 = 0.004999995, half away 0.005; two roundings would give 0.004995.
    assert lines(said, "ada", "quantity") == ["d1 0.005"]


def test_an_act_abroad_that_is_counted_needs_no_rate(tmp_path: Path) -> None:
    acts = "key  kind  person  amount  currency  won\nd1  csql  ada  1000  EUR  2026-07-10"
    counted = "key: wins, kind: bounty, window: quarter, counts: {activity: csql, milestone: won}, pays: {each: 20.00}"
    said = told(tmp_path, f"{DEAL}\n{counted}", acts, rates="on  base  quote  rate\n2026-07-10  EUR  USD  1.5")
    assert units(said, "incentive", "measure", "earned")[:2] == ["ada deals 1500 150.00", "ada wins 1 20.00"]


@pytest.mark.parametrize(("period", "measure"), [("2026-Q3", "125"), ("2026-08", "110")])
def test_amounts_may_be_converted_at_the_rate_of_the_windows_last_day_so_far(
    tmp_path: Path, period: str, measure: str
) -> None:
    rates = """
        on          base  quote  rate
        2026-07-10  EUR   USD    2
        2026-08-30  EUR   USD    3
        2026-08-31  EUR   USD    1.1
        2026-09-01  EUR   USD    4
        2026-09-29  EUR   USD    5
        2026-09-30  EUR   USD    1.25
        2026-10-01  EUR   USD    6
    """
    acts = "key  kind  person  amount  currency  won\nd1  csql  ada  100  EUR  2026-07-10"
    said = told(tmp_path, DEAL, acts, head=HEAD + "rates: window_end\n", rates=rates, period=period)
    assert units(said, "measure")[0] == f"ada {measure}"


@pytest.mark.parametrize("amount", ["-0.01", "-"])
def test_a_negative_or_missing_amount_is_never_nothing(tmp_path: Path, amount: str) -> None:
    acts = f"key  kind  person  amount  won\nd1  csql  ada  {amount}  2026-07-10"
    assert units(told(tmp_path, DEAL, acts), "earned") == ["ada None", "ben 0.00"]


@pytest.mark.parametrize(("currency", "earned"), [("JPY", "33"), ("KWD", "33.333"), ("USD", "33.33")])
def test_minor_units_are_the_currencys(tmp_path: Path, currency: str, earned: str) -> None:
    plan = DEAL.split("pays", maxsplit=1)[0] + "pays: {rate: 1/3}"
    acts = f"key  kind  person  amount  currency  won\nd1  csql  ada  100  {currency}  2026-07-10"
    said = told(tmp_path, plan, acts, head=HEAD.replace("USD", currency))
    assert said["earned"] == earned


@pytest.mark.parametrize(
    ("recorded", "quantity"), [("2026-10-30T12:00:00Z", "1 None"), ("2026-10-31T12:00:00Z", "0 late")]
)
def test_thirty_days_after_the_window_is_not_late_and_thirty_one_is(
    tmp_path: Path, recorded: str, quantity: str
) -> None:
    milestones = f"""
        activity  milestone  on          recorded_at
        r1        demo       2026-07-01  {recorded}
    """
    said = told(tmp_path, DEMOS + ", late: {within_days: 30}", ONE, milestones=milestones)
    assert lines(said, "ada", "quantity", "limit") == [f"r1 {quantity}"]


def test_a_team_is_covered_while_she_is_in_it(tmp_path: Path) -> None:
    people = "key  name  role  team\nada  Ada  csm  north\nben  Ben  csm  south"
    positions = """
        person  role  team   from        to
        ada     csm   north  2026-01-01  2026-07-03
        ada     csm   south  2026-07-03  -
    """
    acts = "key  kind  person  demo\na1  referral  ada  2026-07-02\na2  referral  ada  2026-07-03"
    plan = DEMOS + ", covers: {team: [north]}"
    said = told(tmp_path, plan, acts, people=people, positions=positions)
    assert lines(said, "ada", "earned", "limit") == ["a1 100.00 None", "a2 0.00 not-covered"]
    assert units(said, "earned") == ["ada 100.00"]


def test_everybody_covered_appears_and_nobody_else(tmp_path: Path) -> None:
    people = STAFF + "    eve  Eve   csm      2026-10-01  -\n    pat  Pat   csm      -           2026-06-30\n"
    assert units(told(tmp_path, DEMOS, people=people), "earned") == ["ada 0.00", "lee 0.00"]


def test_a_filter_on_amounts_compares_in_the_plans_currency(tmp_path: Path) -> None:
    acts = """
        key  kind  person  amount  currency  won
        d1   csql  ada     1000    EUR       2026-07-10
        d2   csql  ada     1000    GBP       2026-07-10
        d3   csql  ben     1099    -         2026-07-10
        d4   csql  ben     1100    -         2026-07-10
    """
    rates = "on  base  quote  rate\n2026-07-10  EUR  USD  1.1\n2026-07-10  GBP  USD  1.0999"
    said = told(tmp_path, DEAL + ", where: {amount_at_least: 1100}", acts, rates=rates)
    assert units(said, "measure", "earned") == ["ada 1100 110.00", "ben 1100 110.00"]


def test_a_filter_without_its_rate_lets_the_act_wait(tmp_path: Path) -> None:
    acts = "key  kind  person  amount  currency  won\nd1  csql  ada  1000  EUR  2026-07-10"
    said = told(tmp_path, DEAL.replace("{rate: 10%}", "none") + ", where: {amount_at_most: 5}", acts)
    assert units(said, "measure") == ["ada None", "ben 0"]


@pytest.mark.parametrize(
    ("where", "measure"),
    [("{segment: [enterprise], amount_at_least: 5}", "None"), ("{segment: [enterprise], arr_at_least: 5}", "1")],
)
def test_an_act_abroad_waits_for_its_rate_only_where_its_amount_is_asked(
    tmp_path: Path, where: str, measure: str
) -> None:
    accounts = "key  name  segment     arr\nacme  Acme  enterprise  9.00"
    acts = "key  kind  person  account  amount  currency  won\nd1  csql  ada  acme  1000  EUR  2026-07-10"
    wins = "key: wins, kind: bounty, window: quarter, counts: {activity: csql, milestone: won}, pays: {each: 20.00}"
    said = told(tmp_path, f"{wins}, where: {where}", acts, accounts=accounts)
    assert units(said, "measure")[0] == f"ada {measure}"


LEAVING = "key  name  role  ends_on\nlee  Lee  csm  2026-08-15"


@pytest.mark.parametrize(("prorate", "earned"), [("none", "230.00"), ("days", "460.00")])
def test_a_leaver_is_prorated_once(tmp_path: Path, prorate: str, earned: str) -> None:
    # 46 of 92 days. Whole: half of a target of 2 is half of 920.00, by days 230.00.
    # By days already: 1 of a target of 1 is the whole of 460.00, and nothing more is taken for leaving.
    plan = (
        "key: quota, kind: quota, window: quarter, measure: {metric: use}, target: 2,"
        " pays: {at_target: 920.00, curve: [[0, 0], [1, 1]], between: line}, leavers: prorated"
    )
    metrics = "person  metric  period  value\nlee  use  2026-Q3  1"
    said = told(tmp_path, f"{plan}, prorate: {prorate}", people=LEAVING, metrics=metrics)
    assert units(said, "earned") == [f"lee {earned}"]


def test_a_leaver_is_paid_the_days_of_a_curve_that_starts_above_nothing(tmp_path: Path) -> None:
    plan = (
        "key: quota, kind: quota, window: quarter, measure: {metric: use}, target: 2,"
        " pays: {at_target: 920.00, curve: [[0, 0.5], [1, 1]], between: line}, leavers: prorated"
    )
    metrics = "person  metric  period   value\nlee     use     2026-Q3  1"
    said = told(tmp_path, plan, people=LEAVING.replace("08-15", "08-31"), metrics=metrics)
    # Half of the target pays three quarters, 690.00; 62 of 92 days are 31 of 46.
    assert units(said, "earned") == ["lee 465.00"]


@pytest.mark.parametrize("floor", ["guarantee: 100.00", "draw: 100.00"])
def test_a_leaver_who_is_paid_has_no_floor_in_windows_she_was_never_in(tmp_path: Path, floor: str) -> None:
    plan = DEMOS.replace("quarter", "month") + f", leavers: paid, {floor}"
    said = told(tmp_path, plan, people=LEAVING)
    assert units(said, "window", "earned") == [
        "lee 2026-07-01/2026-08-01 100.00",
        "lee 2026-08-01/2026-09-01 100.00",
    ]


@pytest.mark.parametrize("floor", ["guarantee: 100.00", "draw: 100.00"])
def test_a_contest_has_no_floor_for_a_leaver_in_windows_she_was_never_in(tmp_path: Path, floor: str) -> None:
    contest = DEMOS.replace("quarter", "month").replace("bounty", "contest").replace("pays: {each: 100.00}", "")
    acts = "key  kind  person  demo\nr1  referral  lee  2026-09-01"
    said = told(tmp_path, f"{contest} prizes: [30.00], leavers: paid, {floor}", acts, people=LEAVING)
    # She left in August: her referral still wins September, of which she was no part.
    assert lines(said, "lee", "on", "earned") == [
        f"{floor.partition(':')[0]} 2026-07-31 100.00",
        f"{floor.partition(':')[0]} 2026-08-31 100.00",
        "prize 2026-09-30 30.00",
    ]


def test_who_left_before_the_plan_began_has_no_level_of_its_first_window(tmp_path: Path) -> None:
    plan = "key: champs, kind: champions, window: quarter, pays: {each: 100.00}, leavers: paid"
    tables = {"champions": CHAMPION, "holdings": "account  person  from\nacme     lee     2026-01-01"}
    before = told(tmp_path / "a", plan, head=HEAD.replace("2026-01-01", "2026-08-16"), people=LEAVING, **tables)
    inside = told(tmp_path / "b", plan, head=HEAD.replace("2026-01-01", "2026-08-15"), people=LEAVING, **tables)
    assert units(before, "earned") == []
    assert units(inside, "earned") == ["lee 100.00"]


def test_levels_are_of_the_last_day_that_the_plan_is_in_force(tmp_path: Path) -> None:
    holdings = """
        account  person  from        to
        acme     ada     2026-01-01  2026-09-15
        acme     ben     2026-09-15  -
    """
    plan = "key: champs, kind: champions, window: quarter, pays: {each: 100.00}"
    head = HEAD.replace("to: 2027-01-01", "to: 2026-09-15")
    said = told(tmp_path, plan, holdings=holdings, champions=CHAMPION, head=head)
    assert lines(said, "ada", "on", "earned") == ["level 2026-09-30 100.00"]
    assert lines(said, "ben", "on", "earned") == ["level 2026-09-30 0.00"]


def test_shares_of_one_account_that_are_wrong_leave_the_others_alone(tmp_path: Path) -> None:
    acts = """
        key  kind      person  account  demo
        x    referral  -       acme     2026-07-20
        y    referral  -       birch    2026-07-20
    """
    holdings = """
        account  person  from        to  share
        acme     ben     2026-01-01  -   0.5
        birch    ada     2026-01-01  -   1
    """
    assert units(told(tmp_path, HELD, acts, holdings=holdings), "earned") == ["ada 100.00", "ben None"]


UNSOUND = """
    account  person  from        to          share
    acme     ada     2026-01-01  2026-07-10  1
    acme     ada     2026-07-10  2026-07-20  0.5
    acme     ada     2026-07-20  -           1
"""


@pytest.mark.parametrize(
    ("day", "earned"),
    [("2026-07-09", "100.00"), ("2026-07-10", "None"), ("2026-07-19", "None"), ("2026-07-20", "100.00")],
)
def test_an_act_waits_on_the_days_on_which_shares_are_wrong_and_no_longer(
    tmp_path: Path, day: str, earned: str
) -> None:
    acts = f"key  kind      account  demo\nr1   referral  acme     {day}"
    said = told(tmp_path, DEMOS + ", credit: {to: holder, on: milestone}", acts, holdings=UNSOUND)
    assert units(said, "earned") == [f"ada {earned}", "ben 0.00"]


def test_acts_of_other_accounts_do_not_wait_for_wrong_shares(tmp_path: Path) -> None:
    acts = """
        key  kind      account  person  opened_on   demo
        r1   referral  birch    ben     2026-07-12  2026-07-12
        r2   referral  birch    -       2026-07-12  2026-07-12
    """
    holdings = UNSOUND + "    birch    ada     2026-01-01  -           1\n"
    said = told(tmp_path, DEMOS, acts, holdings=holdings)
    assert units(said, "earned") == ["ada 100.00", "ben 100.00"]
