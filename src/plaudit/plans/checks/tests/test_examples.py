"""Plans that people start from break nothing; what they are warned of was read and judged."""

import pytest

from plaudit.plans import new
from plaudit.plans.checks import check
from plaudit.plans.read import read

# The plan of files.md, in which two incentives pay for one review, and of which nothing bounds three.
EXAMPLE = """
plan: advocacy-2026
title: Customer advocacy 2026
currency: USD
calendar: {time_zone: America/New_York, fiscal_year_starts: january}
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: referral-demo
    kind: bounty
    funded_by: sales
    window: quarter
    counts: {activity: referral, milestone: demo}
    credit: {to: holder, on: opened}
    pays: {tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}
    limits: {per_account: 2, per_person: 5000.00, budget: 40000.00}
  - key: reference-slider
    kind: bounty
    window: {from: 2026-07-01, to: 2026-10-01}
    counts:
      activity: [review, reference_call, video]
      milestone: {review: published, reference_call: delivered, video: published}
    pays: {each: {review: 25.00, reference_call: 75.00, video: 300.00}}
  - key: advocacy-assets
    kind: quota
    window: quarter
    counts: {activity: [review, testimonial, case_study], milestone: published}
    measure: points
    points: {review: 1, testimonial: 2, case_study: 5}
    target: 6
    pays: {at_target: 2000.00, curve: [[0, 0], [0.5, 0.25], [1, 1], [1.5, 2]], between: line}
  - key: csql
    kind: commission
    window: quarter
    counts: {activity: csql, milestone: won}
    pays: {rate: 3%}
    limits: {per_activity: 5000.00}
    clawback: {milestone: churned, within_days: 180, portion: prorated}
  - key: top-referrer
    kind: contest
    window: quarter
    counts: {activity: referral, milestone: demo}
    prizes: [1500.00]
    ties: share
    minimum: 1
  - key: champions
    kind: champions
    window: quarter
    pays: {each: 250.00}
  - key: stories
    kind: okr
    window: quarter
    objective: Better understand our customers
    key_results:
      - title: Publish three stories
        counts: {activity: [case_study, testimonial], milestone: published}
        target: 3
  - key: experience-index
    kind: index
    window: quarter
    metrics:
      - {metric: references, target: 4, weight: 0.3}
      - {metric: adoption, target: 0.8, weight: 0.4}
      - {metric: nps, target: 40, weight: 0.3}
    pays: {at_target: 1500.00, curve: [[0.8, 0], [1, 1], [1.2, 1.5]], between: line}
  - key: thanks
    kind: recognition
    window: quarter
    counts: {activity: [reference_call], milestone: delivered}
    awards: [{at: 1, badge: First reference}, {at: 10, gift: Dinner for two, value: 150.00}]
"""


def said(text: str, *severities: str) -> set[tuple[str, str]]:
    return {(finding.code, finding.path) for finding in check(read(text)) if finding.severity in severities}


def test_the_example_of_the_format_is_warned_of_what_a_consultant_would_say() -> None:
    assert said(EXAMPLE, "error", "warn") == {
        ("clawback-terms", "incentives[3].clawback"),
        ("commission-contract", "incentives[3].pays"),
        ("leavers-unsaid", ""),
        ("no-washout", "incentives[1].window"),
        ("paid-twice", "incentives[2].counts"),
        ("prize-and-overtime", ""),
        ("single-winner", "incentives[4].prizes"),
        ("unbounded", "incentives[1].pays"),
        ("unbounded", "incentives[5].pays"),
    }


@pytest.mark.parametrize("name", new.names())
def test_a_template_breaks_nothing(name: str) -> None:
    assert said(new.text(name), "error") == set()


# Commissions in California, prizes and overtime, a gift beside a SPIFF, the practitioners' one prize: all true.
WARNED = {
    "csql-commission": {("commission-contract", "incentives[0].pays")},
    "customer-call": {("prize-and-overtime", "")},
    "kickoff": {("commission-contract", "incentives[2].pays"), ("prize-and-overtime", "")},
    "recognition": {("prize-and-overtime", "")},
    "referral-contest": {("prize-and-overtime", ""), ("single-winner", "incentives[0].prizes")},
    "short-contest": {("prize-and-overtime", "")},
    "spiff-reviews": {("customer-paid-too", "incentives[0].customer_gift"), ("prize-and-overtime", "")},
}


@pytest.mark.parametrize("name", new.names())
def test_a_template_is_warned_only_of_what_it_means(name: str) -> None:
    assert said(new.text(name), "warn") == WARNED.get(name, set())
