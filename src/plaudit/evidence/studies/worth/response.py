"""What one review more brings, on a curve that flattens: by the company's own months, else by consumer goods (V2)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Diagnostic, Figure, Refusal, Said, Unanswered
from plaudit.evidence.methods.hazards import DRAWS
from plaudit.evidence.methods.saturating import Curve, curve
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.question import Question
from plaudit.evidence.studies.worth.listed import Listed, Months, by_month, refused
from plaudit.evidence.studies.worth.valued import Reading, valued
from plaudit.evidence.winning import rates, stage, usual_horizon

Array = NDArray[np.float64]
NAME, OWN = "response curve", "response curve by your own months"
# Elasticity of sales to the number of reviews of consumer goods, and its error twice as wide for being of those.
ELASTICITY, ELASTICITY_SPREAD, KNEE, PACE, PACE_SPREAD = 0.236, 0.30, 10.0, 5.0, 0.5
RESTLESS = 2.0
SHOWN = (0, 5, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class Site:
    """Where the reviews are read: how many are fresh, the leads of a year, draws of what one of them is worth."""

    name: str
    fresh: int
    leads: int
    worth: Array
    currency: str


def response(question: Question, found: Leads | None, known: Listed | None) -> Iterator[Said]:
    name, value = str(question.text("site")), question.at_least("value", 0)
    if found is None or known is None or value is None or name not in found.channels:
        missing = f"What a win is worth, the fresh reviews, or the leads by {name} are not known."
        yield Unanswered(NAME, Refusal("response-unknown", missing, f"--set value=..., and deals by {name}."))
        return
    site = _site(question, found, int(known.fresh([found.snapshot], name)[0]), value)
    if isinstance(site, Refusal):
        yield Unanswered(NAME, site)
        return
    told = by_month(found, known)
    few = refused(told, site.name)
    if few is None:
        yield _measured(question, site, told)
        return
    yield _published(question, site)
    yield Unanswered(OWN, few)


def _site(question: Question, found: Leads, fresh: int, value: float) -> Site | Refusal:
    name = str(question.text("site"))
    horizon = question.horizon if question.horizon is not None else usual_horizon(found)
    rate = next(each for each in rates(stage(found, horizon), question.random(NAME), None) if each.name == name)
    if not rate.enough:
        missing = f"{rate.within_horizon} wins of {rate.matured} matured leads by {name}: too few for a close rate."
        return Refusal("close-rate-unknown", missing, "5 wins of 20 matured leads.")
    recent = (found.channel == found.channels.index(name)) & (found.created > found.snapshot - 365)
    spread = question.share("value_spread")
    random = question.random("response")
    worth = np.maximum(random.normal(value, (0.2 if spread is None else spread) * value, DRAWS), 0.0)
    return Site(name, fresh, int(recent.sum()), rate.draws * worth, found.currency or "USD")


def _published(question: Question, site: Site) -> Said:
    """Consumer goods' elasticity, twice as unsure for being carried over."""
    random = question.random("elasticity")
    pull = np.maximum(random.normal(ELASTICITY, ELASTICITY_SPREAD, DRAWS), 0.0)
    fade = np.exp(-max(site.fresh - KNEE, 0.0) / random.lognormal(np.log(PACE), PACE_SPREAD, DRAWS))
    more = pull * site.leads / max(min(float(site.fresh), KNEE), 1.0) * fade
    because = f"{site.fresh} fresh ones, {site.leads} leads a year by {site.name}"
    if site.fresh > KNEE:
        because += "; past ten, more of them move little"
    method = "Prior of the response, from consumer goods and twice as unsure for that."
    return valued(
        Reading(NAME, because, method, "D", site.fresh, site.leads), more * site.worth, site.currency, question
    )


def _measured(question: Question, site: Site, told: Months) -> Said:
    found = curve(told.leads, told.reviews, question.random(OWN))
    part = found.more(site.fresh)
    most = int(told.reviews[told.listings.index(site.name)].max())
    pull = part * max(site.fresh, 1)
    above = float(np.mean(pull > question.random("elasticity").normal(ELASTICITY, ELASTICITY_SPREAD, DRAWS)))
    because = (
        f"{site.fresh} fresh ones, {site.leads} leads a year by {site.name}, of which one review more brings "
        f"{drawn.between(drawn.interval(part, 0.8))} by {told.leads.size} months of {len(told.listings)} listings"
    )
    reading = Reading(
        NAME,
        because,
        "Poisson regression of each month's leads on the reviews of the twelve months before, along a curve that "
        "flattens, with an effect of each listing and month; errors by how much the months scatter.",
        "C",
        told.leads.size,
        float(told.leads.sum()),
        (
            Diagnostic("scatter of the months over chance", found.scatter, passed=found.scatter <= RESTLESS),
            Diagnostic("probability of more than consumer goods' elasticity", above),
            Diagnostic(
                "fresh reviews now, and the most of those months", [site.fresh, most], passed=site.fresh <= most
            ),
        ),
        {"times the leads of an empty page": _heights(found, site.fresh)},
        (
            "What raised the leads of one listing and not of others did not raise its reviews as well.",
            "What a win is worth is yours.",
        ),
    )
    return valued(reading, site.leads * part * site.worth, site.currency, question)


def _heights(found: Curve, fresh: int) -> list[Figure]:
    rows: list[Figure] = []
    for n in sorted({*SHOWN, fresh}):
        low, middle, high = (float(each) for each in np.quantile(found.height(n), [0.1, 0.5, 0.9]))
        rows.append({"fresh reviews": n, "low": low, "middle": middle, "high": high})
    return rows
