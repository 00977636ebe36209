"""What the amount rests on, as draws: the chance of a win after the event, the benchmark's cost, the value of a win."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.acquiring import Cost, cost, gained
from plaudit.evidence.answer import Grade
from plaudit.evidence.methods import hazards
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.incentive import Terms, elasticity
from plaudit.evidence.methods.survival import lifetime_value, margin_multiple, sbg, sbg_survival
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.spend import spend
from plaudit.evidence.published.priors import REFERRED_VALUE, prior
from plaudit.evidence.question import Question
from plaudit.evidence.winning import Rate, rates, stage, told, usual_horizon
from plaudit.values.refused import Refused

Array = NDArray[np.float64]
LEAST_WINS, LEAST_LOST = 3, 20
# A customer is worth what five years bring: what comes later is not known.
YEARS = 4


@dataclass(frozen=True, slots=True)
class Value:
    """Draws of the value of a win at margin, and who says so."""

    draws: Array
    said_by: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Known:
    """`cost` and `value` are None where nothing tells them."""

    question: Question
    leads: Leads
    channel: str
    event: str
    rate: Rate
    horizon: int
    cost: Cost | None
    value: Value | None
    terms: Terms
    currency: str
    response: Array

    @property
    def q(self) -> Array:
        return self.rate.draws


def terms(question: Question) -> Terms:
    other, on_cost, ratio = (question.at_least(name, 0) for name in ("other_cost", "on_cost", "ratio"))
    return Terms(
        0.0 if other is None else other,
        0.0 if on_cost is None else on_cost,
        1.0 if ratio is None else max(ratio, 0.01),
    )


def known(question: Question, found: Leads, snapshot: date) -> Known | None:
    """None when nobody knows of the channel."""
    channel, event = str(question.text("channel")), str(question.text("event"))
    if channel not in found.channels:
        return None
    start = event if event == "demo" else "created"
    horizon = question.horizon if question.horizon is not None else usual_horizon(found, start)
    at = stage(found, horizon, start)
    rate = next(each for each in rates(at, question.random("q"), told(question)) if each.name == channel)
    if event == "won":
        rate = _certain(rate)
    benchmark = _benchmark(question, found, snapshot, channel)
    currency = found.currency if found.currency is not None else "USD"
    return Known(
        question=question,
        leads=found,
        channel=channel,
        event=event,
        rate=rate,
        horizon=horizon,
        cost=benchmark,
        value=value(question, found, channel),
        terms=terms(question),
        currency=benchmark.currency if benchmark is not None else currency,
        response=elasticity(hazards.DRAWS, question.random("elasticity")),
    )


def _certain(rate: Rate) -> Rate:
    """A win that is paid for is a win."""
    ones = np.ones_like(rate.draws)
    return Rate(
        name=rate.name,
        n=rate.events,
        events=rate.events,
        matured=rate.events,
        matured_events=rate.events,
        within_horizon=rate.events,
        draws=ones,
        prior=ones,
        hazards=rate.hazards,
        bounds=rate.bounds,
    )


def _benchmark(question: Question, found: Leads, snapshot: date, channel: str) -> Cost | None:
    """The channel asked for, else the one with most media money that has wins: it could take the next dollar."""
    at = stage(found, usual_horizon(found))
    random = question.random("benchmark")
    spends = spend(question.facts, snapshot)
    answered, counted = rates(at, random, told(question)), gained(question, spends)
    costs = []
    for place, name in enumerate(found.channels):
        of = [each for each in spends if each.channel == name]
        if of and sum(each.loaded for each in of) > 0 and name != channel:
            costs.append(counted.of(cost(at, answered[place], place, of, random)))
    asked = question.text("benchmark")
    usable = [each for each in costs if each.wins >= LEAST_WINS and asked in {None, each.channel}]
    return max(usable, key=lambda each: (each.media, each.spent), default=None)


def value(question: Question, found: Leads, channel: str) -> Value | None:
    """As set; or the mean amount of a won deal, its margin, and how long customers stay; a year alone is too little."""
    random = question.random("value")
    said, spread = question.at_least("value", 0), question.share("value_spread")
    deviation = 0.2 if spread is None else spread
    if said is None:
        said = _from_deals(question, found)
        told = "the mean won deal, your margin and how customers stay"
    else:
        told = "you"
    if said is None:
        return None
    draws = np.maximum(random.normal(said, deviation * said, hazards.DRAWS), 0.0)
    if question.text("referred") == "yes" and channel == "referral":
        draws = draws * prior(REFERRED_VALUE, question.facts.folder).draws(hazards.DRAWS, random)
    return Value(draws, told, "E")


def _from_deals(question: Question, found: Leads) -> float | None:
    """The first year is paid at once, later ones by those who stay: five of them, or all at constant retention."""
    retention, margin, discount = (question.share(name) for name in ("retention", "margin", "discount"))
    worth = found.amount[(found.won != OPEN) & ~np.isnan(found.amount)]
    if margin is None or discount is None or len(worth) == 0:
        return None
    left = _survivors(question)
    if left:
        alpha, beta, _ = sbg(left)
        return lifetime_value(float(worth.mean()) * margin, sbg_survival(alpha, beta, YEARS), discount)
    return None if retention is None else float(worth.mean()) * margin * (1 + margin_multiple(retention, discount))


def _survivors(question: Question) -> tuple[float, ...]:
    written = question.named("survivors")
    left = tuple(float(each) for each in written if each.replace(".", "", 1).isdecimal())
    falling = all(after <= before for before, after in pairwise(left))
    if len(left) != len(written) or (written and (len(left) < 3 or not falling)):
        raise Refused("setting-unreadable", "--set survivors=1000,869,743: three or more numbers, none above the last.")
    if left and left[0] - left[-1] < LEAST_LOST:
        says = f"--set survivors tells of {left[0] - left[-1]:g} customers lost; how they stay needs {LEAST_LOST}."
        raise Refused("survivors-too-few", f"{says} Write value or retention instead.")
    return left
