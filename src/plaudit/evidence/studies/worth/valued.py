"""What a review is worth, as an answer with the most that may be paid for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Grade
from plaudit.evidence.question import Question
from plaudit.evidence.recommended import round_below, shown

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the ways to say what a review is worth, and what stands behind it."""

    name: str
    because: str
    method: str
    grade: Grade
    n: int
    events: float
    diagnostics: tuple[Diagnostic, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()


def valued(reading: Reading, draws: Array, currency: str, question: Question) -> Answer:
    on_cost = question.at_least("on_cost", 0)
    bounds = drawn.interval(draws, 0.8)
    pay = bounds[0] / (1 + (0.0 if on_cost is None else on_cost))
    most = round_below(pay, currency)
    return Answer(
        name=reading.name,
        says=f"A review is worth {shown(drawn.middle(draws), currency)} (80 %: {shown(bounds[0], currency)} to "
        f"{shown(bounds[1], currency)}): {reading.because}. "
        + (
            f"Pay at most {most} {currency} for one, less where a platform says so."
            if pay >= 5
            else "Pay nothing for one more."
        ),
        unit="money",
        point=drawn.middle(draws),
        interval80=bounds,
        interval95=drawn.interval(draws, 0.95),
        n=reading.n,
        events=reading.events,
        method=reading.method,
        assumptions=("The next review brings what the last ones did.", *reading.assumptions),
        grade=reading.grade,
        currency=currency,
        amounts={"at most": most},
        diagnostics=reading.diagnostics,
        figures=reading.figures,
        beside=("reviews",),
    )
