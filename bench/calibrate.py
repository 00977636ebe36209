"""Do the intervals hold as often as they say: simulated companies whose truth is known (`make calibrate`).

Every line says what was claimed, what came out, and whether a binomial test at 1 % believes the claim.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence import drawn
from plaudit.evidence.acquiring import cost
from plaudit.evidence.methods import anytime, cuped, hazards, incentive, lots, panel, typical
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.incentive import Terms
from plaudit.evidence.methods.proportions import binomial_test, false_discoveries, newcombe
from plaudit.evidence.methods.response import learned, slope
from plaudit.evidence.methods.sequential import spending
from plaudit.evidence.methods.survival import Kept, lifetime_value, sbg_survival
from plaudit.evidence.methods.wild import wild
from plaudit.evidence.observed.spend import Spend
from plaudit.evidence.pacing import pace
from plaudit.evidence.studies.gaming.reviewers import crowded
from plaudit.evidence.studies.gaming.threshold import stopped
from plaudit.evidence.studies.lift import duration
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.looks import Bound, interval, of_two_stretches, out
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.evidence.studies.lift.staggered import together
from plaudit.evidence.winning import Stage, rates

COMPANIES, LIFTED, PEEKED, SEED, DRAWS = 1_000, 200, 4_000, 20_261_122, 4_000
DAYS, HORIZON, CHANNELS, ALARM = 540, 120, 6, 0.01
TREND, ERROR = 0.1, 0.05
TERMS = Terms(other_cost=60, on_cost=0.0765, ratio=3)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said, how often it came out, and which way it may miss: exactly, never more often, or never less."""

    name: str
    said: float
    hits: int
    n: int
    side: str = "two-sided"

    @property
    def p(self) -> float:
        return binomial_test(self.hits, self.n, self.said, self.side)  # type: ignore[arg-type]  # one of three words

    def line(self) -> str:
        verdict = "holds" if self.p >= 0.01 else "FAILS"
        most = {"greater": " at most", "less": "at least"}.get(self.side, "")
        came = f"{self.hits / self.n:>6.1%} of {self.n:>5}"
        return f"{self.name:<48}{most:>8} {self.said:>6.1%}  came out {came}  p {self.p:.3f}  {verdict}"


def company(random: np.random.Generator) -> tuple[Stage, NDArray[np.float64], NDArray[np.float64]]:
    """Channels that are alike but not the same; winners come after a lag, the others are lost or stay open."""
    strength, mean = random.uniform(8, 60), random.uniform(0.08, 0.35)
    chance = random.beta(mean * strength, (1 - mean) * strength, CHANNELS)
    pace = random.uniform(0.15, 0.6, CHANNELS)
    sizes = random.poisson(pace * DAYS)
    group = np.repeat(np.arange(CHANNELS), sizes)
    origin = random.integers(0, DAYS, len(group))
    lag = np.minimum(random.gamma(3, 18, len(group)).astype(np.int64), HORIZON)
    reached = np.where(random.random(len(group)) < chance[group], origin + lag, OPEN)
    reached = np.where(reached < DAYS, reached, OPEN)
    age = DAYS - 1 - origin
    seen = np.where(reached == OPEN, OPEN, reached - origin)
    names = tuple(f"c{place}" for place in range(CHANNELS))
    return Stage(origin, reached, group, names, DAYS - 1, HORIZON, age, seen), chance, pace


