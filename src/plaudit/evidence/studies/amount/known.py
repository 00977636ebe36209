"""What the amount rests on, as draws: the chance of a win after the event, the benchmark's cost, the value of a win."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.acquiring import Cost, cost, gained
from plaudit.evidence.methods.incentive import Terms
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.spend import spend
from plaudit.evidence.question import Question
from plaudit.evidence.studies.amount.lifetime import Value, value
from plaudit.evidence.studies.amount.response import Response, response
from plaudit.evidence.winning import Rate, rates, stage, told, usual_horizon

Array = NDArray[np.float64]
LEAST_WINS = 3


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
    responds: Response

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
        value=value(question, found, snapshot),
        terms=terms(question),
        currency=benchmark.currency if benchmark is not None else currency,
        responds=response(question, found, snapshot),
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
