"""Checks of clauses."""

from plaudit.plans.checks.tests.cases.case import silent, speaks
from plaudit.plans.checks.tests.typed import (
    EACH,
    GARTNER,
    INDEX,
    OKR,
    PAID_INDEX,
    REVIEWS,
    SALES_BONUS,
    SALES_CONTEST,
    SPAN,
    bounty,
    commission,
    incentive,
)

POSTS = "counts: {activity: review, milestone: submitted}"

CASES = (
    speaks("commission-without-clawback", "nothing takes it back", commission()),
    silent("commission-without-clawback", "a clawback", commission(clawback="{milestone: churned, within_days: 90}")),
    silent(
        "commission-without-clawback",
        "paid when the customer pays",
        incentive("commission", "counts: {activity: csql, milestone: paid}", "pays: {rate: 1%}"),
    ),
    silent("commission-without-clawback", "a bonus for a target of sales", SALES_BONUS),
    silent("commission-without-clawback", "a contest of sales", SALES_CONTEST),
    speaks("funded-by-unsaid", "nobody pays", bounty(EACH)),
    silent("funded-by-unsaid", "sales pay", bounty(EACH, funded_by="sales")),
    speaks("late-unsaid", "no last day for reporting", bounty(EACH)),
    silent("late-unsaid", "thirty days", bounty(EACH), late="{within_days: 30}"),
    silent("late-unsaid", "a metric cannot be late", incentive("index", INDEX, PAID_INDEX)),
    speaks("leavers-unsaid", "nothing about leavers", bounty(EACH)),
    silent("leavers-unsaid", "said at the head", bounty(EACH), leavers="stop"),
    silent("leavers-unsaid", "said in the incentive", bounty(EACH, leavers="paid")),
    silent("leavers-unsaid", "no money", incentive("okr", "objective: Learn", f"key_results: [{OKR}]")),
    speaks("no-washout", "a SPIFF that nobody looks at again", bounty(EACH, window=SPAN)),
    speaks("no-washout", "a SPIFF that is judged at once", bounty(EACH, window=SPAN), review_on="2026-10-15"),
    speaks("no-washout", "a quarter that is judged at its end", bounty(EACH), review_on="2026-04-15"),
    silent("no-washout", "a review one window later", bounty(EACH, window=SPAN), review_on="2027-01-01"),
    silent("no-washout", "a standing quarter, reviewed after half a year", bounty(EACH), review_on="2026-07-01"),
    silent("no-washout", "a year", bounty(EACH, window="year"), review_on="2026-12-01"),
    speaks("paid-before-acceptance", "a review that is only submitted", bounty(EACH, POSTS)),
    speaks(
        "paid-before-acceptance",
        "most of the money at the promise",
        bounty(
            EACH,
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 60%}, {milestone: published, part: 40%}]",
        ),
    ),
    speaks(
        "paid-before-acceptance",
        "a commission when the lead is logged",
        incentive("commission", "counts: {activity: csql, milestone: logged}", "pays: {rate: 1%}"),
    ),
    silent("paid-before-acceptance", "published", bounty(EACH, REVIEWS)),
    silent(
        "paid-before-acceptance",
        "accepted by sales",
        incentive("commission", "counts: {activity: csql, milestone: accepted}", "pays: {rate: 1%}"),
    ),
    silent(
        "paid-before-acceptance",
        "half at the promise",
        bounty(
            EACH,
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 50%}, {milestone: published, part: 50%}]",
        ),
    ),
    silent(
        "paid-before-acceptance",
        "a badge for asking",
        incentive("recognition", "counts: {activity: review, milestone: asked}", "awards: [{at: 1, badge: Asked}]"),
    ),
    silent(
        "paid-before-acceptance",
        "an invitation to Gartner, where nothing else may be paid",
        bounty(EACH, "counts: {activity: review, milestone: asked}", where=GARTNER),
    ),
    speaks("proof-unsaid", "a review on her word", bounty(EACH, REVIEWS)),
    silent("proof-unsaid", "a link", bounty(EACH, REVIEWS, proof="link")),
    silent("proof-unsaid", "a demo stands in the CRM", bounty(EACH)),
    speaks("review-unsaid", "no review", bounty(EACH)),
    silent("review-unsaid", "a review", bounty(EACH), review_on="2026-10-01"),
)