def pay() -> Iterator[Claim]:
    """Win rates, costs and bounds, one channel of each company so that the trials are independent."""
    hits = {"rates": 0, "cost of a win": 0, "bound of the amount": 0}
    tried = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, number])
        found, chance, pace = company(random)
        known = rates(found, random, draws=hazards.DRAWS if number == 0 else DRAWS)
        if not (known[0].enough and known[1].enough):
            continue
        tried += 1
        low, high = drawn.interval(known[0].draws, 0.8)
        hits["rates"] += low <= chance[0] <= high
        spent = 10_000.0
        priced = cost(found, known[1], 1, [Spend("c1", 0, DAYS, {"media": spent}, None, "USD")], random)
        truth = spent / (pace[1] * DAYS * chance[1])
        low, high = drawn.interval(priced.draws, 0.8)
        hits["cost of a win"] += low <= truth <= high
        value = random.uniform(2_000, 9_000)
        told = random.normal(value, 0.2 * value)
        worth = told / random.normal(1, 0.2, len(known[0].draws)).clip(0.2)
        size = min(len(worth), len(priced.draws), len(known[0].draws))
        q, paid = known[0].draws[:size], priced.draws[:size]
        cap = np.minimum(incentive.parity(q, paid, TERMS), incentive.worth_it(q, worth[:size], TERMS))
        exact = np.array([chance[0]]), np.array([truth]), np.array([value])
        bound = min(incentive.parity(exact[0], exact[1], TERMS)[0], incentive.worth_it(exact[0], exact[2], TERMS)[0])
        low, high = drawn.interval(cap, 0.8)
        hits["bound of the amount"] += low <= bound <= high
    yield from (Claim(f"{name}: 80 % intervals", 0.8, count, tried) for name, count in hits.items())


def stayed() -> Iterator[Claim]:
    """What a referred customer is worth over another, by renewals: customers who differ, seen for one to four years."""
    hits = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 5, number])
        truths, seen = [], []
        for size in random.integers(30, 200, 2):
            first, alike = random.uniform(0.08, 0.3), random.uniform(2, 40)
            a, b = first * alike, (1 - first) * alike
            years = random.integers(1, 5, size)
            left = random.geometric(random.beta(a, b, size).clip(1e-9))
            due = np.minimum(years, left)[:, None] >= np.arange(1, 5)
            lost = ((left <= years)[:, None] & (left[:, None] == np.arange(1, 5))).sum(axis=0)
            seen.append(Kept((due.sum(axis=0) - lost).astype(float), lost.astype(float)))
            truths.append(lifetime_value(1, sbg_survival(a, b, 4), 0.1))
        low, high = drawn.interval(seen[0].years(4, 0.1, random) / seen[1].years(4, 0.1, random), 0.8)
        hits += low <= truths[0] / truths[1] <= high
    yield Claim("amount: 80 % intervals of a referred customer", 0.8, hits, COMPANIES)


def answered() -> Iterator[Claim]:
    """How people answer to amounts drawn by lot: eight to forty of them, restless counts, what is likely beforehand."""
    hits = tried = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 6, number])
        people, before, after = (int(random.integers(*ends)) for ends in ((8, 40), (3, 10), (3, 10)))
        response = random.gamma(1.5, 0.25 / 1.5) if random.random() < 0.8 else random.uniform(0, 2)
        arms = np.array([50.0, 100.0] if random.random() < 0.5 else [0.0, 50.0, 150.0])
        pay = np.full((people, before + after), float(random.choice([0, 50])))
        pay[:, before:] = random.permutation(arms[np.arange(people) % len(arms)])[:, None]
        mean = (
            random.gamma(4, 0.5, (people, 1)) * np.exp(random.normal(0, 0.15, before + after)) * (1 + pay) ** response
        )
        mean *= random.uniform(0.5, 4) / mean.mean()
        found = slope(random.negative_binomial(6, 6 / (6 + mean)).astype(float), pay, np.arange(people))
        if found is None:
            continue
        tried += 1
        low, high = drawn.interval(learned(found, (1.5, 0.25), (0.2, 2.0), random).draws, 0.8)
        hits += low <= response <= high
    yield Claim("amount: 80 % intervals of the response", 0.8, hits, tried)


def worked() -> Iterator[Claim]:
    """Twelve people of whom six get a program, a year before and half a year of it; restless counts."""
    hits = 0
    for number in range(LIFTED):
        random = np.random.default_rng([SEED, 1, number])
        effect = random.normal(0.1, 0.3)
        treated, after = np.arange(12) < 6, np.arange(18) >= 12
        level = random.gamma(4, 1.5, (12, 1)) * np.exp(random.normal(0, 0.1, 18))
        mean = level * np.exp(effect * np.outer(treated, after))
        counts = random.negative_binomial(6, 6 / (6 + mean)).astype(float)
        parts = panel.halves(counts, np.ones_like(counts), ~after, after)
        logs = panel.difference(parts, treated)
        half = float(stats.t.ppf(0.9, logs.free)) * logs.error
        hits += abs(logs.log - effect) <= half
    yield Claim("lift: 80 % intervals", 0.8, hits, LIFTED)


