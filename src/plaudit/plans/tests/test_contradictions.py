"""Keys that do not go together, keys that miss each other, values of another shape: one problem, at its place."""

import pytest

from plaudit.plans.tests.typed import DEMOS, plan_text, problems

BOUNTY = f"key: it, kind: bounty, window: quarter, {DEMOS}"
QUOTA = f"key: it, kind: quota, window: quarter, {DEMOS}"
COMMISSION = f"key: it, kind: commission, window: quarter, {DEMOS}"
CONTEST = f"key: it, kind: contest, window: quarter, {DEMOS}"
INDEX = "key: it, kind: index, window: quarter, pays: none"
OKR = "key: it, kind: okr, window: quarter, objective: learn"
CHAMPIONS = "key: it, kind: champions, window: quarter"
BARE = "key: it, kind: bounty, window: quarter, pays: none"
LIFE = "{amount: 5.00, per: effective}"
RISING = "[[0, 0], [1, 1]]"
HALF = "{milestone: agreed, part: 50%}"
CURVE = "at_target: 100.00, curve: [[0, 0], [1, 1]]"
TWO = "counts: {activity: [review, blog], milestone: published}"


def told(incentive: str) -> list[tuple[str, str | None]]:
    """Code and path inside the one incentive."""
    found = problems(plan_text(incentive))
    return [(problem.code, (problem.path or "").removeprefix("incentives[0]").removeprefix(".")) for problem in found]


