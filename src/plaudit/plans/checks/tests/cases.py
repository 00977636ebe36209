"""For every check the smallest plan that provokes it, and the nearest plans that do not."""

from dataclasses import dataclass

from plaudit.plans.checks.tests.typed import (
    REVIEWS,
    bounty,
    commission,
    contest,
    incentive,
    quota,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A plan, and what it is there to show."""

    code: str
    shows: str
    incentives: tuple[str, ...]
    head: tuple[tuple[str, str], ...] = ()


def case(code: str, shows: str, *incentives: str, **head: str) -> Case:
    return Case(code, shows, incentives, tuple(head.items()))


EACH = "{each: 100.00}"
GRADUATED = "{tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}"
TARGET = "{at_target: 1000.00, curve: [[0, 0], [1, 1], [2, 2]], between: line}"
SPAN = "{from: 2026-07-01, to: 2026-10-01}"
POSTS = "counts: {activity: review, milestone: submitted}"
STORIES = "counts: {activity: case_study, milestone: published}"
CALLS = "counts: {activity: reference_call, milestone: delivered}"
OKR = "{title: Stories, counts: {activity: case_study, milestone: published}, target: 3}"
INDEX = "metrics: [{metric: adoption, target: 0.8, weight: 0.5}, {metric: nps, target: 40, weight: 0.5}]"
PAID_INDEX = "pays: {at_target: 1000.00, curve: [[0.8, 0], [1, 1]], between: line}"
GIFT = "{value: 20.00, currency: USD}"
G2 = "{platform: [g2, capterra]}"
GARTNER = "{platform: [g2, gartner_peer_insights]}"
THANKS = "awards: [{at: 10, gift: Dinner for two, value: 150.00}]"

WON = "counts: {activity: csql, milestone: won}"
SALES_BONUS = incentive("quota", WON, "measure: amount", f"pays: {TARGET}", target="100000")
SALES_CONTEST = incentive("contest", WON, "measure: amount", "prizes: [500.00, 500.00]", ties="share")

PROVOKED = (
    # Four times 1000.00 at target are more than half of 7999.98.
    case("pay-mix", "a quota that is half of all variable pay", quota(TARGET, target="6"), variable_pay="7999.98"),
    case("pay-mix", "targets in the data", quota(TARGET), variable_pay="7999.98"),
    case(
        "pay-mix",
        "a limit that is reached each month",
        bounty(EACH, window="month", limits="{per_person: 100.00}"),
        variable_pay="2399.98",
    ),
    # pay
    case(
        "payout-falls",
        "volume tiers that go down",
        bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 50}]}"),
    ),
    case(
        "payout-falls",
        "a quota that bends back",
        quota("{at_target: 1000.00, curve: [[0, 0], [1, 1], [2, 0.5]], between: line}", target="6"),
    ),
    # The sixth act at 150.00 moves 500.00 to 900.00; at 125.01 it moves 250.06, and half of 500.00 is 250.00.
    case(
        "cliff",
        "the usual retroactive tier: the sixth is worth 400.00",
        bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 150}]}"),
    ),
    case("cliff", "a cent above half", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 125.01}]}")),
    # Four acts at 120.00 move 300.00 by 180.00; six move 500.00 by 220.00.
    case("cliff", "the act below", bounty("{tiers: volume, rates: [{upto: 3, each: 100}, {each: 120}]}")),
    case(
        "cliff",
        "a bound between two acts is crossed by a whole one",
        bounty("{tiers: volume, rates: [{upto: 5.5, each: 100}, {each: 150}]}"),
    ),
    # 2 points each: from 4 points, 400.00, to 6, 900.00.
    case(
        "cliff",
        "points come by whole acts",
        bounty(
            "{tiers: volume, rates: [{upto: 5, each: 100}, {each: 150}]}",
            REVIEWS,
            measure="points",
            points="{review: 2}",
        ),
    ),
    case(
        "cliff",
        "an amount comes by the cent: a jump right above the bound",
        commission("{tiers: volume, rates: [{upto: 1000.00, rate: 4%}, {rate: 6.01%}]}"),
    ),
    case("cliff", "all or nothing", bounty("{steps: [{at: 3, pay: 500.00}]}")),
    case(
        "cliff",
        "a quota by steps",
        quota("{at_target: 1000.00, curve: [[0.5, 0.25], [1, 1]], between: step}", target="6"),
    ),
    case(
        "cliff",
        "a threshold that pays most of the target",
        quota("{at_target: 1000.00, curve: [[0.8, 0.8], [1, 1]], between: line}", target="6"),
    ),
    case("unreachable-tier", "a tier above the cap of a person", bounty(GRADUATED, limits="{per_person: 400.00}")),
    case(
        "unreachable-tier",
        "a step above the budget",
        bounty("{steps: [{at: 3, pay: 500.00}, {at: 9, pay: 900.00}]}", limits="{budget: 500.00}"),
    ),
    case(
        "unreachable-tier",
        "a score that no part can give",
        incentive(
            "okr",
            "objective: Learn",
            f"key_results: [{OKR}]",
            "pays: {at_target: 1000.00, curve: [[0, 0], [1, 1], [1.5, 2]], between: line}",
        ),
    ),
    case("worst-case", "a gift", incentive("recognition", CALLS, THANKS)),
    case("worst-case", "a cap a person", bounty(EACH, limits="{per_person: 500.00}")),
    case("unbounded", "a bounty without any cap", bounty(EACH)),
    case("unbounded", "a commission without any cap", commission()),
    case("unbounded", "champions without any cap", incentive("champions", "pays: {each: 250.00}")),
    case(
        "parts-with-jumps",
        "parts that can cross a level",
        bounty(
            "{steps: [{at: 1, pay: 100.00}, {at: 3, pay: 250.00}]}",
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 30%}, {milestone: published, part: 70%}]",
        ),
    ),
    case(
        "parts-with-jumps",
        "parts that can cross a retroactive tier",
        bounty(
            "{tiers: volume, rates: [{upto: 5, each: 100}, {each: 110}]}",
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 30%}, {milestone: published, part: 70%}]",
        ),
    ),
    case(
        "small-weight",
        "a part of 5 %",
        incentive(
            "index",
            "metrics: [{metric: adoption, target: 0.8, weight: 0.95}, {metric: nps, target: 40, weight: 0.05}]",
            PAID_INDEX,
        ),
    ),
    case(
        "paid-twice",
        "a quota and a SPIFF",
        bounty("{each: 25.00}", REVIEWS),
        bounty("{each: 50.00}", REVIEWS, key="spiff", window=SPAN),
    ),
    case("customer-paid-too", "a gift beside a bounty", bounty("{each: 25.00}", REVIEWS, customer_gift=GIFT)),
    # contests
    case("ties-unsaid", "no word about ties", contest("[500.00, 500.00]")),
    case("single-winner", "one prize among nobody knows how many", contest("[1500.00]", ties="share")),
    case(
        "single-winner",
        "one prize in each league",
        contest("[[1500.00], [1500.00]]", ties="share", brackets="{by: accounts, bounds: [20]}"),
    ),
    case(
        "single-winner",
        "one prize among five",
        contest("[1500.00]", ties="share"),
        covers="{people: [ada, ben, cleo, dan, eve]}",
    ),
    case("book-bias", "plain totals", contest("[500.00, 500.00]", ties="share")),
    case(
        "more-prizes-than-people",
        "two prizes for two",
        contest("[500.00, 500.00]", ties="share"),
        covers="{people: [ada, ben]}",
    ),
    # clauses
    case("paid-before-acceptance", "a review that is only submitted", bounty(EACH, POSTS)),
    case(
        "paid-before-acceptance",
        "most of the money at the promise",
        bounty(
            EACH,
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 60%}, {milestone: published, part: 40%}]",
        ),
    ),
    case(
        "paid-before-acceptance",
        "a commission when the lead is logged",
        incentive("commission", "counts: {activity: csql, milestone: logged}", "pays: {rate: 1%}"),
    ),
    case("late-unsaid", "no last day for reporting", bounty(EACH)),
    case("leavers-unsaid", "nothing about leavers", bounty(EACH)),
    case("commission-without-clawback", "nothing takes it back", commission()),
    case("review-unsaid", "no review", bounty(EACH)),
    case("funded-by-unsaid", "nobody pays", bounty(EACH)),
    case("proof-unsaid", "a review on her word", bounty(EACH, REVIEWS)),
    case("no-washout", "a SPIFF that nobody looks at again", bounty(EACH, window=SPAN)),
    case("no-washout", "a SPIFF that is judged at once", bounty(EACH, window=SPAN), review_on="2026-10-15"),
    case("no-washout", "a quarter that is judged at its end", bounty(EACH), review_on="2026-04-15"),
    # law
    case("pay-by-sentiment", "five stars", bounty(EACH, REVIEWS, where="{stars_at_least: 5}")),
    case(
        "pay-by-sentiment",
        "a positive testimonial",
        bounty(EACH, "counts: {activity: testimonial, milestone: published}", where="{sentiment: [positive]}"),
    ),
    case("pay-by-sentiment", "promoters' reviews", bounty(EACH, REVIEWS, where="{nps_at_least: 9}")),
    case("pay-by-sentiment", "four stars and five", bounty(EACH, REVIEWS, where="{stars: [4, 5]}")),
    case("pay-by-sentiment", "by what it is called", bounty(EACH, REVIEWS, key="five-star-reviews")),
    case(
        "pay-by-sentiment",
        "a bonus on average stars",
        incentive("index", "metrics: [{metric: g2_stars, target: 4.5, weight: 1}]", PAID_INDEX),
    ),
    case(
        "pay-by-sentiment",
        "a gift, even without money",
        incentive("recognition", REVIEWS, THANKS, where="{stars_at_least: 4}"),
    ),
    case("filtered-invitations", "invites: filtered", bounty(EACH, REVIEWS, invites="filtered")),
    case(
        "filtered-invitations",
        "only promoters, even for a gift alone",
        incentive(
            "recognition", REVIEWS, "awards: [{at: 1, badge: First}]", where="{nps_at_least: 9}", customer_gift=GIFT
        ),
    ),
    case("filtered-invitations", "only healthy accounts", bounty(EACH, REVIEWS, where="{health: [green]}")),
    case("disclosure-missing", "a gift for a review", bounty(EACH, REVIEWS, customer_gift=GIFT)),
    case("disclosure-missing", "a gift for a story", bounty(EACH, STORIES, customer_gift=GIFT)),
    case("gartner-peer-insights", "a bounty on each review", bounty(EACH, REVIEWS, where=GARTNER)),
    case(
        "gartner-peer-insights",
        "a contest on reviews",
        incentive("contest", REVIEWS, "prizes: [500.00, 500.00]", where=GARTNER),
    ),
    case(
        "gartner-peer-insights",
        "a screenshot, even without money",
        incentive("recognition", REVIEWS, "awards: [{at: 1, badge: First}]", where=GARTNER, proof="screenshot"),
    ),
    case(
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
    case("any-platform", "reviews anywhere", bounty(EACH, REVIEWS)),
    case("prize-and-overtime", "a contest", contest("[500.00, 500.00]", ties="share")),
    case("prize-and-overtime", "a SPIFF", bounty(EACH, window=SPAN)),
    case("prize-and-overtime", "a gift", incentive("recognition", CALLS, THANKS)),
    case("commission-contract", "a share of sales", commission()),
    case(
        "commission-contract",
        "a short one that can be taken back",
        commission(window=SPAN, clawback="{milestone: churned, within_days: 90}"),
    ),
    case(
        "clawback-terms",
        "no limit of what a statement may lose",
        commission(clawback="{milestone: churned, within_days: 90}"),
    ),
    case("lottery", "a raffle", incentive("contest", REVIEWS, "prizes: [3000.00]", draw_lots="{seed: autumn}")),
)

SILENT = (
    case("pay-mix", "a quota that is just half", quota(TARGET, target="6"), variable_pay="8000.00"),
    case(
        "pay-mix", "a limit below the target's pay", quota(TARGET, limits="{per_person: 500.00}"), variable_pay="4000"
    ),
    case("pay-mix", "no bound to compare with", bounty(EACH), variable_pay="100.00"),
    case("pay-mix", "variable pay that nobody wrote", quota(TARGET, target="6")),
    # pay
    case(
        "payout-falls",
        "a rate that goes down only for what comes after",
        bounty("{tiers: graduated, rates: [{upto: 5, each: 100}, {each: 50}]}"),
    ),
    case(
        "payout-falls",
        "churn, where less is better",
        incentive(
            "quota",
            "measure: {metric: churn}",
            "pays: {at_target: 1000.00, curve: [[0, 2], [1, 1], [2, 0]], between: line}",
            target="0.05",
        ),
    ),
    # Six at 125.00 are 750.00, one act more than 500.00 by exactly half of it; five at 120.00 are 600.00 after 400.00.
    case("cliff", "exactly half", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 125}]}")),
    case("cliff", "a cent below half", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 124.99}]}")),
    case("cliff", "exactly half, later", bounty("{tiers: volume, rates: [{upto: 4, each: 100}, {each: 120}]}")),
    case("cliff", "the act above", bounty("{tiers: volume, rates: [{upto: 5, each: 100}, {each: 120}]}")),
    case("cliff", "the usual step, graduated", bounty(GRADUATED)),
    case(
        "cliff",
        "an amount comes by the cent: exactly half",
        commission("{tiers: volume, rates: [{upto: 1000.00, rate: 4%}, {rate: 6%}]}"),
    ),
    case(
        "cliff",
        "levels of which none is half",
        bounty("{steps: [{at: 3, pay: 500.00}, {at: 5, pay: 900.00}, {at: 8, pay: 1500.00}]}"),
    ),
    case("cliff", "the first act", bounty("{steps: [{at: 1, pay: 500.00}]}")),
    case(
        "cliff",
        "a lump on entering a tier, capped",
        bounty("{tiers: graduated, rates: [{upto: 5, each: 100, flat: 10}, {each: 100, flat: 50}]}"),
    ),
    case("cliff", "a line", quota(TARGET, target="6")),
    case("unreachable-tier", "a cap right above the tier", bounty(GRADUATED, limits="{per_person: 500.01}")),
    case(
        "unreachable-tier", "a cap that ends the last line", quota(TARGET, target="6", limits="{per_person: 1500.00}")
    ),
    case(
        "unreachable-tier",
        "a budget for its whole life",
        bounty(GRADUATED, limits="{budget: {amount: 400.00, per: effective}}"),
    ),
    case("worst-case", "no money", incentive("okr", "objective: Learn", f"key_results: [{OKR}]")),
    case("unbounded", "a cap a person", bounty(EACH, limits="{per_person: 500.00}")),
    case("unbounded", "a budget", bounty(EACH, limits="{budget: 500.00}")),
    case("unbounded", "a budget of the plan", bounty(EACH), budget="500.00"),
    case("unbounded", "a commission with a cap on each deal", commission(limits="{per_activity: 5000.00}")),
    case("unbounded", "a curve that ends flat", quota(TARGET, target="6")),
    case("unbounded", "no money", incentive("okr", "objective: Learn", f"key_results: [{OKR}]")),
    case(
        "parts-with-jumps",
        "parts at a rate",
        bounty(
            EACH,
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 30%}, {milestone: published, part: 70%}]",
        ),
    ),
    case(
        "parts-with-jumps",
        "whole acts over levels",
        bounty("{steps: [{at: 1, pay: 100.00}, {at: 3, pay: 250.00}]}", STORIES),
    ),
    case(
        "small-weight",
        "a tenth",
        incentive(
            "index",
            "metrics: [{metric: adoption, target: 0.8, weight: 0.9}, {metric: nps, target: 40, weight: 0.1}]",
            PAID_INDEX,
        ),
    ),
    case(
        "paid-twice",
        "another milestone",
        bounty(EACH),
        bounty(EACH, "counts: {activity: referral, milestone: won}", key="won"),
    ),
    case(
        "paid-twice",
        "other platforms",
        bounty(EACH, REVIEWS, where="{platform: [g2]}"),
        bounty(EACH, REVIEWS, key="other", where="{platform: [capterra]}"),
    ),
    case(
        "paid-twice", "other people", bounty(EACH, covers="{role: csm}"), bounty(EACH, key="other", covers="{role: am}")
    ),
    case(
        "paid-twice",
        "other days",
        bounty(EACH, window="{from: 2026-04-01, to: 2026-07-01}"),
        bounty(EACH, key="other", window=SPAN),
    ),
    case(
        "paid-twice",
        "smaller and larger deals",
        bounty(EACH, where="{size_at_most: 99}"),
        bounty(EACH, key="other", where="{size_at_least: 100}"),
    ),
    case("paid-twice", "a contest on top", bounty(EACH), contest("[500.00, 500.00]")),
    case(
        "paid-twice",
        "a goal without money",
        bounty(EACH, STORIES),
        incentive("okr", "objective: Learn", f"key_results: [{OKR}]"),
    ),
    case(
        "customer-paid-too",
        "a gift alone",
        incentive("recognition", REVIEWS, "awards: [{at: 1, badge: First}]", customer_gift=GIFT),
    ),
    # contests
    case("ties-unsaid", "ties are shared", contest("[500.00, 500.00]", ties="share")),
    case("single-winner", "two prizes", contest("[500.00, 500.00]", ties="share")),
    case("single-winner", "four people", contest("[1500.00]", ties="share"), covers="{people: [ada, ben, cleo, dan]}"),
    case(
        "book-bias",
        "in leagues",
        contest("[[500.00], [500.00]]", ties="share", brackets="{by: accounts, bounds: [20]}"),
    ),
    case("book-bias", "by account", contest("[500.00, 500.00]", ties="share", measure="{per: accounts}")),
    case("book-bias", "by improvement", contest("[500.00, 500.00]", ties="share", measure="improvement")),
    case(
        "more-prizes-than-people", "one prize for two", contest("[500.00]", ties="share"), covers="{people: [ada, ben]}"
    ),
    # clauses
    case("paid-before-acceptance", "published", bounty(EACH, REVIEWS)),
    case(
        "paid-before-acceptance",
        "accepted by sales",
        incentive("commission", "counts: {activity: csql, milestone: accepted}", "pays: {rate: 1%}"),
    ),
    case(
        "paid-before-acceptance",
        "half at the promise",
        bounty(
            EACH,
            "counts: {activity: case_study}",
            earns="[{milestone: agreed, part: 50%}, {milestone: published, part: 50%}]",
        ),
    ),
    case(
        "paid-before-acceptance",
        "a badge for asking",
        incentive("recognition", "counts: {activity: review, milestone: asked}", "awards: [{at: 1, badge: Asked}]"),
    ),
    case("late-unsaid", "thirty days", bounty(EACH), late="{within_days: 30}"),
    case("late-unsaid", "a metric cannot be late", incentive("index", INDEX, PAID_INDEX)),
    case("leavers-unsaid", "said at the head", bounty(EACH), leavers="stop"),
    case("leavers-unsaid", "said in the incentive", bounty(EACH, leavers="paid")),
    case("leavers-unsaid", "no money", incentive("okr", "objective: Learn", f"key_results: [{OKR}]")),
    case("commission-without-clawback", "a clawback", commission(clawback="{milestone: churned, within_days: 90}")),
    case(
        "commission-without-clawback",
        "paid when the customer pays",
        incentive("commission", "counts: {activity: csql, milestone: paid}", "pays: {rate: 1%}"),
    ),
    case("review-unsaid", "a review", bounty(EACH), review_on="2026-10-01"),
    case("funded-by-unsaid", "sales pay", bounty(EACH, funded_by="sales")),
    case("proof-unsaid", "a link", bounty(EACH, REVIEWS, proof="link")),
    case("proof-unsaid", "a demo stands in the CRM", bounty(EACH)),
    case("no-washout", "a review one window later", bounty(EACH, window=SPAN), review_on="2027-01-01"),
    case("no-washout", "a standing quarter, reviewed after half a year", bounty(EACH), review_on="2026-07-01"),
    case("no-washout", "a year", bounty(EACH, window="year"), review_on="2026-12-01"),
    # law
    case("pay-by-sentiment", "any stars", bounty(EACH, REVIEWS, where=G2)),
    case("pay-by-sentiment", "a story of a happy account", bounty(EACH, STORIES, where="{nps_at_least: 9}")),
    case("pay-by-sentiment", "NPS as an outside metric", incentive("index", INDEX, PAID_INDEX)),
    case(
        "pay-by-sentiment",
        "a goal without money",
        incentive(
            "okr",
            "objective: Five-star reviews",
            "key_results: [{title: Reviews, counts: {activity: review, milestone: published}, target: 3}]",
        ),
    ),
    case("filtered-invitations", "everybody is invited", bounty(EACH, REVIEWS, invites="all")),
    case("filtered-invitations", "references of happy accounts", bounty(EACH, CALLS, where="{nps_at_least: 9}")),
    case("filtered-invitations", "a segment", bounty(EACH, REVIEWS, where="{segment: [enterprise]}")),
    case(
        "disclosure-missing", "disclosed", bounty(EACH, REVIEWS, customer_gift=GIFT, disclosure="Received a gift card.")
    ),
    case("disclosure-missing", "only the CSM is paid", bounty(EACH, REVIEWS)),
    case("disclosure-missing", "a gift for a private call", bounty(EACH, CALLS, customer_gift=GIFT)),
    case("gartner-peer-insights", "other platforms", bounty(EACH, REVIEWS, where=G2, proof="screenshot")),
    case(
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
    case(
        "gartner-peer-insights",
        "an invitation, which names nobody who wrote",
        bounty(EACH, "counts: {activity: review, milestone: asked}", where=GARTNER),
    ),
    case(
        "paid-before-acceptance",
        "an invitation to Gartner, where nothing else may be paid",
        bounty(EACH, "counts: {activity: review, milestone: asked}", where=GARTNER),
    ),
    case("commission-contract", "a bonus for a target of sales", SALES_BONUS),
    case("commission-without-clawback", "a bonus for a target of sales", SALES_BONUS),
    case("commission-without-clawback", "a contest of sales", SALES_CONTEST),
    case("commission-contract", "a contest of sales", SALES_CONTEST),
    case("any-platform", "named platforms", bounty(EACH, REVIEWS, where=G2)),
    case("any-platform", "no reviews", bounty(EACH)),
    case("prize-and-overtime", "a badge", incentive("recognition", CALLS, "awards: [{at: 1, badge: First}]")),
    case("prize-and-overtime", "a standing bounty", bounty(EACH)),
    case(
        "prize-and-overtime",
        "euros in Berlin",
        contest("[500.00, 500.00]"),
        currency="EUR",
        calendar="{time_zone: Europe/Berlin}",
    ),
    case("commission-contract", "a short SPIFF that only adds", commission(window=SPAN)),
    case(
        "commission-contract", "a fixed amount for each deal", bounty(EACH, "counts: {activity: csql, milestone: won}")
    ),
    case("commission-contract", "euros", commission(), currency="EUR"),
    case(
        "clawback-terms",
        "half of a later statement at most",
        commission(clawback="{milestone: churned, within_days: 90}"),
        recover="{at_most: 50%}",
    ),
    case("clawback-terms", "no clawback", commission()),
    case("lottery", "prizes by rank", contest("[500.00, 500.00]")),
)
