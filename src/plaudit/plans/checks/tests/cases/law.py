"""Checks of the law and what platforms allow."""

from plaudit.plans.checks.tests.cases.case import silent, speaks
from plaudit.plans.checks.tests.typed import (
    CALLS,
    EACH,
    GARTNER,
    GIFT,
    INDEX,
    PAID_INDEX,
    REVIEWS,
    SALES_BONUS,
    SALES_CONTEST,
    SPAN,
    STORIES,
    THANKS,
    bounty,
    commission,
    contest,
    incentive,
)

G2 = "{platform: [g2, capterra]}"

CASES = (
    speaks("any-platform", "reviews anywhere", bounty(EACH, REVIEWS)),
    silent("any-platform", "named platforms", bounty(EACH, REVIEWS, where=G2)),
    silent("any-platform", "no reviews", bounty(EACH)),
    speaks(
        "clawback-terms",
        "no limit of what a statement may lose",
        commission(clawback="{milestone: churned, within_days: 90}"),
    ),
    silent(
        "clawback-terms",
        "half of a later statement at most",
        commission(clawback="{milestone: churned, within_days: 90}"),
        recover="{at_most: 50%}",
    ),
    silent("clawback-terms", "no clawback", commission()),
    speaks("commission-contract", "a share of sales", commission()),
    speaks(
        "commission-contract",
        "a short one that can be taken back",
        commission(window=SPAN, clawback="{milestone: churned, within_days: 90}"),
    ),
    silent("commission-contract", "a bonus for a target of sales", SALES_BONUS),
    silent("commission-contract", "a contest of sales", SALES_CONTEST),
    silent("commission-contract", "a short SPIFF that only adds", commission(window=SPAN)),
    silent(
        "commission-contract", "a fixed amount for each deal", bounty(EACH, "counts: {activity: csql, milestone: won}")
    ),
    silent("commission-contract", "euros", commission(), currency="EUR"),
    speaks("disclosure-missing", "a gift for a review", bounty(EACH, REVIEWS, customer_gift=GIFT)),
    speaks("disclosure-missing", "a gift for a story", bounty(EACH, STORIES, customer_gift=GIFT)),
    silent(
        "disclosure-missing", "disclosed", bounty(EACH, REVIEWS, customer_gift=GIFT, disclosure="Received a gift card.")
    ),
    silent("disclosure-missing", "only the CSM is paid", bounty(EACH, REVIEWS)),
    silent("disclosure-missing", "a gift for a private call", bounty(EACH, CALLS, customer_gift=GIFT)),
    speaks("filtered-invitations", "invites: filtered", bounty(EACH, REVIEWS, invites="filtered")),
    speaks(
        "filtered-invitations",
        "only promoters, even for a gift alone",
        incentive(
            "recognition", REVIEWS, "awards: [{at: 1, badge: First}]", where="{nps_at_least: 9}", customer_gift=GIFT
        ),
    ),
    speaks("filtered-invitations", "only healthy accounts", bounty(EACH, REVIEWS, where="{health: [green]}")),
    silent("filtered-invitations", "everybody is invited", bounty(EACH, REVIEWS, invites="all")),
    silent("filtered-invitations", "references of happy accounts", bounty(EACH, CALLS, where="{nps_at_least: 9}")),
    silent("filtered-invitations", "a segment", bounty(EACH, REVIEWS, where="{segment: [enterprise]}")),
    speaks("gartner-peer-insights", "a bounty on each review", bounty(EACH, REVIEWS, where=GARTNER)),
    speaks(
        "gartner-peer-insights",
        "a contest on reviews",
        incentive("contest", REVIEWS, "prizes: [500.00, 500.00]", where=GARTNER),
    ),
    speaks(
        "gartner-peer-insights",
        "a screenshot, even without money",
        incentive("recognition", REVIEWS, "awards: [{at: 1, badge: First}]", where=GARTNER, proof="screenshot"),
    ),
    speaks(
        "gartner-peer-insights",
        "a gift above 25 USD",
        incentive(
            "recognition",
            REVIEWS,
            "awards: [{at: 1, badge: First}]",
            where=GARTNER,
            customer_gift="{value: 25.01, currency: USD}",
        ),
    ),
    silent("gartner-peer-insights", "other platforms", bounty(EACH, REVIEWS, where=G2, proof="screenshot")),
    silent(
        "gartner-peer-insights",
        "25 USD and a badge",
        incentive(
            "recognition",
            REVIEWS,
            "awards: [{at: 1, badge: First}]",
            where=GARTNER,
            customer_gift="{value: 25.00, currency: USD}",
        ),
    ),
    silent(
        "gartner-peer-insights",
        "an invitation, which names nobody who wrote",
        bounty(EACH, "counts: {activity: review, milestone: asked}", where=GARTNER),
    ),
    speaks("lottery", "a raffle", incentive("contest", REVIEWS, "prizes: [3000.00]", draw_lots="{seed: autumn}")),
    silent("lottery", "prizes by rank", contest("[500.00, 500.00]")),
    speaks("pay-by-sentiment", "five stars", bounty(EACH, REVIEWS, where="{stars_at_least: 5}")),
    speaks(
        "pay-by-sentiment",
        "a positive testimonial",
        bounty(EACH, "counts: {activity: testimonial, milestone: published}", where="{sentiment: [positive]}"),
    ),
    speaks("pay-by-sentiment", "promoters' reviews", bounty(EACH, REVIEWS, where="{nps_at_least: 9}")),
    speaks("pay-by-sentiment", "four stars and five", bounty(EACH, REVIEWS, where="{stars: [4, 5]}")),
    speaks("pay-by-sentiment", "by what it is called", bounty(EACH, REVIEWS, key="five-star-reviews")),
    speaks(
        "pay-by-sentiment",
        "a bonus on average stars",
        incentive("index", "metrics: [{metric: g2_stars, target: 4.5, weight: 1}]", PAID_INDEX),
    ),
    speaks(
        "pay-by-sentiment",
        "a gift, even without money",
        incentive("recognition", REVIEWS, THANKS, where="{stars_at_least: 4}"),
    ),
    silent("pay-by-sentiment", "any stars", bounty(EACH, REVIEWS, where=G2)),
    silent("pay-by-sentiment", "a story of a happy account", bounty(EACH, STORIES, where="{nps_at_least: 9}")),
    silent("pay-by-sentiment", "NPS as an outside metric", incentive("index", INDEX, PAID_INDEX)),
    silent(
        "pay-by-sentiment",
        "a goal without money",
        incentive(
            "okr",
            "objective: Five-star reviews",
            "key_results: [{title: Reviews, counts: {activity: review, milestone: published}, target: 3}]",
        ),
    ),
    speaks("prize-and-overtime", "a contest", contest("[500.00, 500.00]", ties="share")),
    speaks("prize-and-overtime", "a SPIFF", bounty(EACH, window=SPAN)),
    speaks("prize-and-overtime", "a gift", incentive("recognition", CALLS, THANKS)),
    silent("prize-and-overtime", "a badge", incentive("recognition", CALLS, "awards: [{at: 1, badge: First}]")),
    silent("prize-and-overtime", "a standing bounty", bounty(EACH)),
    silent(
        "prize-and-overtime",
        "euros in Berlin",
        contest("[500.00, 500.00]"),
        currency="EUR",
        calendar="{time_zone: Europe/Berlin}",
    ),
)