@pytest.mark.parametrize(
    ("incentive", "code", "path"),
    [
        (f"{BOUNTY}, pays: {{each: 1.00}}, credit: {{to: submitter, on: opened}}", "keys-contradict", "credit.on"),
        (
            f"{BOUNTY}, pays: {{each: 1.00}}, limits: {{budget: {LIFE}, budget_share: prorate}}",
            "keys-contradict",
            "limits.budget_share",
        ),
        (
            f"{BOUNTY}, pays: {{each: 1.00}}, clawback: {{milestone: demo, within_days: 9}}",
            "keys-contradict",
            "clawback.milestone",
        ),
        (
            f"{BOUNTY}, pays: {{each: 1.00}}, clawback: {{milestone: gone, within_days: 9}}",
            "milestone-unknown",
            "clawback.milestone",
        ),
        (f"{BOUNTY}, pays: {{each: 1.00}}, earns: [{{milestone: demo, part: 1}}]", "keys-contradict", "earns"),
        (f"{BOUNTY}, pays: {{each: 1.00, every: 2.00}}", "key-unknown", "pays.every"),
        (
            f"{BOUNTY}, pays: {{steps: [{{at: 3, pay: 5.00}}, {{at: 3, pay: 6.00}}]}}",
            "bounds-not-rising",
            "pays.steps[1].at",
        ),
        (f"{BOUNTY}, pays: {{package: 0, each: 1.00, started: free}}", "number-not-above-zero", "pays.package"),
        (f"{BOUNTY}, pays: {{package: 2, started: free}}", "key-missing", "pays"),
        (f"{BOUNTY}, pays: [each]", "way-unknown", "pays"),
        (f"{BOUNTY}, pays: often", "way-unknown", "pays"),
        (f"{BOUNTY}, pays: {{each: [1.00]}}", "shape", "pays.each"),
        (f"{BOUNTY}, pays: {{tiers: graduated, rates: []}}", "list-length", "pays.rates"),
        (f"{BOUNTY}, pays: {{tiers: graduated, rates: 5}}", "shape", "pays.rates"),
        (f"{BOUNTY}, pays: {{tiers: graduated, rates: [5]}}", "shape", "pays.rates[0]"),
        (f"{BOUNTY}, pays: {{tiers: [graduated], rates: [{{each: 1.00}}]}}", "shape", "pays.tiers"),
        (f"{BOUNTY}, pays: {{tiers: marginal, rates: [{{each: 1.00}}]}}", "word-unknown", "pays.tiers"),
        (f"{BOUNTY}, pays: {{each: {{referral: 0.0000001}}}}", "number-too-fine", "pays.each.referral"),
        (f"{BOUNTY}, pays: {{each: {{referral: 5.00}}}}, measure: points", "keys-contradict", "pays.each"),
        (f"{BOUNTY}, pays: {{each: 1.00}}, measure: amount", "measure-of-another-kind", "measure"),
        (
            f"{BOUNTY}, pays: {{each: 1.00}}, measure: points, points: {{referral: -1}}",
            "number-below-zero",
            "points.referral",
        ),
        (
            f"{BOUNTY}, pays: {{each: 1.00}}, measure: points, points: {{referral: 1, blog: 1}}",
            "kind-not-counted",
            "points.blog",
        ),
        (f"{BOUNTY}, pays: {{each: 1.00}}, where: {{amount_at_least: many}}", "number", "where.amount_at_least"),
        (f"{BOUNTY}, pays: {{each: 1.00}}, where: {{amount_at_least: [1, 2]}}", "list-length", "where.amount_at_least"),
        (f"{BOUNTY}, pays: {{each: 1.00}}, where: {{segment: []}}", "list-length", "where.segment"),
        (
            f"{BOUNTY}, pays: {{each: 1.00}}, effective: {{from: 2026-05-02, to: 2026-05-02}}",
            "ends-before-it-starts",
            "effective",
        ),
        (f"{QUOTA}, target: 5, pays: {{curve: [[0, 0], [1, 1]]}}", "key-missing", "pays"),
        (
            f"{QUOTA}, target: 5, pays: {{at_target: 5.00, curve: [[1, 1], [1, 2]]}}",
            "bounds-not-rising",
            "pays.curve[1]",
        ),
        (
            f"{QUOTA}, target: 5, pays: {{at_target: 5.00, curve: [[0, 1], [1, 0]], beyond: extend}}",
            "nothing-to-extend",
            "pays.beyond",
        ),
        (f"{QUOTA}, target: 5, pays: {{tiers: graduated, rates: [{{rate: 3%}}]}}", "rate-without-amount", "pays"),
        (f"{QUOTA}, target: 5, pays: {{{CURVE}}}, measure: {{per: accounts}}", "way-unknown", "measure"),
        (f"{QUOTA}, target: 5, pays: {{{CURVE}}}, measure: {{metric: nps}}", "counts-unused", "counts"),
        (
            "key: it, kind: quota, window: quarter, measure: {metric: nps}, pays: none, where: {segment: mid}",
            "acts-missing",
            "where",
        ),
        (f"{CONTEST}, prizes: [5.00], brackets: {{by: team, bounds: [5]}}", "keys-contradict", "brackets.bounds"),
        (
            f"{CONTEST}, prizes: [5.00], brackets: {{by: arr, bounds: [5, 5]}}",
            "bounds-not-rising",
            "brackets.bounds[1]",
        ),
        (f"{CONTEST}, prizes: [[5.00], [4.00]]", "prizes-by-bracket", "prizes"),
        (f"{CONTEST}, prizes: [[5.00], 4.00]", "shape", "prizes[1]"),
        (f"{CONTEST}, prizes: [5.001]", "money-too-fine", "prizes[0]"),
        (
            f"{INDEX}, metrics: [{{metric: nps, target: 4, weight: 1, shape: {RISING}}}]",
            "target-or-shape",
            "metrics[0]",
        ),
        (
            f"{INDEX}, metrics: [{{metric: nps, weight: 1, shape: [[1, 0], [0, 1]]}}]",
            "bounds-not-rising",
            "metrics[0].shape[1]",
        ),
        (f"{INDEX}, metrics: [{{metric: nps, weight: 1, shape: [[1, 0]]}}]", "list-length", "metrics[0].shape"),
        (f"{INDEX}, metrics: [{{target: 4, weight: 1}}]", "counts-or-metric", "metrics[0]"),
        (f"{INDEX}, metrics: [{{metric: nps, target: 0, weight: 1}}]", "target-not-above-zero", "metrics[0].target"),
        (f"{OKR}, key_results: [{{title: a, target: 1, metric: nps, {DEMOS}}}]", "counts-or-metric", "key_results[0]"),
        (
            f"{OKR}, key_results: [{{title: a, target: 1, counts: {{activity: review}}}}]",
            "milestone-missing",
            "key_results[0].counts",
        ),
        (f"{OKR}, key_results: [{{metric: nps, target: 1}}]", "key-missing", "key_results[0]"),
        (f"{OKR}, {DEMOS}, key_results: [{{title: a, metric: nps, target: 1}}]", "counts-unused", "counts"),
        (
            f"key: it, kind: recognition, window: year, {DEMOS}, awards: [{{at: 5, badge: a}}, {{at: 5, badge: b}}]",
            "bounds-not-rising",
            "awards[1].at",
        ),
        (
            f"key: it, kind: recognition, window: year, {DEMOS}, awards: [{{at: 0, badge: a}}]",
            "bounds-not-rising",
            "awards[0].at",
        ),
        (f"{CHAMPIONS}, level: highest, pays: none", "word-unknown", "level"),
        (
            f"key: it, kind: bounty, window: quarter, {TWO}, pays: {{each: {{review: 1.00}}}}",
            "kind-without-units",
            "pays.each",
        ),
        (
            f"{BARE}, counts: {{activity: [review, blog], milestone: {{review: published}}}}",
            "milestone-missing",
            "counts.milestone",
        ),
        (
            f"{BARE}, counts: {{activity: review, milestone: {{review: published, blog: published}}}}",
            "kind-not-counted",
            "counts.milestone.blog",
        ),
        (
            f"{BARE}, counts: {{activity: review}}, earns: [{HALF}, {HALF}]",
            "word-twice",
            "earns[1].milestone",
        ),
        ("key: it, kind: bounty, window: weekly, pays: none, " + DEMOS, "word-unknown", "window"),
        ("key: it, kind: bounty, window: {from: 2026-01-01}, pays: none, " + DEMOS, "key-missing", "window"),
        ("key: it, window: month, pays: none, " + DEMOS, "key-missing", ""),
        (f"{BARE}, {DEMOS}, where: {{person: ada}}", "attribute-unread", "where.person"),
        (f"{BARE}, {DEMOS}, where: {{key: a1}}", "attribute-unread", "where.key"),
        (f"{BARE}, {DEMOS}, where: {{opened_on_at_least: 5}}", "attribute-unread", "where.opened_on_at_least"),
        (f"{BARE}, {DEMOS}, where: {{amount: 1000}}", "attribute-unread", "where.amount"),
        (f"{BARE}, {DEMOS}, where: {{stars_at_least: 1/3}}", "number-too-fine", "where.stars_at_least"),
        ("key: it, kind: bounty, window: ~, pays: none, " + DEMOS, "value-missing", ""),
        (f"{BOUNTY}, pays: {{each: ~}}", "value-missing", ""),
        ("key: it, kind: [bounty], window: month, pays: none, " + DEMOS, "shape", "kind"),
    ],
)
def test_one_mistake_is_one_problem(incentive: str, code: str, path: str) -> None:
    assert told(incentive) == [(code, path)]