def by_lot() -> Iterator[Claim]:
    """Twenty people in pairs of whom a coin drew one: adjusted for the year before, or pair by pair."""
    hits = coins = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 7, number])
        effect, pairs = random.normal(0.1, 0.3), np.arange(20) % 10
        treated, after = np.arange(20) < 10, np.arange(18) >= 12
        level = random.gamma(4, 1.5, (10, 1))[pairs] * random.gamma(20, 1 / 20, (20, 1))
        mean = level * np.exp(effect * np.outer(treated, after))
        counts = random.negative_binomial(6, 6 / (6 + mean)).astype(float)
        found = cuped.adjusted(counts[:, ~after].mean(axis=1), counts[:, after].mean(axis=1), treated)
        paired = panel.difference(panel.halves(counts, np.ones_like(counts), ~after, after), treated, pairs)
        hits += found is not None and found.change.interval(0.8)[0] <= np.expm1(effect) <= found.change.interval(0.8)[1]
        coins += paired.interval(0.8)[0] <= np.expm1(effect) <= paired.interval(0.8)[1]
    yield Claim("lift by lot: adjusted, 80 % intervals", 0.8, hits, COMPANIES)
    yield Claim("lift by lot: in pairs, 80 % intervals", 0.8, coins, COMPANIES)


def unmoved() -> Iterator[Claim]:
    """Programs that change nothing, in months that resemble their neighbours: how often something is seen."""
    drifted = turned = drawn_anew = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 5, number])
        treated, after = np.arange(12) < int(random.integers(4, 7)), np.arange(18) >= 12
        level = random.gamma(4, 1.5, (12, 1)) * np.exp(lingering(random, (12, 18)))
        counts = random.poisson(level).astype(float)
        parts = panel.halves(counts, np.ones_like(counts), ~after, after)
        lot = lots.redrawn(treated, random)
        drifted += panel.parallel((counts[:, ~after], np.ones((12, 12))), treated, lot) < TREND
        turned += wild(parts, treated, random) < ERROR
        drawn_anew += panel.by_lot(parts, treated, lot) < ERROR
    yield Claim("lift: a drift before the start where nothing is", TREND, drifted, COMPANIES, "greater")
    yield Claim("lift: wild bootstrap below 5 % where nothing is", ERROR, turned, COMPANIES, "greater")
    yield Claim("lift: drawn anew below 5 % where nothing is", ERROR, drawn_anew, COMPANIES, "greater")


def peeked() -> Iterator[Claim]:
    """A program of six months that changes nothing, looked at after one, two, four and six."""
    seen = held = 0
    past, known = 12, (1, 2, 4, 6)
    times = [of_two_stretches(past, months) / of_two_stretches(past, known[-1]) for months in known]
    looks = [Bound("", *heights) for heights in zip(spending(times), spending(times, 0.2), strict=True)]
    for number in range(PEEKED):
        random = np.random.default_rng([SEED, 6, number])
        treated, before = np.arange(24) < 12, np.arange(18) < past
        counts = random.poisson(random.gamma(4, 1.5, (24, 1)) * np.ones(18)).astype(float)
        ones = np.ones_like(counts)
        during = [~before & (np.arange(18) < past + months) for months in known]
        found = [panel.difference(panel.halves(counts, ones, before, each), treated) for each in during]
        seen += any(out(change) >= at.height for change, at in zip(found, looks, strict=True))
        wide = [interval(change, 0.8, at) for change, at in zip(found, looks, strict=True)]
        held += all(low <= 0 <= high for low, high in wide)
    yield Claim("lift: out of bounds at any of four uneven looks", ERROR, seen, PEEKED, "greater")
    yield Claim("lift: 80 % intervals, all of four uneven looks", 0.8, held, PEEKED, "less")


