"""Four ways in which people may answer to a plan: not at all, as the prior says, strongly, and by gaming it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence.methods.incentive import ELASTICITY_MEAN, ELASTICITY_SHAPE
from plaudit.evidence.pacing import QUARTER
from plaudit.evidence.question import Question
from plaudit.evidence.studies.simulate.ahead import Ahead, Response
from plaudit.evidence.studies.simulate.outcome import Months, Outcome, run
from plaudit.values.period import Period, day_number

Array = NDArray[np.float64]
# Of the prior elasticity: only one in twenty would expect more.
STRONG = 0.95
# What an act brings under a new plan over what it brought before: thanks, a raise some day, being good at it.
NEW = 2.0
# The three beside the main one need their mean and their tail, not every digit.
BESIDE = 8


@dataclass(frozen=True, slots=True)
class Simulated:
    """`outcomes` by scenario; of some trials, the cents by which acts one by one differ from their sums."""

    quarters: tuple[Period, ...]
    months: Months
    outcomes: Mapping[str, Outcome]
    # How acts answer in the main one.
    prior: Response
    # By how much acts grew, in each trial of the main one, since nothing was paid.
    answered: Array
    differs: int | None
    # Counts on from the trials of all scenarios.
    goes_on: Callable[[int], None]

    @property
    def main(self) -> Outcome:
        return self.outcomes["prior"]


def simulated(ahead: Ahead, quarters: Sequence[Period], after: int = 0) -> Simulated:
    """`after`: how many trials somebody else adds to those that are counted here."""
    question = ahead.question
    draws, lag = question.between("draws", 1), question.between("pays_after", 0, 12)
    starts = [each.start.year * 12 + each.start.month - 1 for each in quarters]
    months = Months(np.array([*starts, quarters[-1].end.year * 12 + quarters[-1].end.month - 1]), lag)
    drawn = _elasticity(ahead, draws)
    ways = responses(ahead, drawn)
    *befores, every = accumulate((len(way.grows) for way in ways.values()), initial=0)
    outcomes = {
        name: run(ahead, months, way, _from(question, before, every + after))
        for (name, way), before in zip(ways.items(), befores, strict=True)
    }
    return Simulated(
        tuple(quarters),
        months,
        outcomes,
        ways["prior"],
        max(raised(ahead), NEW) ** drawn,
        _differs(ahead, question.between("alone", 0)),
        _from(question, every, every + after),
    )


def _from(question: Question, before: int, total: int) -> Callable[[int], None]:
    """Counts on from the trials of the ways before."""
    return lambda done: question.moved(before + done, total)


def _elasticity(ahead: Ahead, draws: int) -> Array:
    """As with rates, two trials share what nobody knows."""
    random = ahead.question.random("elasticity")
    drawn = random.gamma(ELASTICITY_SHAPE, ELASTICITY_MEAN / ELASTICITY_SHAPE, (draws + 1) // 2)
    return np.repeat(drawn, 2)[:draws]


def responses(ahead: Ahead, drawn: Array) -> dict[str, Response]:
    """Whoever answers strongly, or games the plan, does so as if it were new, also where it has long been running."""
    by, padded = raised(ahead), ahead.question.share("padding")
    strong = float(stats.gamma.ppf(STRONG, ELASTICITY_SHAPE, scale=ELASTICITY_MEAN / ELASTICITY_SHAPE))
    fewer = max(len(drawn) // BESIDE, min(len(drawn), 100))
    return {
        "no response": Response(np.ones(fewer)),
        "prior": Response(by**drawn),
        "strong": Response(np.full(fewer, max(by, NEW) ** strong)),
        "gaming": Response(by ** drawn[:fewer], 0.0 if padded is None else padded, reaches=True),
    }


def raised(ahead: Ahead) -> float:
    """As set; else a plan that was in effect for half of the days looked at raises nothing any more."""
    found = ahead.question.at_least("raise", 1)
    if found is not None:
        return found
    cut, before = ahead.past.cut, ahead.past.cut - ahead.past.quarters * QUARTER
    starts = [each.effective.start for each in ahead.question.plans]
    first = min(before if each is None else day_number(each) for each in starts)
    return 1.0 if cut - first >= (cut - before) / 2 else NEW


def _differs(ahead: Ahead, some: int) -> int | None:
    """The most by which a trial differs when its acts are paid one by one: minor units."""
    if not some:
        return None
    response = Response(np.ones(some))
    sums, singly = (
        np.bincount(paid["trial"].to_numpy(), paid["earned"].to_numpy(), some)
        for way in (ahead, replace(ahead, alone=True))
        for paid in [way.trials.pay(way.supposed(0, response)).by_person]
    )
    return int(np.abs(sums - singly).max())