def test_a_plan_without_incentives_is_one_problem() -> None:
    assert [problem.code for problem in problems("plan: x\ncurrency: USD\nincentives:\n")] == ["value-missing"]


@pytest.mark.parametrize("item", ["demos", "[demos]"])
def test_an_incentive_is_keys_with_values(item: str) -> None:
    found = problems(f"plan: x\ncurrency: USD\nincentives:\n  - {item}\n")
    assert [(problem.code, problem.path) for problem in found] == [("shape", "incentives[0]")]


def test_an_incentive_lives_inside_its_plans_days() -> None:
    found = problems(plan_text(f"{BOUNTY}, pays: none, effective: {{to: 2026-01-01}}", effective="{from: 2026-01-01}"))
    assert [(problem.code, problem.path) for problem in found] == [("outside-the-plan", "incentives[0].effective")]


FLAT = "{below: 9, flat: 2.00}"
AT_TARGET = f"{QUOTA}, target: 5, pays: {{at_target: 5.00, curve: "


@pytest.mark.parametrize(
    ("incentive", "says"),
    [
        (
            f"{BOUNTY}, pays: {{tiers: volume, rates: [{{upto: 0, each: 1.00}}, {{each: 2.00}}]}}",
            ["Tier 1 ends at 0, but nothing is below 0: it holds no unit."],
        ),
        (
            f"{BOUNTY}, pays: {{tiers: volume, rates: [{{upto: 5, each: 1.00}}, {{upto: 4, each: 2.00}}]}}",
            ["The last tier ends at 4, so what comes after it earns nothing."],
        ),
        (
            f"{COMMISSION}, pays: {{tiers: volume, rates: [{{below: 5, each: 1.00}}, {FLAT}, {{rate: 3%}}]}}",
            ["Some tiers pay `each`, which is money by the unit, and some `rate`, which is a share of the amount."],
        ),
        (
            f"{COMMISSION}, pays: {{tiers: volume, rates: [{{upto: 5, flat: 1.00}}, {{each: 2.00}}]}}",
            ["`each` and `package` pay by the unit, but amounts are measured here."],
        ),
        (f"{COMMISSION}, pays: {{tiers: volume, rates: [{{upto: 5, flat: 1.00}}, {{flat: 2.00}}]}}", []),
        (
            f"{AT_TARGET}[[0, 0], [1, 1], [1, 2]]}}",
            ["Point 3 of the curve is at an attainment that is not above that of point 2."],
        ),
        (
            f"{AT_TARGET}[[1, 1]], beyond: extend}}",
            ["There is no line through the last two points that could be extended."],
        ),
        (
            f"{AT_TARGET}[[0, 0], [1, 2], [2, 1]], beyond: extend}}",
            ["The last line falls, and extended it would pay less than nothing."],
        ),
        (f"{AT_TARGET}[[0, 0], [1, 1], [2, 1]], beyond: extend}}", []),
    ],
)
def test_what_a_way_to_pay_says_of_its_tiers_and_points(incentive: str, says: list[str]) -> None:
    assert [problem.says for problem in problems(plan_text(incentive))] == says