def whenever() -> Iterator[Claim]:
    """A lot that changes nothing, looked at every week for half a year, in months that resemble their neighbours."""
    alarms = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 8, number])
        treated = np.arange(16) < 8
        months = np.exp(lingering(random, (16, 20)))
        level = random.gamma(4, 0.5, (16, 1)) * np.repeat(months, 4, axis=1)
        counts = random.poisson(level[:, :78]).astype(float)
        scatter = max(1.0, panel.dispersion(counts[:, :52].reshape(16, 13, 4).sum(axis=2)))
        ones = np.ones_like(counts)
        past = anytime.split(counts[:, :52], ones[:, :52], treated, scatter)
        weeks = [anytime.split(counts[:, 52:week], ones[:, 52:week], treated, scatter) for week in range(53, 79)]
        ends = [anytime.Whenever(past, now).interval(0.95) for now in weeks]
        alarms += any(low > 0 or high < 0 for low, high in ends)
    yield Claim("lift: a lot told by weekly looks without effect", ERROR, alarms, COMPANIES, "greater")


def planned() -> Iterator[Claim]:
    """Of people who differ and bring two fifths more after as many months as planned: how often that is seen."""
    rate, effect, past = 3.0, 1.4, 12
    random = np.random.default_rng([SEED, 9])
    many = random.poisson(random.gamma(4, rate / 4, (4_000, 1)) * np.ones(past)).astype(float)
    known = duration.expected(many)
    plans = duration.readings(known, effect, (12, 12), in_pairs=False)
    months = {name: ceil(each) for name, each in plans.items() if each is not None}
    steps = ceil(duration.in_steps(known, effect, (4, 4, 4), 12) or duration.FOREVER)
    titles = {duration.LESS: "ratio of ratios", duration.ADJUSTED: "adjusted", "in steps": "in steps"}
    hits = dict.fromkeys(titles, 0)
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 9, number])
        level = random.gamma(4, rate / 4, (24, 1))
        for name in (duration.LESS, duration.ADJUSTED):
            treated, before = np.arange(24) < 12, np.arange(past + months[name]) < past
            counts = random.poisson(level * np.where(np.outer(treated, ~before), effect, 1.0)).astype(float)
            found = panel.difference(panel.halves(counts, np.ones_like(counts), before, ~before), treated)
            if name == duration.ADJUSTED:
                rates = (counts[:, each].mean(axis=1) for each in (before, ~before))
                adjusted = cuped.adjusted(*rates, treated)
                found = found if adjusted is None else adjusted.change
            hits[name] += found.interval(0.95)[0] > 0
        begins = np.repeat([past, past + 3, past + 6, past + steps], [4, 4, 4, 12])
        begun = np.arange(past + steps) >= begins[:, None]
        counts = random.poisson(level * np.where(begun, effect, 1.0)).astype(float)
        hits["in steps"] += (
            together([started(counts, begins, past + 3 * quarter) for quarter in range(3)]).interval(0.95)[0] > 0
        )
    for name, count in hits.items():
        yield Claim(f"lift: planned power, {titles[name]}", 0.8, count, COMPANIES, "less")


def started(counts: NDArray[np.float64], begins: NDArray[np.int64], at: int) -> Seen:
    """Whoever starts at a month against whoever never does."""
    kept = (begins == at) | (begins == begins.max())
    before = np.arange(counts.shape[1]) < at
    return Seen(
        Launch("plan", "person", date(2026, 1, 1), None, frozenset(), None, ()),
        tuple(f"u{place}" for place in np.flatnonzero(kept)),
        (begins == at)[kept],
        tuple(range(counts.shape[1] + 1)),
        counts[kept],
        np.ones_like(counts[kept]),
        None,
        before,
        ~before,
        np.zeros(len(before), dtype=bool),
    )


def lingering(random: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float64]:
    """What moves a unit in a month and half of it in the next, a fifth up or down."""
    fresh = random.normal(0, 0.2, shape)
    for month in range(1, shape[1]):
        fresh[:, month] = 0.5 * fresh[:, month - 1] + np.sqrt(0.75) * fresh[:, month]
    return fresh


