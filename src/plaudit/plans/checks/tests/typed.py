"""Plans as small as a check needs them: incentives in flow style, the head by keyword."""

from plaudit.plans.checks import check
from plaudit.plans.checks.finding import Finding
from plaudit.plans.plan import Plan
from plaudit.plans.read import read

HEAD = {
    "plan": "small",
    "title": "Small",
    "currency": "USD",
    "covers": "{role: csm}",
    "effective": "{from: 2026-01-01, to: 2027-01-01}",
}
DEMOS = "counts: {activity: referral, milestone: demo}"
REVIEWS = "counts: {activity: review, milestone: published}"
STORIES = "counts: {activity: case_study, milestone: published}"
CALLS = "counts: {activity: reference_call, milestone: delivered}"
WON = "counts: {activity: csql, milestone: won}"
EACH = "{each: 100.00}"
TARGET = "{at_target: 1000.00, curve: [[0, 0], [1, 1], [2, 2]], between: line}"
SPAN = "{from: 2026-07-01, to: 2026-10-01}"
OKR = "{title: Stories, counts: {activity: case_study, milestone: published}, target: 3}"
INDEX = "metrics: [{metric: adoption, target: 0.8, weight: 0.5}, {metric: nps, target: 40, weight: 0.5}]"
PAID_INDEX = "pays: {at_target: 1000.00, curve: [[0.8, 0], [1, 1]], between: line}"
GIFT = "{value: 20.00, currency: USD}"
THANKS = "awards: [{at: 10, gift: Dinner for two, value: 150.00}]"
GARTNER = "{platform: [g2, gartner_peer_insights]}"


def plan(*incentives: str, **head: str) -> Plan:
    keys = [f"{key}: {said}" for key, said in {**HEAD, **head}.items()]
    return read("\n".join([*keys, "incentives:", *(f"  - {{{incentive}}}" for incentive in incentives)]))


def findings(code: str, *incentives: str, **head: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in check(plan(*incentives, **head)) if finding.code == code)


def bounty(pays: str, counts: str = DEMOS, **keys: str) -> str:
    return incentive("bounty", counts, f"pays: {pays}", **keys)


def quota(pays: str, **keys: str) -> str:
    return incentive("quota", DEMOS, f"pays: {pays}", **keys)


def contest(prizes: str, **keys: str) -> str:
    return incentive("contest", DEMOS, f"prizes: {prizes}", **keys)


def commission(pays: str = "{rate: 3%}", **keys: str) -> str:
    return incentive("commission", "counts: {activity: csql, milestone: won}", f"pays: {pays}", **keys)


def incentive(kind: str, *said: str, **keys: str) -> str:
    given = {"key": kind, "window": "quarter", **keys}
    return ", ".join([f"kind: {kind}", *said, *(f"{key}: {value}" for key, value in given.items())])


SALES_BONUS = incentive("quota", WON, "measure: amount", f"pays: {TARGET}", target="100000")
SALES_CONTEST = incentive("contest", WON, "measure: amount", "prizes: [500.00, 500.00]", ties="share")
