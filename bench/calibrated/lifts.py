"""Whether a program did more, at one look and at several, and how long it takes to see."""

from collections.abc import Iterator
from datetime import date
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from bench.calibrated.claim import COMPANIES, ERROR, LIFTED, PEEKED, SEED, TREND, Claim
from plaudit.evidence.methods import anytime, cuped, lots, panel
from plaudit.evidence.methods.sequential import spending
from plaudit.evidence.methods.wild import wild
from plaudit.evidence.studies.lift import duration
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.looks import Bound, interval, of_two_stretches, out
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.evidence.studies.lift.staggered import together


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
