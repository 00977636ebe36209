"""Each key of a plan has its sentence in the text to sign."""

import pytest

from plaudit.plans.tests.typed import DEMOS, bounty, plan
from plaudit.plans.text import text

QUOTA = f"key: q, kind: quota, window: quarter, {DEMOS}"
LINE = "curve: [[0, 0], [1, 1]]"
INDEX = "key: i, kind: index, window: quarter"
CONTEST = f"key: c, kind: contest, window: quarter, {DEMOS}"


def told(*incentives: str, **head: str) -> str:
    """The text on one line, so that it does not matter where lines break."""
    return " ".join(text(plan(*incentives, **head)).split())


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ({}, "It covers everybody without an end."),
        (
            {"covers": "{role: [csm, lead], team: west}"},
            "It covers everybody in the role csm or lead and the team west",
        ),
        ({"covers": "{people: [ada, ben]}"}, "It covers ada and ben"),
        ({"effective": "{from: 2026-01-01, to: 2027-01-01}"}, "from 2026-01-01 up to and including 2026-12-31."),
        ({"effective": "{from: 2026-01-01}"}, "from 2026-01-01 on."),
        ({"effective": "{to: 2027-01-01}"}, "up to and including 2026-12-31."),
        ({"calendar": "{fiscal_year_starts: april}"}, "Days are those of UTC; years start in April."),
        ({"budget": "9000.00"}, "All incentives together pay at most 9000.00 USD while it is in force."),
        ({"leavers": "paid"}, "Who leaves is still paid for acts opened before, and her scores count."),
        ({"late": "{within_days: 30}"}, "first recorded more than 30 days after its window's end earns nothing."),
        ({"rates": "window_end"}, "converted at the rate of the window's last day."),
        ({"recover": "{at_most: 50%}"}, "A negative balance takes at most 50 % of what later statements earn."),
        ({"review_on": "2026-11-15"}, "The plan will be reviewed on 2026-11-15."),
    ],
)
def test_the_head(head: dict[str, str], sentence: str) -> None:
    assert sentence in told(**head)


def test_a_plan_without_incentives_says_that_this_is_on_purpose() -> None:
    assert "This plan pays nothing, on purpose." in told()


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ("funded_by: sales", "By the quarter, funded by sales (kind: bounty, key: demos)."),
        ("covers: {team: west}", "It covers everybody in the team west, whatever the plan covers otherwise."),
        ("effective: {from: 2026-07-01}", "It holds from 2026-07-01 on."),
        (
            "where: {segment: [enterprise, mid], amount_at_least: 1000, nps_at_most: 8}",
            "referral at demo, where segment is enterprise or mid, amount is at least 1000 and nps is at most 8.",
        ),
        ("credit: {to: holder}", "Credit goes to whoever holds the account on the day the activity was opened."),
        ("credit: {to: holder, on: milestone}", "Credit goes to whoever holds the account on the milestone's day."),
        ("credit: {to: submitter}", "Credit goes to the person who brought it."),
        ("limits: {per_account: 2}", "Of one account, the first 2 in a quarter count."),
        ("limits: {per_contact: 1}", "Of one contact, the first 1 in a quarter count."),
        ("limits: {per_activity: 50.00}", "One act earns at most 50.00 USD."),
        ("limits: {per_person: 500.00}", "One person earns at most 500.00 USD in a quarter."),
        (
            "limits: {budget: 5.00}",
            "All people together earn at most 5.00 USD in a quarter: who is first is served first.",
        ),
        (
            "limits: {budget: {amount: 5.00, per: effective}}",
            "at most 5.00 USD while the incentive is in force: who is first is served first.",
        ),
        ("limits: {budget: 5.00, budget_share: prorate}", "5.00 USD in a quarter: all are cut in proportion."),
        ("requires: {metric: adoption, at_least: 0.7}", "only if the metric adoption reaches 0.7 in the same window."),
        (
            "clawback: {milestone: churned, within_days: 90}",
            "If churned follows within 90 days, all of it is taken back.",
        ),
        (
            "clawback: {milestone: churned, within_days: 90, portion: prorated, effect: act_only}",
            "the part of those days that had not passed is taken back; other acts keep what they earned.",
        ),
        ("guarantee: 75.00", "Each quarter pays at least 75.00 USD."),
        ("draw: 75.00", "75.00 USD are advanced each quarter and earned back; what is left in the end is stated"),
        ("draw: {amount: 75.00, leftover: recover}", "what is left in the end is taken back."),
        ("prorate: days", "Targets are prorated by days."),
        ("leavers: prorated", "Who leaves has the scores and levels of the unfinished window paid by days."),
        ("late: {within_days: 5}", "What is first recorded more than 5 days after its window's end earns nothing."),
        ("customer_gift: {value: 25, currency: EUR}", "The customer gets a gift worth 25 EUR."),
        ("disclosure: Say that it was rewarded.", "To be disclosed: Say that it was rewarded."),
        ("proof: link", "Proof: a link."),
        ("invites: all", "All customers are invited."),
        ("invites: filtered", "Only some customers are invited."),
    ],
)
def test_what_every_incentive_may_say(keys: str, sentence: str) -> None:
    assert sentence in told(bounty("{each: 1.00}", keys))


