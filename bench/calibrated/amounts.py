"""What a win costs, what a customer is worth, how far to pay, how pay answers."""

from collections.abc import Iterator

import numpy as np

from bench.calibrated.claim import COMPANIES, DAYS, DRAWS, SEED, TERMS, Claim, company
from plaudit.evidence import drawn
from plaudit.evidence.acquiring import cost
from plaudit.evidence.methods import hazards, incentive
from plaudit.evidence.methods.response import learned, slope
from plaudit.evidence.methods.survival import Kept, lifetime_value, sbg_survival
from plaudit.evidence.observed.spend import Spend
from plaudit.evidence.winning import rates


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
