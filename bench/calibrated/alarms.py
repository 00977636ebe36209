"""Alarms where nothing is, what is to come, and who stands out; what reviews and offers bring."""

from collections.abc import Iterator

import numpy as np
from scipy import stats

from bench.calibrated.claim import ALARM, COMPANIES, DRAWS, ERROR, SEED, Claim
from plaudit.evidence import drawn
from plaudit.evidence.methods import incentive, typical
from plaudit.evidence.methods.encouraged import Encouraged, anderson_rubin
from plaudit.evidence.methods.proportions import binomial_test, false_discoveries, newcombe
from plaudit.evidence.methods.saturating import HIGHEST, LATEST, SOONEST, Curve, curve
from plaudit.evidence.pacing import pace
from plaudit.evidence.studies.champions.baseline import Metric, standard
from plaudit.evidence.studies.gaming.reviewers import crowded
from plaudit.evidence.studies.gaming.threshold import stopped
from plaudit.evidence.studies.worth import listed


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
