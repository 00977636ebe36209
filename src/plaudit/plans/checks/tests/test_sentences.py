"""What findings say: the figures are worked out by hand."""

from pathlib import Path

from plaudit.plans import new
from plaudit.plans.checks import check
from plaudit.plans.checks.tests.typed import (
    REVIEWS,
    bounty,
    commission,
    contest,
    findings,
    incentive,
    quota,
)
from plaudit.plans.read import read

DOWN = "{tiers: volume, rates: [{upto: 100, each: 2.10}, {each: 1.00}]}"
DOUBLE = "{tiers: volume, rates: [{upto: 5, each: 100.00}, {each: 200.50}]}"
LINE = "{at_target: 2000.00, curve: [[0, 0], [1, 1], [1.5, 2]], between: line}"
STEPPED = "{at_target: 1000.00, curve: [[0.5, 0.25], [1, 1]], between: step}"


def says(code: str, *incentives: str, **head: str) -> str:
    (finding,) = findings(code, *incentives, **head)
    return finding.says


def test_a_fall_is_told_with_the_money_before_and_after_and_where_it_is_made_good() -> None:
    # 100 x 2.10 = 210.00, then all at 1.00; 210 units of 1.00 are needed for 210.00 again.
    assert says("payout-falls", bounty(DOWN)) == (
        "At 100 referrals it pays 210.00 USD, at just above 100 referrals only 100.00 USD: doing more costs 110.00 "
        "USD. The old pay is reached again at 209.995 referrals."
    )


def test_a_cliff_is_told_as_a_share_of_the_pay_so_far() -> None:
    assert says("cliff", bounty(DOUBLE)) == (
        "Reaching 6 referrals moves the pay from 500.00 USD to 1203.00 USD at once, 141 % of a "
        "quarter's pay (500.00 USD): people will pull acts forward to reach it, or hold them back when they cannot."
    )


def test_the_template_of_tiers_says_truly_what_volume_would_do() -> None:
    template = (Path(new.__file__).parent / "templates" / "referral-bounty.yaml").read_text(encoding="utf-8")
    plan = read(template.replace("tiers: graduated", "tiers: volume"))
    (cliff,) = [finding for finding in check(plan) if finding.code == "cliff"]
    assert cliff.says.startswith(
        "Reaching 6 referrals moves the pay from 500.00 USD to 900.00 USD at once, 80 % of a quarter's pay"
    )


def test_a_cliff_of_a_quota_is_a_share_of_the_pay_at_target() -> None:
    assert says("cliff", quota(STEPPED, target="6")).startswith(
        "Reaching 6 referrals moves the pay from 250.00 USD to 1000.00 USD at once, 75 % of a quarter's pay "
        "(1000.00 USD)"
    )


def test_a_quota_with_targets_in_the_data_speaks_of_the_target() -> None:
    assert says("cliff", quota(STEPPED)).startswith("Reaching 1 of the target moves the pay from 250.00 USD")


def test_a_cap_says_where_it_is_reached() -> None:
    rates = "{tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}"
    assert says("unreachable-tier", bounty(rates, limits="{per_person: 400.00}")) == (
        "What the plan promises from just above 5 referrals on is never paid: `per_person` is 400.00 USD, reached at "
        "3.99995 referrals."
    )


def test_the_worst_case_is_counted_for_a_person_for_everybody_and_for_its_life() -> None:
    # 1.5 x the target pays double: 4000.00; four quarters of a budget of 10000.00.
    one, whole = findings("worst-case", quota(LINE, target="6", limits="{budget: 10000.00}"))
    assert one.path == "incentives"
    assert one.says == "Over its life the whole plan costs at most 40000.00 USD."
    assert whole.says == (
        "`quota` costs at most 4000.00 USD a person and quarter, 10000.00 USD for everybody, 40000.00 USD over its "
        "life."
    )


def test_the_worst_case_of_named_people_is_counted_by_head() -> None:
    costs = findings("worst-case", quota(LINE, target="6"), covers="{people: [ada, ben, cleo]}")
    assert costs[1].says.startswith(
        "`quota` costs at most 4000.00 USD a person and quarter, 12000.00 USD for everybody"
    )


