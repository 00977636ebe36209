"""Checks of what a plan pays."""

from plaudit.plans.checks.tests.cases.case import silent, speaks
from plaudit.plans.checks.tests.typed import (
    CALLS,
    EACH,
    GIFT,
    OKR,
    PAID_INDEX,
    REVIEWS,
    SPAN,
    STORIES,
    TARGET,
    THANKS,
    bounty,
    commission,
    contest,
    incentive,
    quota,
)

GRADUATED = "{tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}"

CASES = (
    # The sixth act at 150.00 moves 500.00 to 900.00; at 125.01 it moves 250.06, and half of 500.00 is 250.00.
    speaks(
        "cliff",
        "the usual retroactive tier: the sixth is worth 400.00",
        bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 150}]}"),
    ),
    speaks("cliff", "a cent above half", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 125.01}]}")),
    # Four acts at 120.00 move 300.00 by 180.00; six move 500.00 by 220.00.
    speaks("cliff", "the act below", bounty("{tiers: volume, rates: [{upto: 3, each: 100}, {each: 120}]}")),
    speaks(
        "cliff",
        "a bound between two acts is crossed by a whole one",
        bounty("{tiers: volume, rates: [{upto: 5.5, each: 100}, {each: 150}]}"),
    ),
    # 2 points each: from 4 points, 400.00, to 6, 900.00.
    speaks(
        "cliff",
        "points come by whole acts",
        bounty(
            "{tiers: volume, rates: [{upto: 5, each: 100}, {each: 150}]}",
            REVIEWS,
            measure="points",
            points="{review: 2}",
        ),
    ),
    speaks(
        "cliff",
        "an amount comes by the cent: a jump right above the bound",
        commission("{tiers: volume, rates: [{upto: 1000.00, rate: 4%}, {rate: 6.01%}]}"),
    ),
    speaks("cliff", "all or nothing", bounty("{steps: [{at: 3, pay: 500.00}]}")),
    speaks(
        "cliff",
        "a quota by steps",
        quota("{at_target: 1000.00, curve: [[0.5, 0.25], [1, 1]], between: step}", target="6"),
    ),
    speaks(
        "cliff",
        "a threshold that pays most of the target",
        quota("{at_target: 1000.00, curve: [[0.8, 0.8], [1, 1]], between: line}", target="6"),
    ),
    # Six at 125.00 are 750.00, one act more than 500.00 by exactly half of it; five at 120.00 are 600.00 after 400.00.
    silent("cliff", "exactly half", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 125}]}")),
    silent("cliff", "a cent below half", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 124.99}]}")),
    silent("cliff", "exactly half, later", bounty("{tiers: volume, rates: [{upto: 4, each: 100}, {each: 120}]}")),
    silent("cliff", "the act above", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 120}]}")),
    silent("cliff", "the usual step, graduated", bounty(GRADUATED)),
    silent(
        "cliff",
        "an amount comes by the cent: exactly half",
        commission("{tiers: volume, rates: [{upto: 1000.00, rate: 4%}, {rate: 6%}]}"),
    ),
    silent(
        "cliff",
        "levels of which none is half",
        bounty("{steps: [{at: 3, pay: 500.00}, {at: 5, pay: 900.00}, {at: 8, pay: 1500.00}]}"),
    ),
    silent("cliff", "the first act", bounty("{steps: [{at: 1, pay: 500.00}]}")),
    silent(
        "cliff",
        "a lump on entering a tier, capped",
        bounty("{tiers: graduated, rates: [{upto: 5, each: 100, flat: 10}, {each: 100, flat: 50}]}"),
    ),
    silent("cliff", "a line", quota(TARGET, target="6")),
    speaks("customer-paid-too", "a gift beside a bounty", bounty("{each: 25.00}", REVIEWS, customer_gift=GIFT)),
    silent(
        "customer-paid-too",
        "a gift alone",
        incentive("recognition", REVIEWS, "awards: [{at: 1, badge: First}]", customer_gift=GIFT),
    ),
    speaks(
        "paid-twice",
        "a quota and a SPIFF",
        bounty("{each: 25.00}", REVIEWS),
        bounty("{each: 50.00}", REVIEWS, key="spiff", window=SPAN),
    ),
    silent(
        "paid-twice",
        "another milestone",
        bounty(EACH),
        bounty(EACH, "counts: {activity: referral, milestone: won}", key="won"),
    ),
    silent(
        "paid-twice",
        "other platforms",
        bounty(EACH, REVIEWS, where="{platform: [g2]}"),
        bounty(EACH, REVIEWS, key="other", where="{platform: [capterra]}"),
    ),
    silent(
        "paid-twice", "other people", bounty(EACH, covers="{role: csm}"), bounty(EACH, key="other", covers="{role: am}")
    ),
    silent(
        "paid-twice",
        "other days",
        bounty(EACH, window="{from: 2026-04-01, to: 2026-07-01}"),
        bounty(EACH, key="other", window=SPAN),
    ),
    silent(
        "paid-twice",
        "smaller and larger deals",
        bounty(EACH, where="{size_at_most: 99}"),
        bounty(EACH, key="other", where="{size_at_least: 100}"),
    ),
    silent("paid-twice", "a contest on top", bounty(EACH), contest("[500.00, 500.00]")),
    silent(
        "paid-twice",
        "a goal without money",
        bounty(EACH, STORIES),
        incentive("okr", "objective: Learn", f"key_results: [{OKR}]"),
    ),
    speaks(
        "parts-with-jumps",
        "parts that can cross a level",
        bounty(
            "{steps: [{at: 1, pay: 100.00}, {at: 3, pay: 250.00}]}",
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 30%}, {milestone: published, part: 70%}]",
        ),
    ),
    speaks(
        "parts-with-jumps",
        "parts that can cross a retroactive tier",
        bounty(
            "{tiers: volume, rates: [{upto: 5, each: 100}, {each: 110}]}",
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 30%}, {milestone: published, part: 70%}]",
        ),
    ),
    silent(
        "parts-with-jumps",
        "parts at a rate",
        bounty(
            EACH,
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 30%}, {milestone: published, part: 70%}]",
        ),
    ),
    silent(
        "parts-with-jumps",
        "whole acts over levels",
        bounty("{steps: [{at: 1, pay: 100.00}, {at: 3, pay: 250.00}]}", STORIES),
    ),
    # Four times 1000.00 at target are more than half of 7999.98.
    speaks("pay-mix", "a quota that is half of all variable pay", quota(TARGET, target="6"), variable_pay="7999.98"),
    speaks("pay-mix", "targets in the data", quota(TARGET), variable_pay="7999.98"),
    speaks(
        "pay-mix",
        "a limit that is reached each month",
        bounty(EACH, window="month", limits="{per_person: 100.00}"),
        variable_pay="2399.98",
    ),
    silent("pay-mix", "a quota that is just half", quota(TARGET, target="6"), variable_pay="8000.00"),
    silent(
        "pay-mix", "a limit below the target's pay", quota(TARGET, limits="{per_person: 500.00}"), variable_pay="4000"
    ),
    silent("pay-mix", "no bound to compare with", bounty(EACH), variable_pay="100.00"),
    silent("pay-mix", "variable pay that nobody wrote", quota(TARGET, target="6")),
    speaks(
        "payout-falls",
        "volume tiers that go down",
        bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 50}]}"),
    ),
    speaks(
        "payout-falls",
        "a quota that bends back",
        quota("{at_target: 1000.00, curve: [[0, 0], [1, 1], [2, 0.5]], between: line}", target="6"),
    ),
    silent(
        "payout-falls",
        "a rate that goes down only for what comes after",
        bounty("{tiers: graduated, rates: [{upto: 5, each: 100}, {each: 50}]}"),
    ),
    silent(
        "payout-falls",
        "churn, where less is better",
        incentive(
            "quota",
            "measure: {metric: churn}",
            "pays: {at_target: 1000.00, curve: [[0, 2], [1, 1], [2, 0]], between: line}",
            target="0.05",
        ),
    ),
    speaks(
        "small-weight",
        "a part of 5 %",
        incentive(
            "index",
            "metrics: [{metric: adoption, target: 0.8, weight: 0.95}, {metric: nps, target: 40, weight: 0.05}]",
            PAID_INDEX,
        ),
    ),
    silent(
        "small-weight",
        "a tenth",
        incentive(
            "index",
            "metrics: [{metric: adoption, target: 0.8, weight: 0.9}, {metric: nps, target: 40, weight: 0.1}]",
            PAID_INDEX,
        ),
    ),
    speaks("unbounded", "a bounty without any cap", bounty(EACH)),
    speaks("unbounded", "a commission without any cap", commission()),
    speaks("unbounded", "champions without any cap", incentive("champions", "pays: {each: 250.00}")),
    silent("unbounded", "a cap a person", bounty(EACH, limits="{per_person: 500.00}")),
    silent("unbounded", "a budget", bounty(EACH, limits="{budget: 500.00}")),
    silent("unbounded", "a budget of the plan", bounty(EACH), budget="500.00"),
    silent("unbounded", "a commission with a cap on each deal", commission(limits="{per_activity: 5000.00}")),
    silent("unbounded", "a curve that ends flat", quota(TARGET, target="6")),
    silent("unbounded", "no money", incentive("okr", "objective: Learn", f"key_results: [{OKR}]")),
    speaks("unreachable-tier", "a tier above the cap of a person", bounty(GRADUATED, limits="{per_person: 400.00}")),
    speaks(
        "unreachable-tier",
        "a step above the budget",
        bounty("{steps: [{at: 3, pay: 500.00}, {at: 9, pay: 900.00}]}", limits="{budget: 500.00}"),
    ),
    speaks(
        "unreachable-tier",
        "a score that no part can give",
        incentive(
            "okr",
            "objective: Learn",
            f"key_results: [{OKR}]",
            "pays: {at_target: 1000.00, curve: [[0, 0], [1, 1], [1.5, 2]], between: line}",
        ),
    ),
    silent("unreachable-tier", "a cap right above the tier", bounty(GRADUATED, limits="{per_person: 500.01}")),
    silent(
        "unreachable-tier", "a cap that ends the last line", quota(TARGET, target="6", limits="{per_person: 1500.00}")
    ),
    silent(
        "unreachable-tier",
        "a budget for its whole life",
        bounty(GRADUATED, limits="{budget: {amount: 400.00, per: effective}}"),
    ),
    speaks("worst-case", "a gift", incentive("recognition", CALLS, THANKS)),
    speaks("worst-case", "a cap a person", bounty(EACH, limits="{per_person: 500.00}")),
    silent("worst-case", "no money", incentive("okr", "objective: Learn", f"key_results: [{OKR}]")),
)
