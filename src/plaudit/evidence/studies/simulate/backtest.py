"""Would the past have been foretold: each late quarter from those before it, by every stream."""

from collections.abc import Iterator

import numpy as np
from scipy import stats

from plaudit.evidence import drawn
from plaudit.evidence.answer import Diagnostic, Figure
from plaudit.evidence.pacing import pace
from plaudit.evidence.question import Question
from plaudit.evidence.studies.simulate.past import Past, Stream

# Quarters that are foretold, those that at least stand before each, and how often each is drawn.
LOOKED_AT, BEFORE, DRAWS = 4, 2, 1_000


def backtest(question: Question, past: Past) -> Iterator[Diagnostic]:
    """Nothing while too few quarters are known."""
    found = [each for stream in past.streams for each in _foretold(question, stream)]
    if len(found) < LOOKED_AT:
        return
    share = sum(inside for inside, _ in found) / len(found)
    low = float(stats.binom.ppf(0.005, len(found), 0.8)) / len(found)
    yield Diagnostic("backtest: part of past 80 % intervals of acts that held", share, passed=share >= low)
    tenths: list[Figure] = [int(each) for each in np.histogram([at for _, at in found], bins=10, range=(0, 1))[0]]
    yield Diagnostic("backtest: past quarters by tenth of what was foretold", tenths)


def _foretold(question: Question, stream: Stream) -> Iterator[tuple[bool, float]]:
    """Whether the 80 % interval held what came, and which part of the draws was below it."""
    counts, exposure = stream.pace.counts, stream.pace.exposure
    for quarter in range(max(BEFORE, stream.pace.quarters - LOOKED_AT), stream.pace.quarters):
        random = question.random(f"backtest {stream.name} {quarter}")
        before = pace(counts[:, :quarter], exposure[:, :quarter])
        if before.mean == 0:
            continue
        mean = before.rates(DRAWS, random) * exposure[:, quarter] * before.quarter_factors(DRAWS, 1, random)
        draws = before.arrivals(mean, np.ones_like(mean), random).sum(axis=1).astype(float)
        came = float(counts[:, quarter].sum())
        low, high = drawn.interval(draws, 0.8)
        yield low <= came <= high, float((draws < came).mean() + (draws == came).mean() / 2)