def test_a_guarantee_comes_on_top_of_a_budget() -> None:
    given = quota(LINE, target="6", limits="{budget: 5000.00}", guarantee="100.00")
    costs = findings("worst-case", given, covers="{people: [ada, ben]}")
    assert costs[1].says.startswith("`quota` costs at most 4000.00 USD a person and quarter, 5200.00 USD for everybody")


def test_prizes_cost_what_they_add_up_to() -> None:
    costs = findings("worst-case", contest("[800.00, 400.00]", ties="share"))
    assert costs[1].says == (
        "`contest` costs at most 800.00 USD a person and quarter, 1200.00 USD for everybody, 4800.00 USD over its life."
    )


def test_a_full_prize_for_each_who_ties_has_no_sum() -> None:
    costs = findings("worst-case", contest("[800.00, 400.00]", ties="all"))
    assert "which no budget bounds" in costs[1].says


def test_what_cannot_be_bounded_is_named_beside_what_can() -> None:
    costs = findings("worst-case", bounty("{each: 50.00}", limits="{budget: 500.00}"), commission())
    assert costs[0].says == (
        "No figure bounds what the whole plan can cost: `commission` can grow with people, acts or time. "
        "Everything else costs at most 2000.00 USD."
    )


def test_a_budget_of_the_plan_bounds_everything() -> None:
    costs = findings("worst-case", commission(), budget="9000.00")
    assert [cost.says for cost in costs] == ["Over its life the whole plan costs at most 9000.00 USD."]


def test_an_act_paid_twice_is_told_with_both_prices() -> None:
    assert says("paid-twice", bounty("{each: 25.00}", REVIEWS), bounty("{each: 50.00}", REVIEWS, key="spiff")) == (
        "The same act counts in `bounty` and in `spiff`: review (published). The first review alone pays 25.00 USD "
        "in `bounty` and 50.00 USD in `spiff`."
    )


def test_a_customer_who_is_paid_too_is_told_with_both_prices() -> None:
    gift = "{value: 20.00, currency: USD}"
    assert says("customer-paid-too", bounty("{each: 25.00}", REVIEWS, customer_gift=gift)) == (
        "One act costs twice: the CSM is paid 25.00 USD for the first, and the customer gets 20 USD."
    )


def test_one_prize_among_ten_is_better_split_in_three() -> None:
    ten = "{people: [a, b, c, d, e, f, g, h, i, j]}"
    (finding,) = findings("single-winner", contest("[1500.00]", ties="share"), covers=ten)
    assert finding.remedy == "Split it into 3 equal prizes of 500.00 USD."


def test_a_milestone_that_is_too_early_is_answered_with_those_that_are_not() -> None:
    early = incentive("commission", "counts: {activity: csql, milestone: logged}", "pays: {rate: 1%}")
    (finding,) = findings("paid-before-acceptance", early)
    assert finding.remedy.startswith("Pay at `accepted` or `opportunity` or `won` or `paid`")


def test_a_review_of_a_spiff_waits_as_long_as_the_spiff_ran() -> None:
    spiff = bounty("{each: 25.00}", window="{from: 2026-07-01, to: 2026-10-01}")
    (finding,) = findings("no-washout", spiff, review_on="2026-10-15")
    # 92 days from the first of October.
    assert finding.remedy.startswith("Set `review_on: 2027-01-01` or later")


def test_a_finding_stands_on_the_line_of_what_it_speaks_of() -> None:
    flow = bounty("{each: 25.00}", REVIEWS, where="{stars_at_least: 5}")
    (finding,) = findings("pay-by-sentiment", flow)
    assert (finding.path, finding.line) == ("incentives[0].where", 7)


def test_a_law_is_cited_with_where_it_holds_and_when_it_was_looked_up() -> None:
    (finding,) = findings("pay-by-sentiment", bounty("{each: 25.00}", REVIEWS, where="{stars_at_least: 5}"))
    assert "16 CFR 465.4" in finding.cites
    assert (finding.dated, finding.jurisdiction) == ("2026-11", "US, platforms")