def ahead() -> Iterator[Claim]:
    """The acts of the quarter after four to eight, of people who differ, in quarters that move one or everybody."""
    hits = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 4, number])
        people, quarters = int(random.integers(5, 30)), int(random.integers(4, 9))
        spread, restless, shared = random.uniform([0.05, 0.01, 0.001], [0.6, 0.4, 0.06])
        own = random.gamma(1 / spread, spread, (people, 1))
        moved = random.gamma(1 / shared, shared, quarters + 1)
        alone = random.gamma(1 / restless, restless, (people, quarters + 1))
        counts = random.poisson(random.uniform(1, 6) * own * moved * alone).astype(float)
        known = pace(counts[:, :-1], np.ones((people, quarters)))
        mean = known.rates(1_000, random) * known.quarter_factors(1_000, 1, random)
        low, high = drawn.interval(known.arrivals(mean, np.ones_like(mean), random).sum(axis=1).astype(float), 0.8)
        hits += low <= counts[:, -1].sum() <= high
    yield Claim("simulate: 80 % intervals of a quarter's acts", 0.8, hits, COMPANIES)


def silent() -> Iterator[Claim]:
    """Alarms where nothing is: events on any day alike, customers of whom none stands out, pay looked at weekly."""
    quarter = tier = late = gate = burst = named = raised = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 2, number])
        n = int(random.integers(60, 900))
        quarter += binomial_test(int(random.binomial(n, 40 / 365)), n, 40 / 365, "greater") < ALARM
        counts = random.poisson(random.gamma(3, 1.4, 300))
        tier += stopped("t", counts[counts > 0], 5).figures["alarm"] is True
        n1, n2, share = int(random.integers(20, 120)), int(random.integers(100, 500)), random.uniform(0.1, 0.5)
        pairs = (int(random.binomial(n1, share)), n1), (int(random.binomial(n2, share)), n2)
        late += newcombe(*pairs, 0.98)[1] < 0
        asked = np.array([[pairs[0][0], n1 - pairs[0][0]], [pairs[1][0], n2 - pairs[1][0]]])
        gate += float(stats.fisher_exact(asked, alternative="less").pvalue) < ALARM
        scores = random.normal(size=(150, 5))
        baseline = scores[:, :-1].ravel()
        named += any(false_discoveries(typical.ranked(scores[:, -1], baseline).tolist(), 0.1))
        won = np.cumsum(random.random(300) < 0.2)
        raised += any(
            incentive.evidence_above(int(won[week]), week + 1 - int(won[week]), 0.2) >= 20 for week in range(6, 300, 7)
        )
        burst += crowded(random.integers(0, 540, n))[2].min() < ALARM
    for name, alarms in (
        ("quarter-end", quarter),
        ("threshold", tier),
        ("leads of the last days", late),
        ("gate", gate),
        ("bursts", burst),
    ):
        yield Claim(f"gaming: {name}, alarms where nothing is", ALARM, alarms, COMPANIES, "greater")
    yield Claim("champions: any named beyond the baseline", 0.1, named, COMPANIES, "greater")
    yield Claim("amount: raised by weekly looks without reason", 0.05, raised, COMPANIES, "greater")


def lasting() -> Iterator[Claim]:
    """Champions by what lasts: as many are truly among the best as the probabilities say."""
    said = right = 0.0
    count = 0
    for number in range(200):
        random = np.random.default_rng([SEED, 3, number])
        truth = random.normal(size=150)
        scores = truth[:, None] + random.normal(0, 0.7, (150, 5))
        chance = typical.among_the_best(scores, typical.lasting(scores))
        picked = chance >= 0.8
        said += float(chance[picked].sum())
        right += float((truth[picked] >= stats.norm.isf(0.1)).sum())
        count += int(picked.sum())
    yield Claim("champions: named who are among the best", said / count, int(right), count)


def main() -> None:
    parts: tuple[Callable[[], Iterator[Claim]], ...] = (
        *(pay, stayed, answered, worked, by_lot, unmoved, peeked, whenever, planned, ahead, silent, lasting),
    )
    failed = False
    for part in parts:
        begun = time.monotonic()
        for claim in part():
            failed |= claim.p < 0.01
            print(claim.line(), flush=True)
        print(f"  ({part.__name__}: {time.monotonic() - begun:.0f} s)", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
