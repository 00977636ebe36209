"""How many more events more pay brings: a judgement, until amounts that were drawn by lot tell it (M4)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.hazards import DRAWS
from plaudit.evidence.methods.incentive import ELASTICITY_MEAN, ELASTICITY_SHAPE, elasticity
from plaudit.evidence.methods.response import Learned, Slope, learned, slope
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.programs import programs
from plaudit.evidence.published.priors import CONFLICT, VAGUE
from plaudit.evidence.question import Question
from plaudit.evidence.studies.amount.paid import Paid, paid

Array = NDArray[np.float64]
# Drawn units in all and off the commonest amounts, and events.
LEAST_UNITS, LEAST_ARM, LEAST_EVENTS = 8, 4, 30
# An elasticity above this is believed of nobody.
MOST = 2.0
NAME = "amount: response"


@dataclass(frozen=True, slots=True)
class Response:
    """Draws of the elasticity of events to the amount; `said` is None where nobody asked to learn it."""

    draws: Array
    said: Said | None = None

    @property
    def measured(self) -> bool:
        return isinstance(self.said, Answer)


def response(question: Question, found: Leads, snapshot: date) -> Response:
    judged, program = elasticity(DRAWS, question.random("elasticity")), question.text("drawn_by_lot")
    if program is None:
        return Response(judged)
    treated = [each for each in programs(question.facts, snapshot) if each.program == program]
    if not treated or any(each.amount is None for each in treated):
        missing = f"Programs.csv does not tell whom {program} paid which amount."
        refusal = Refusal("amounts-missing", missing, "Its rows with person, team or account, from, to and amount.")
        return Response(judged, Unanswered(NAME, refusal))
    if len({each.account is None for each in treated}) > 1:
        missing = f"Programs.csv has {program} by account and by person or team: nobody can tell what was drawn."
        return Response(judged, Unanswered(NAME, Refusal("amounts-mixed", missing, "Rows of one of the two.")))
    known = paid(question, found, treated, snapshot)
    refused = _refusal(known)
    seen = None if refused is not None else slope(known.counts, known.pay, known.units)
    if seen is None:
        if refused is None:
            missing = "Nobody's amount changed otherwise than everybody's: what the months did cannot be taken out."
            refused = Refusal("amounts-alike", missing, "A month of the same people before the amounts differed.")
        return Response(judged, Unanswered(NAME, refused))
    told = learned(seen, (ELASTICITY_SHAPE, ELASTICITY_MEAN), (VAGUE, MOST), question.random("response"))
    return Response(told.draws, _answer(program, known, seen, told))


def _answer(program: str, known: Paid, seen: Slope, told: Learned) -> Answer:
    low, middle, high = (drawn.change(1.1**each - 1) for each in np.quantile(told.draws, [0.1, 0.5, 0.9]))
    agrees = told.surprise >= CONFLICT
    contrary = f" That is not what we judged before, which counts for {drawn.percent(told.counts)} here."
    return Answer(
        name=NAME,
        says=f"10 % more pay brings {middle} events (80 %: {low} to {high}), by the amounts of {program}."
        f"{'' if agrees else contrary}",
        unit="coefficient",
        point=drawn.middle(told.draws),
        interval80=drawn.interval(told.draws, 0.8),
        interval95=drawn.interval(told.draws, 0.95),
        n=seen.free + 1,
        events=float(known.counts.sum()),
        method="Poisson regression on the log of one plus the amount, with an effect of each of them and of each "
        "month; errors by what was drawn together; with the prior, a fifth of which knows nothing.",
        grade="A",
        assumptions=(
            f"The amounts, or the days on which they changed, were drawn by lot among the {known.of} of the program.",
            "From no pay to some, they answer as from some to more.",
        ),
        diagnostics=(
            Diagnostic("the slope under the prior, p-value", told.surprise, passed=agrees),
            drawn.monte_carlo(told.draws),
        ),
        figures={"by these counts alone, and its error": [seen.slope, seen.error], "by amount": _by_amount(known)},
        beside=("referrals",),
    )


def _refusal(known: Paid) -> Refusal | None:
    paths = {unit: tuple(known.pay[known.units == unit][0].tolist()) for unit in set(known.units.tolist())}
    apart = len(paths) - max(Counter(paths.values()).values(), default=0)
    events = int(known.counts.sum())
    if not paths or apart == 0:
        missing = "All of the program were paid the same at the same time."
        return Refusal("amounts-alike", missing, "Another amount for half of them, drawn by lot.")
    if len(paths) < LEAST_UNITS or apart < LEAST_ARM:
        need = max(LEAST_UNITS - len(paths), LEAST_ARM - apart)
        missing = f"{len(paths)} were drawn, {apart} of them to other amounts than the most; {LEAST_UNITS} and "
        return Refusal("units-too-few", f"{missing}{LEAST_ARM} are the least.", f"{more(need, known.of)} drawn by lot.")
    if events < LEAST_EVENTS:
        missing = f"They brought {events} events in those months; {LEAST_EVENTS} are the least."
        return Refusal("events-too-few", missing, f"{more(LEAST_EVENTS - events, 'events')}.")
    return None


def _by_amount(known: Paid) -> list[Figure]:
    """Events a person and month, at each amount while it was paid, and of the same people before the program."""
    found: list[Figure] = []
    for amount in np.unique(known.pay[:, ~known.before]):
        at = (known.pay == amount) & ~known.before[None, :]
        mine = at.any(axis=1)
        earlier = known.counts[mine][:, known.before]
        found.append(
            {
                "paid": float(amount),
                known.of: int(mine.sum()),
                "before, a month": float(earlier.mean()) if earlier.size else None,
                "while paid": float(known.counts[at].mean()),
            }
        )
    return found
