"""Do the intervals hold as often as they say: simulated companies whose truth is known (`make calibrate`).

Every line says what was claimed, what came out, and whether a binomial test at 1 % believes the claim.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence import drawn
from plaudit.evidence.acquiring import cost
from plaudit.evidence.methods import cuped, hazards, incentive, lots, panel, typical
from plaudit.evidence.methods.encouraged import Encouraged, anderson_rubin
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.incentive import Terms
from plaudit.evidence.methods.proportions import binomial_test, false_discoveries, newcombe
from plaudit.evidence.methods.response import learned, slope
from plaudit.evidence.methods.saturating import HIGHEST, LATEST, SOONEST, Curve, curve
from plaudit.evidence.methods.sequential import spending
from plaudit.evidence.methods.survival import Kept, lifetime_value, sbg_survival
from plaudit.evidence.methods.wild import wild
from plaudit.evidence.observed.spend import Spend
from plaudit.evidence.pacing import pace
from plaudit.evidence.studies.champions.baseline import Metric, standard
from plaudit.evidence.studies.gaming.reviewers import crowded
from plaudit.evidence.studies.gaming.threshold import stopped
from plaudit.evidence.studies.lift.looks import out
from plaudit.evidence.studies.worth import listed
from plaudit.evidence.winning import Stage, rates

COMPANIES, LIFTED, SEED, DRAWS = 1_000, 200, 20_261_122, 4_000
DAYS, HORIZON, CHANNELS, ALARM = 540, 120, 6, 0.01
TREND, ERROR = 0.1, 0.05
TERMS = Terms(other_cost=60, on_cost=0.0765, ratio=3)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said, how often it came out, and which way it may miss: exactly, or never more often."""

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
        most = " at most" if self.side == "greater" else ""
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
    seen = 0
    past, known = 12, (1, 2, 4, 6)
    whole = 1 / past + 1 / known[-1]
    bounds = spending([whole / (1 / past + 1 / months) for months in known])
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 6, number])
        treated, before = np.arange(24) < 12, np.arange(18) < past
        counts = random.poisson(random.gamma(4, 1.5, (24, 1)) * np.ones(18)).astype(float)
        ones = np.ones_like(counts)
        during = [~before & (np.arange(18) < past + months) for months in known]
        found = [panel.difference(panel.halves(counts, ones, before, each), treated) for each in during]
        seen += any(out(change) >= bound for change, bound in zip(found, bounds, strict=True))
    yield Claim("lift: out of bounds at any of four uneven looks", ERROR, seen, COMPANIES, "greater")


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


def declared() -> Iterator[Claim]:
    """Alarms of champions by counts and shares, of accounts of all sizes of whom none stands out."""
    named = high = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 8, number])
        segments = tuple(random.choice(["small", "mid", "large"], 120))
        size = np.exp(random.normal(3, 1.2, (120, 5))).round() + 1
        counts = random.poisson(random.gamma(3, 0.5, (120, 5)) * size).astype(float)
        shares = random.binomial(size.astype(np.int64), random.beta(6, 4, (120, 5))) / size
        both = Metric("logins", "count", counts, size), Metric("used", "share", shares, size)
        z = np.stack([standard(metric, segments).ravel() for metric in both], axis=1)
        scores = typical.composite(z, np.ones(2)).reshape(120, 5)
        p = typical.ranked(scores[:, -1], scores[:, :-1].ravel())
        named += any(false_discoveries(p.tolist(), 0.1))
        high += p[0] <= ERROR
    # One of 481 ranks: 24 of them are as high as that.
    yield Claim("champions by counts and shares: p of one account below 5 %", 24 / 481, high, COMPANIES)
    yield Claim("champions by counts and shares: any named", 0.1, named, COMPANIES, "greater")


def reviewed() -> Iterator[Claim]:
    """What one review more brings: listings whose reviews come and go, months that move all, restless leads."""
    hits = tried = 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 9, number])
        shape = int(random.integers(2, 7)), int(random.integers(12, 30))
        climb, pace = random.uniform(0, HIGHEST), SOONEST * (LATEST / SOONEST) ** random.random()
        steps = random.integers(-2, 4, shape)
        steps[:, 0] += random.poisson(random.uniform(0, 8), shape[0])
        reviews = np.maximum(steps.cumsum(axis=1), 0).astype(float)
        level = random.gamma(3, random.uniform(0.7, 4), (shape[0], 1)) * np.exp(random.normal(0, 0.2, shape[1]))
        mean = level * (1 - climb * np.expm1(-reviews / pace))
        leads = random.negative_binomial(10, 10 / (10 + mean)).astype(float)
        if listed.refused(listed.Months(tuple(map(str, range(shape[0]))), leads, reviews), "0") is not None:
            continue
        tried += 1
        truth = Curve(np.array([climb]), np.array([pace]), 1.0).more(reviews[0, -1])[0]
        low, high = drawn.interval(curve(leads, reviews, random, DRAWS).more(reviews[0, -1]), 0.8)
        hits += low <= truth <= high
    yield Claim("worth: 80 % intervals of one review more", 0.8, hits, tried)


def offered() -> Iterator[Claim]:
    """A reference offered by lot that few or many take up, of whom those who do would win more often anyway."""
    hits, wide, tried = 0, 0, 0
    for number in range(COMPANIES):
        random = np.random.default_rng([SEED, 10, number])
        sizes = random.integers(20, 200, 2)
        lot = np.arange(sizes.sum()) < sizes[0]
        moved, always = random.uniform(0.1, 0.8), random.uniform(0, 0.15)
        kind = random.random(len(lot))
        took = (kind < always) | (lot & (kind < always + moved))
        base = np.where(kind < always + moved, 0.35, 0.2)
        effect = random.uniform(-0.2, 0.4)
        came = random.random(len(lot)) < base + effect * took
        found = Encouraged(lot, took.astype(float), came.astype(float))
        tried += 1
        eighty, most = (anderson_rubin(found, level) for level in (0.8, 0.95))
        hits += eighty is None or eighty[0] <= effect <= eighty[1]
        wide += most is None or most[0] <= effect <= most[1]
    yield Claim("worth: 80 % intervals of a reference offered by lot", 0.8, hits, tried)
    yield Claim("worth: 95 % intervals of a reference offered by lot", 0.95, wide, tried)


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
        *(pay, stayed, answered, worked, by_lot, unmoved, peeked, ahead, silent, declared, reviewed, offered, lasting),
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
