"""Win rates with open leads (M1): one chance a channel, learned from its own leads and, a little, from the others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence.methods import hazards, pooling
from plaudit.evidence.methods.hazards import DRAWS, OPEN
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.published.priors import REFERRAL, VAGUE, WIN_RATIO, Prior, prior
from plaudit.evidence.question import Question

Array = NDArray[np.float64]
Days = NDArray[np.int64]
# Strength of what the other channels say, when there are too few of them to learn it.
STRENGTH = 10.0
# Where a channel stands alone, half an event each way.
ALONE = 1.0
LEAST_WINS, LEAST_MATURED = 5, 20


@dataclass(frozen=True, slots=True)
class Stage:
    """From one day of a lead to another: creation to win, demo to win."""

    origin: Days
    reached: Days
    group: Days
    groups: tuple[str, ...]
    snapshot: int
    horizon: int
    age: Days
    lag: Days


@dataclass(frozen=True, slots=True)
class Told:
    """What others found of one channel: how many times as often as by the other channels its leads are won."""

    channel: str
    prior: Prior


@dataclass(frozen=True, slots=True)
class Weighed:
    """`surprise` is the p of the channel's own leads under what others found, `counts` what is left of its weight."""

    prior: Prior
    surprise: float
    counts: float


@dataclass(frozen=True, slots=True)
class Rate:
    """`draws` are of the chance within the horizon; `prior` of what it would be without the channel's own leads."""

    name: str
    n: int
    events: int
    matured: int
    matured_events: int
    within_horizon: int
    draws: Array
    prior: Array | None
    hazards: Array
    bounds: tuple[int, ...]
    published: Weighed | None = None

    @property
    def naive(self) -> float:
        """Events among all leads, as if the open ones were lost."""
        return self.events / self.n if self.n else 0.0

    @property
    def enough(self) -> bool:
        return self.within_horizon >= LEAST_WINS and self.matured >= LEAST_MATURED


def stage(leads: Leads, horizon: int, start: str = "created", end: str = "won") -> Stage:
    """Leads that never had their first day are not in it."""
    origin, reached = getattr(leads, start), getattr(leads, end)
    mask = origin != OPEN
    first, last = origin[mask], reached[mask]
    return Stage(
        origin=first,
        reached=last,
        group=leads.channel[mask],
        groups=leads.channels,
        snapshot=leads.snapshot,
        horizon=horizon,
        age=leads.snapshot - first,
        # An event told of before its cause is one on the same day.
        lag=np.where(last == OPEN, OPEN, np.maximum(last - first, 0)),
    )


def usual_horizon(leads: Leads, start: str = "created", end: str = "won") -> int:
    """Twice the median lag of the wins, or 90 days while there are fewer than five of them."""
    origin, reached = getattr(leads, start), getattr(leads, end)
    mask = (origin != OPEN) & (reached != OPEN)
    lags = np.maximum(reached[mask] - origin[mask], 0)
    return 90 if len(lags) < LEAST_WINS else max(7, int(2 * np.median(lags)))


def told(question: Question, channel: str = REFERRAL) -> Told:
    """By the library and what the company itself holds for worth knowing; whichever channel the question is about."""
    return Told(channel, prior(WIN_RATIO, question.facts.folder))


def rates(found: Stage, random: np.random.Generator, others: Told | None = None, draws: int = DRAWS) -> list[Rate]:
    """Every channel's rate; the one that `others` told of starts from their ratio to the other channels (M12)."""
    bounds = hazards.edges(found.horizon)
    counted = hazards.table(found.group, found.age, found.lag, (len(found.groups), bounds))
    matured = found.age >= found.horizon
    hit = found.lag <= found.horizon
    size = len(found.groups)
    totals = {
        "n": np.bincount(found.group, minlength=size),
        "events": np.bincount(found.group[found.reached != OPEN], minlength=size),
        "matured": np.bincount(found.group[matured], minlength=size),
        "matured_events": np.bincount(found.group[matured & hit], minlength=size),
        "within_horizon": np.bincount(found.group[hit], minlength=size),
    }
    strength = _strength(totals["matured_events"], totals["matured"], random, draws)
    answered = []
    for place, name in enumerate(found.groups):
        drawn = hazards.posterior(counted, place, strength, random)
        alone = _prior(totals["matured_events"], totals["matured"], place, strength, random)
        chance, weighed = hazards.within(drawn), None
        if others is not None and name == others.channel and size > 1:
            chance, drawn, counts = _from_published(counted, place, (drawn, others.prior), random)
            surprise = _surprise(totals["matured_events"], totals["matured"], place, others.prior)
            weighed = Weighed(others.prior, surprise, counts)
        numbers = {key: int(value[place]) for key, value in totals.items()}
        answered.append(
            Rate(name=name, draws=chance, prior=alone, hazards=drawn, bounds=bounds, published=weighed, **numbers)
        )
    return answered


