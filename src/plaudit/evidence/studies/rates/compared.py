"""One channel against each other: how probably it is better, by how much, and what a textbook would say."""

from collections.abc import Iterator

import numpy as np
from scipy import stats

from plaudit.evidence import drawn
from plaudit.evidence.answer import CANNOT_TELL, Answer, Said, in_words
from plaudit.evidence.methods.proportions import holm, newcombe
from plaudit.evidence.studies.rates.rate import Looked
from plaudit.evidence.winning import Rate

CERTAIN = 0.995


def compared(looked: Looked) -> Iterator[Said]:
    """Only channels that have an estimate of their own."""
    chosen = looked.question.text("channel")
    mine = next((rate for rate in looked.rates if rate.name == chosen and rate.enough), None)
    others = [rate for rate in looked.rates if rate.name != chosen and rate.enough]
    if mine is None or not others:
        return
    adjusted = holm([_textbook(mine, other) for other in others])
    for other, p in zip(others, adjusted, strict=True):
        yield _answer(looked, mine, other, p)


def _textbook(mine: Rate, other: Rate) -> float:
    table = [[each.matured_events, each.matured - each.matured_events] for each in (mine, other)]
    return float(stats.fisher_exact(np.asarray(table)).pvalue)


def _answer(looked: Looked, mine: Rate, other: Rate, p: float) -> Answer:
    better = float(np.mean(mine.draws > other.draws))
    ratio = mine.draws / other.draws
    bounds = drawn.interval(ratio, 0.8)
    low, high = newcombe((mine.matured_events, mine.matured), (other.matured_events, other.matured))
    return Answer(
        name=f"{mine.name} against {other.name}",
        says=f"{_verdict(mine.name, other.name, better)} ({_probable(better)} probable); "
        f"its rate is {drawn.middle(ratio):.2f} times as high (80 %: {bounds[0]:.2f} to {bounds[1]:.2f}).",
        unit="ratio",
        point=drawn.middle(ratio),
        interval80=bounds,
        interval95=drawn.interval(ratio, 0.95),
        n=mine.n + other.n,
        events=mine.events + other.events,
        horizon=looked.stage.horizon,
        method="Draws of both rates; beside them the hybrid score interval of matured leads, p by Holm.",
        grade="C",
        figures={
            "probability of better": better,
            "difference of matured leads, 95 %": [low, high],
            "p of matured leads, adjusted": p,
        },
    )


def _verdict(mine: str, other: str, better: float) -> str:
    word = in_words(better)
    if word == CANNOT_TELL:
        return f"We cannot tell whether {mine} or {other} wins more often"
    return f"It is {word} that {mine} wins more often than {other}"


def _probable(better: float) -> str:
    """So many draws cannot tell certainty."""
    if better > CERTAIN:
        return "more than 99 %"
    return "less than 1 %" if better < 1 - CERTAIN else drawn.percent(better)
