"""Which bound binds: what the event may cost at most, over all draws together, never the least of middles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods import incentive
from plaudit.evidence.methods.hazards import DRAWS, OPEN
from plaudit.evidence.pacing import MOST_QUARTERS, QUARTER, pace
from plaudit.evidence.studies.amount.known import Known

Array = NDArray[np.float64]
SAID = {
    "parity": "what the event would cost by the benchmark channel",
    "value": "what the win is worth over the ratio asked for",
    "incrementality": "what is left when those that would have come anyway are paid too",
    "budget": "what the budget allows when many events come",
    "pay mix": "the part of variable pay that one program may be",
}


@dataclass(frozen=True, slots=True)
class Caps:
    """Draws of each bound, and of the least of them."""

    by_name: dict[str, Array]

    @property
    def cap(self) -> Array:
        return np.asarray(np.min(list(self.by_name.values()), axis=0))

    def binding(self) -> dict[str, float]:
        """How probably each is the least."""
        names = list(self.by_name)
        least = np.argmin(list(self.by_name.values()), axis=0)
        return {name: float((least == place).mean()) for place, name in enumerate(names)}


def caps(known: Known) -> Caps:
    """Parity and value where they are known; the others where the asker says what they need."""
    question, found = known.question, {}
    if known.cost is not None:
        found["parity"] = incentive.parity(known.q, known.cost.draws, known.terms)
    anyway = question.share("came_anyway")
    if known.value is not None:
        found["value"] = incentive.worth_it(known.q, known.value.draws, known.terms)
        if anyway is not None:
            found["incrementality"] = incentive.incremental(known.q, known.value.draws, known.terms, anyway)
    budget = question.at_least("budget", 0)
    many = float(np.quantile(events(known), 0.9))
    if budget is not None:
        found["budget"] = np.full(DRAWS, budget / max(many, 1.0) / (1 + known.terms.on_cost))
    variable, part = question.at_least("variable_pay", 0), question.share("pay_share")
    if variable is not None and part is not None:
        found["pay mix"] = np.full(DRAWS, variable * part / max(_each_year(known), 0.1))
    return Caps(found)


def quarters(known: Known) -> Array:
    """Paid events by person, with nobody last, in each full quarter of 91 days before the snapshot, newest first."""
    leads = known.leads
    days = getattr(leads, known.event)
    mine = (leads.channel == leads.channels.index(known.channel)) & (days != OPEN)
    span = max((leads.snapshot - int(leads.created.min()) + 1) // QUARTER, 1)
    ago = (leads.snapshot - days[mine]) // QUARTER
    found = np.zeros((len(leads.people) + 1, span))
    np.add.at(found, (leads.person[mine][ago < span], ago[ago < span]), 1.0)
    return found[found.any(axis=1)] if found.any() else found[-1:]


def events(known: Known) -> Array:
    """Draws of next quarter's number, as `simulate` draws what each person brings."""
    counts, random = quarters(known)[:, :MOST_QUARTERS], known.question.random("events")
    found = pace(counts, np.ones_like(counts))
    mean = found.rates(DRAWS, random) * found.quarter_factors(DRAWS, 1, random)
    return np.asarray(found.arrivals(mean, np.ones_like(mean), random).sum(axis=1), dtype=float)


def _each_year(known: Known) -> float:
    """Paid events a year of one person who brings any."""
    leads = known.leads
    mine = leads.channel == leads.channels.index(known.channel)
    people = len(set(leads.person[mine & (leads.person >= 0)].tolist()))
    return 4 * float(quarters(known)[:, :4].sum(axis=0).mean()) / max(people, 1)


def tornado(known: Known) -> list[tuple[str, float, float]]:
    """How the middle of the cap moves when one input goes from its 10th to its 90th percentile, widest first."""
    found = []
    inputs: dict[str, Array] = {"close rate": known.q}
    if known.cost is not None:
        inputs["cost of the benchmark"] = known.cost.draws
    if known.value is not None:
        inputs["value of a win"] = known.value.draws
    for name, draws in inputs.items():
        low, high = (_middle(known, name, float(np.quantile(draws, at))) for at in (0.1, 0.9))
        found.append((name, low, high))
    return sorted(found, key=lambda each: -abs(each[2] - each[1]))


def _middle(known: Known, name: str, fixed: float) -> float:
    still = np.full(DRAWS, fixed)
    q = still if name == "close rate" else known.q
    bounds = []
    if known.cost is not None:
        spent = still if name == "cost of the benchmark" else known.cost.draws
        bounds.append(incentive.parity(q, spent, known.terms))
    if known.value is not None:
        worth = still if name == "value of a win" else known.value.draws
        bounds.append(incentive.worth_it(q, worth, known.terms))
    return float(np.median(np.min(bounds, axis=0)))