def _strength(events: Days, n: Days, random: np.random.Generator, draws: int) -> Array:
    """How alike channels are: learned from five on, assumed before (ten leads' worth)."""
    useful = n >= LEAST_MATURED
    if int(useful.sum()) >= 5:
        _, strength = pooling.grid(events[useful], n[useful], size=60).draw(draws, random)
        return strength
    return np.full(draws, STRENGTH if len(n) > 1 else ALONE)


def _prior(events: Days, n: Days, place: int, strength: Array, random: np.random.Generator) -> Array | None:
    others = np.arange(len(n)) != place
    if n[others].sum() == 0:
        return None
    middle = (events[others].sum() + 0.5) / (n[others].sum() + 1)
    return np.asarray(random.beta(strength * middle, strength * (1 - middle)))


def _surprise(events: Days, n: Days, place: int, told: Prior) -> float:
    """Prior predictive p of the matured wins: twice the smaller tail, over what the ratio and the others may be."""
    others = np.arange(len(n)) != place
    won, count = events[others].sum() + 0.5, n[others].sum() + 1
    spread = np.sqrt(told.spread**2 + 1 / won - 1 / count)
    ratio = told.middle + spread * stats.norm.ppf((np.arange(200) + 0.5) / 200)
    p = np.minimum(won / count * np.exp(ratio), 1 - 1e-9)
    below, above = (
        float(tail.mean())
        for tail in (stats.binom.cdf(events[place], n[place], p), stats.binom.sf(events[place] - 1, n[place], p))
    )
    return min(1.0, 2 * min(below, above))


def _from_published(
    counted: hazards.Table, place: int, known: tuple[Array, Prior], random: np.random.Generator
) -> tuple[Array, Array, float]:
    """The chance on a grid under the mixture of the published ratio and of knowing nothing; what the former counts."""
    drawn, ratio = known
    others = np.arange(len(counted.events)) != place
    pooled = (counted.events[others].sum(axis=0) + 0.5) / (counted.at_risk[others].sum(axis=0) + 1)
    quiet = np.log1p(-drawn.mean(axis=0))
    shape = quiet / quiet.sum()
    p = (np.arange(4000) + 0.5) / 4000
    middle = 1 - float(np.prod(1 - pooled))
    spread = (np.log(p / middle) - ratio.middle) / ratio.spread
    density = np.exp(-(spread**2) / 2) / p
    mixed = (1 - VAGUE) * density / density.sum() + VAGUE / len(p)
    logs = hazards.likelihood(counted, place, shape, p) + np.log(mixed)
    weight = np.exp(logs - logs.max())
    vague = float((weight / mixed).sum() * VAGUE / len(p) / weight.sum())
    picked = random.choice(len(p), size=len(drawn), p=weight / weight.sum())
    chance = p[picked] + (random.random(len(drawn)) - 0.5) / len(p)
    return chance, -np.expm1(np.log1p(-chance)[:, None] * shape[None, :]), 1 - vague


def still_open(found: Stage, gone: Days, place: int) -> Array:
    """By age, of the leads of a channel that had no event by then, the part that was not lost either.

    `gone` is the age at which each was lost (OPEN: not yet). What a few of them do not tell, the other channels do.
    """
    not_yet = np.minimum(found.age, found.lag - 1)
    still = np.minimum(not_yet, gone - 1)
    mine = found.group == place
    open_now, all_now, own_open, own = (
        hazards.reached(last, found.horizon) for last in (still, not_yet, still[mine], not_yet[mine])
    )
    pooled = (open_now + 0.5) / (all_now + 0.5)
    return np.asarray((own_open + STRENGTH * pooled) / (own + STRENGTH))
