"""`worth`: four readings of what an asset is worth, never averaged, each with its own grade (M5)."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.hazards import DRAWS, OPEN
from plaudit.evidence.observed.leads import Leads, keys, leads
from plaudit.evidence.observed.rows import has, last_day, number, rows
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.recommended import round_below, shown
from plaudit.evidence.studies.worth.exposed import exposed
from plaudit.evidence.studies.worth.reported import reported
from plaudit.evidence.study import Study
from plaudit.evidence.winning import rates, stage, usual_horizon

Array = NDArray[np.float64]
SETTINGS = (
    Setting("kinds", "the kinds of act that are the asset", "review"),
    Setting("milestone", "the milestone at which it can be seen", "published"),
    Setting("clicks", "clicks that the reviews brought, from the site's report"),
    Setting("cost_per_click", "what the same site charges for one"),
    Setting("site", "the channel of the leads that read the reviews", "capterra"),
    Setting("value", "what a won customer is worth over the years, at margin"),
    Setting("value_spread", "how unsure that is, as a share", "0.2"),
    Setting("on_cost", "employer's cost on top of pay, as a share", "0.0765"),
    Setting("assets", "the kinds of act of exposures.csv that count; else all"),
    Setting("landmark", "days after the demo within which a deal must have met the asset", "30"),
)
LEAST_CLICKS = 30
HOW = {
    "replacement cost": "Poisson clicks over reviews, at the site's price.",
    "response curve": "Prior of the response, from consumer goods and twice as unsure for that.",
}
# Elasticity of sales to the number of reviews of consumer goods, and its error twice as wide for being of those.
ELASTICITY, ELASTICITY_SPREAD, KNEE, PACE, PACE_SPREAD = 0.236, 0.30, 10.0, 5.0, 0.5


def answer(question: Question) -> Iterator[Said]:
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    found = None if snapshot is None else leads(question.facts, snapshot)
    fresh = None if snapshot is None else _fresh(question, snapshot)
    yield replacement(question, fresh, found.currency if found is not None else None)
    yield response(question, found, fresh)
    named = np.array([], dtype=object) if found is None else keys(question.facts, found)
    yield from reported(question, found, named)
    if found is None or not found.count:
        refusal = Refusal(
            "deals-missing", "No lead is known: deals.csv is not there or empty.", "Deals.csv and exposures.csv."
        )
        yield Unanswered("influence on deals", refusal)
        return
    yield from exposed(question, found, named)


def _fresh(question: Question, snapshot: date) -> int | None:
    """Published in the last twelve months; older ones are hidden by the sites."""
    if not has(question.facts, "activities", "kind"):
        return None
    kinds = ", ".join("'" + kind.replace("'", "''") + "'" for kind in question.named("kinds"))
    end = number(snapshot)
    query = f"""SELECT count(*) FROM {rows(question.facts, "milestones", snapshot)} AS m
        JOIN {rows(question.facts, "activities", snapshot)} AS a USING (activity)
        JOIN facts.step AS s ON s.step = m.step
        WHERE a.kind IN ({kinds}) AND s.milestone = ? AND m."on" > {end - 365} AND m."on" <= {end}"""
    return int(question.facts.con.execute(query, [question.text("milestone")]).fetchall()[0][0])


def replacement(question: Question, fresh: int | None, currency: str | None) -> Said:
    """V1: what the same clicks would have cost on the same site."""
    name, clicks, price = "replacement cost", question.whole("clicks"), question.at_least("cost_per_click", 0)
    if clicks is None or price is None or clicks < LEAST_CLICKS or not fresh:
        known = 0 if clicks is None else clicks
        missing = f"{known} clicks by {0 if fresh is None else fresh} fresh reviews are known, and the price of one is "
        missing += "not." if price is None else f"{price:g}."
        smallest = f"{more(max(LEAST_CLICKS - known, 0), 'clicks')}, with --set clicks=... and cost_per_click=..."
        return Unanswered(name, Refusal("clicks-too-few", missing, smallest))
    paid = "USD" if currency is None else currency
    draws = question.random(name).gamma(clicks + 0.5, 1.0, DRAWS) / fresh * price
    return _valued(name, draws, paid, question, f"{clicks} clicks by {fresh} reviews, each at {shown(price, paid)}")


def _valued(name: str, draws: Array, currency: str, question: Question, because: str) -> Answer:
    on_cost = question.at_least("on_cost", 0)
    bounds = drawn.interval(draws, 0.8)
    pay = bounds[0] / (1 + (0.0 if on_cost is None else on_cost))
    most = round_below(pay, currency)
    return Answer(
        name=name,
        says=f"A review is worth {shown(drawn.middle(draws), currency)} (80 %: {shown(bounds[0], currency)} to "
        f"{shown(bounds[1], currency)}): {because}. "
        + (
            f"Pay at most {most} {currency} for one, less where a platform says so."
            if pay >= 5
            else "Pay nothing for one more."
        ),
        unit="money",
        point=drawn.middle(draws),
        interval80=bounds,
        interval95=drawn.interval(draws, 0.95),
        method=HOW[name],
        assumptions=("The next review brings what the last ones did.",),
        grade="C" if name == "replacement cost" else "D",
        currency=currency,
        amounts={"at most": most},
        beside=("reviews",),
    )


def response(question: Question, found: Leads | None, fresh: int | None) -> Said:
    """V2: one review more on a curve that flattens; consumer goods' elasticity, twice as unsure."""
    name, value = "response curve", question.at_least("value", 0)
    site = str(question.text("site"))
    if found is None or value is None or fresh is None or site not in found.channels:
        missing = f"What a win is worth, the fresh reviews, or the leads by {site} are not known."
        return Unanswered(name, Refusal("response-unknown", missing, f"--set value=..., and deals by {site}."))
    horizon = question.horizon if question.horizon is not None else usual_horizon(found)
    rate = next(each for each in rates(stage(found, horizon), question.random(name), None) if each.name == site)
    if not rate.enough:
        missing = f"{rate.within_horizon} wins of {rate.matured} matured leads by {site}: too few for a close rate."
        return Unanswered(name, Refusal("close-rate-unknown", missing, "5 wins of 20 matured leads."))
    random = question.random("response")
    recent = (
        (found.channel == found.channels.index(site)) & (found.created > found.snapshot - 365) & (found.created != OPEN)
    )
    spread = question.share("value_spread")
    worth = np.maximum(random.normal(value, (0.2 if spread is None else spread) * value, DRAWS), 0.0)
    pull = np.maximum(random.normal(ELASTICITY, ELASTICITY_SPREAD, DRAWS), 0.0)
    fade = np.exp(-max(fresh - KNEE, 0.0) / random.lognormal(np.log(PACE), PACE_SPREAD, DRAWS))
    leads_more = pull * float(recent.sum()) / max(min(float(fresh), KNEE), 1.0) * fade
    because = f"{fresh} fresh ones, {int(recent.sum())} leads a year by {site}"
    if fresh > KNEE:
        because += "; past ten, more of them move little"
    return _valued(name, leads_more * rate.draws * worth, found.currency or "USD", question, because)


STUDY = Study("worth", "What a review, a story or a reference is worth, four ways", SETTINGS, answer)