@pytest.mark.parametrize(
    ("incentive", "sentence"),
    [
        (bounty("{each: 0.125}"), "0.125 USD for each referral."),
        (bounty("none"), "No money is paid: progress is shown."),
        (
            bounty("{tiers: volume, rates: [{below: 5, each: 1.00, flat: 9.00}, {flat: 20.00}]}"),
            "Up to but not including 5: 1.00 USD each and 9.00 USD once; above 5: 20.00 USD once. All units are paid",
        ),
        (bounty("{tiers: graduated, rates: [{each: 1.00}]}"), "Everything: 1.00 USD each."),
        (
            bounty("{steps: [{at: 3, pay: 5.00}, {at: 6, pay: 9.00}]}"),
            "5.00 USD from 3 on and 9.00 USD from 6 on, in all",
        ),
        (
            bounty("{package: 10, each: 50.00, started: pays}"),
            "50.00 USD for each package of 10 (referral); one that is started pays in full.",
        ),
        (f"{QUOTA}, pays: {{at_target: 5.00, curve: [[1, 1]], between: step}}", "Each person has a target of her own."),
        (
            f"{QUOTA}, target: 6, pays: {{at_target: 5.00, curve: [[0, 0], [1, 1]], beyond: extend}}",
            "with straight lines between, nothing below the first, the last line goes on above.",
        ),
        (
            (
                "key: k, kind: commission, window: half, counts: {activity: csql, milestone: won}, "
                "pays: {tiers: graduated, rates: [{upto: 10000, rate: 3%}, {rate: 5%}]}"
            ),
            "By the half-year (kind: commission, key: k).",
        ),
        (
            (
                "key: k, kind: commission, window: half, counts: {activity: csql, milestone: won}, "
                "pays: {tiers: graduated, rates: [{upto: 10000, rate: 3%}, {rate: 5%}]}"
            ),
            "Up to and including 10000: 3 %; above 10000: 5 %. Each unit is paid by the tier it falls in;",
        ),
        (
            (
                "key: s, kind: bounty, window: quarter, counts: {activity: [review, video], milestone: published}, "
                "pays: {each: {review: 25.00, video: 300.00}}"
            ),
            "25.00 USD for each review and 300.00 USD for each video.",
        ),
        (
            f"{QUOTA}, target: 6, pays: {{at_target: 5.00, curve: [[0.5, 0.5], [1, 1]]}}",
            "5.00 USD at target. Attainment of 50 % pays 50 % and 100 % pays 100 % of that;",
        ),
        (
            f"{INDEX}, metrics: [{{metric: nps, target: 40, weight: 1}}], pays: {{at_target: 5.00, {LINE}}}",
            "5.00 USD at score 1. A score of 0 % pays 0 % and 100 % pays 100 % of that;",
        ),
        (
            "key: k, kind: champions, window: year, level: average, target: 4, pays: none",
            "on average over the days of the year",
        ),
        (
            f"{INDEX}, metrics: [{{metric: nps, shape: [[0, 0], [40, 1]], weight: 1}}], pays: none",
            "nps scored 0 as 0 and 40 as 1",
        ),
        (f"{CONTEST}, prizes: [5.00], measure: {{per: accounts}}", "for each account they held on the first day"),
        (
            f"{CONTEST}, prizes: [5.00], measure: improvement",
            "how much the number of acts grew since the window before",
        ),
        (f"{CONTEST}, prizes: [5.00], draw_lots: {{seed: spring}}", "ordered by SHA-256 with the seed 'spring'."),
        (f"{CONTEST}, prizes: [5.00], ties: earliest", "Of people who tie, the first to get there is ahead"),
        (f"{CONTEST}, prizes: [5.00], brackets: {{by: arr, bounds: [20]}}", "within brackets by arr, divided at 20."),
        (
            (
                "key: f, kind: bounty, window: {from: 2026-01-01, to: 2026-04-01}, counts: {activity: video}, "
                "earns: [{milestone: agreed, part: 30%}, {milestone: published, part: 70%}], pays: none"
            ),
            "What counts: video 30 % at agreed and 70 % at published.",
        ),
    ],
)
def test_what_an_instrument_says_of_its_own(incentive: str, sentence: str) -> None:
    assert sentence in told(incentive)


def test_a_gate_on_another_incentive_names_it() -> None:
    gated = bounty("{each: 1.00}", "requires: {incentive: q, attainment: 1}")
    assert "only if the attainment of `q` reaches 1 in the same window." in told(
        gated, f"{QUOTA}, target: 3, pays: none"
    )
