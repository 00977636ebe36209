"""How many more events more pay brings: a judgement, until amounts that were drawn by lot tell it (M4)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.hazards import DRAWS, OPEN
from plaudit.evidence.methods.incentive import ELASTICITY_MEAN, ELASTICITY_SHAPE, elasticity
from plaudit.evidence.methods.response import Learned, Slope, learned, slope
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.panel import after, months
from plaudit.evidence.observed.programs import Treated, programs
from plaudit.evidence.observed.rows import has, number, rows
from plaudit.evidence.published.priors import CONFLICT, VAGUE
from plaudit.evidence.question import Question
from plaudit.values.period import day

Array = NDArray[np.float64]
# Drawn units in all and off the commonest amounts, and events; days before the program that are looked at.
LEAST_UNITS, LEAST_ARM, LEAST_EVENTS, BEFORE = 8, 4, 30, timedelta(365)
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


@dataclass(frozen=True, slots=True)
class Paid:
    """Events and pay by person and month; `units` is whom each was drawn with."""

    counts: Array
    pay: Array
    units: NDArray[np.int64]
    before: NDArray[np.bool_]


def response(question: Question, found: Leads, snapshot: date) -> Response:
    judged, program = elasticity(DRAWS, question.random("elasticity")), question.text("drawn_by_lot")
    if program is None:
        return Response(judged)
    treated = [each for each in programs(question.facts, snapshot) if each.program == program and each.account is None]
    if not treated or any(each.amount is None for each in treated):
        missing = f"Programs.csv does not tell whom {program} paid which amount."
        refusal = Refusal("amounts-missing", missing, "Its rows with person or team, from, to and amount.")
        return Response(judged, Unanswered(NAME, refusal))
    paid = _paid(question, found, treated, snapshot)
    refused = _refusal(paid)
    seen = None if refused is not None else slope(paid.counts, paid.pay, paid.units)
    if seen is None:
        if refused is None:
            missing = "Nobody's amount changed otherwise than everybody's: what the months did cannot be taken out."
            refused = Refusal("amounts-alike", missing, "A month of the same people before the amounts differed.")
        return Response(judged, Unanswered(NAME, refused))
    told = learned(seen, (ELASTICITY_SHAPE, ELASTICITY_MEAN), (VAGUE, MOST), question.random("response"))
    return Response(told.draws, _answer(program, paid, seen, told))


def _answer(program: str, paid: Paid, seen: Slope, told: Learned) -> Answer:
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
        events=float(paid.counts.sum()),
        method="Poisson regression on the log of one plus the amount, with an effect of each person and month, errors "
        "by what was drawn together; with the prior, a fifth of which knows nothing.",
        grade="A",
        assumptions=(
            "The amounts, or the days on which they changed, were drawn by lot among the people of the program.",
            "From no pay to some, people answer as from some to more.",
        ),
        diagnostics=(
            Diagnostic("the slope under the prior, p-value", told.surprise, passed=agrees),
            drawn.monte_carlo(told.draws),
        ),
        figures={"by these counts alone, and its error": [seen.slope, seen.error], "by amount": _by_amount(paid)},
        beside=("referrals",),
    )


def _paid(question: Question, found: Leads, treated: Sequence[Treated], snapshot: date) -> Paid:
    """Whole months from a year before the first amount; the amount of a month is that of its middle."""
    begin = min(each.start for each in treated)
    ends = [each.end for each in treated if each.end is not None]
    end = min([after(snapshot), *([max(ends)] if len(ends) == len(treated) else [])])
    edges = months(max(begin - BEFORE, day(int(found.created.min()))), end)
    drawn_with = _people(question, treated, edges)
    names = list(drawn_with)
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    pay = np.zeros((len(names), len(middles)))
    for row, name in enumerate(names):
        for each in treated:
            if drawn_with[name] == (each.person if each.person is not None else each.team):
                last = number(each.end) if each.end is not None else OPEN
                inside = np.array([number(each.start) <= middle < last for middle in middles], dtype=bool)
                pay[row, inside] = 0.0 if each.amount is None else each.amount
    clusters = {unit: place for place, unit in enumerate(dict.fromkeys(drawn_with.values()))}
    return Paid(
        _counts(question, found, names, edges),
        pay,
        np.array([clusters[drawn_with[name]] for name in names], dtype=np.int64),
        np.array([middle < number(begin) for middle in middles], dtype=bool),
    )


def _people(question: Question, treated: Sequence[Treated], edges: Sequence[int]) -> dict[str, str]:
    """Everybody who was there all the time, with the person or team that was drawn."""
    named = {each.person: each.person for each in treated if each.person is not None}
    teams = {each.team for each in treated if each.team is not None}
    if not has(question.facts, "people", "key") or not edges:
        return named
    there = f"coalesce(starts_on, {edges[0]}) <= {edges[0]} AND coalesce(ends_on, {edges[-1]}) >= {edges[-1] - 1}"
    team = "team" if has(question.facts, "people", "team") else "NULL"
    query = f"SELECT key, {team} FROM {rows(question.facts, 'people', None)} WHERE {there} ORDER BY key"
    known = question.facts.con.execute(query).fetchall()
    return {str(key): named.get(key, str(team)) for key, team in known if key in named or team in teams}


def _counts(question: Question, found: Leads, names: Sequence[str], edges: Sequence[int]) -> Array:
    days = getattr(found, str(question.text("event")))
    place = {name: row for row, name in enumerate(names)}
    row = np.array([*(place.get(name, -1) for name in found.people), -1], dtype=np.int64)[found.person]
    column = np.searchsorted(np.asarray(edges), days, side="right") - 1
    kept = (found.channel == found.channels.index(str(question.text("channel")))) & (row >= 0)
    kept &= (column >= 0) & (column < len(edges) - 1)
    counts = np.zeros((len(names), max(len(edges) - 1, 0)))
    np.add.at(counts, (row[kept], column[kept]), 1.0)
    return counts


def _refusal(paid: Paid) -> Refusal | None:
    paths = {unit: tuple(paid.pay[paid.units == unit][0].tolist()) for unit in set(paid.units.tolist())}
    apart = len(paths) - max(Counter(paths.values()).values(), default=0)
    events = int(paid.counts.sum())
    if not paths or apart == 0:
        missing = "All of the program were paid the same at the same time."
        return Refusal("amounts-alike", missing, "Another amount for half of them, drawn by lot.")
    if len(paths) < LEAST_UNITS or apart < LEAST_ARM:
        need = max(LEAST_UNITS - len(paths), LEAST_ARM - apart)
        missing = f"{len(paths)} were drawn, {apart} of them to other amounts than the most; {LEAST_UNITS} and "
        return Refusal("units-too-few", f"{missing}{LEAST_ARM} are the least.", f"{more(need, 'people')} drawn by lot.")
    if events < LEAST_EVENTS:
        missing = f"They brought {events} events in those months; {LEAST_EVENTS} are the least."
        return Refusal("events-too-few", missing, f"{more(LEAST_EVENTS - events, 'events')}.")
    return None


def _by_amount(paid: Paid) -> list[Figure]:
    """Events a person and month, at each amount while it was paid, and of the same people before the program."""
    found: list[Figure] = []
    for amount in np.unique(paid.pay[:, ~paid.before]):
        at = (paid.pay == amount) & ~paid.before[None, :]
        people = at.any(axis=1)
        earlier = paid.counts[people][:, paid.before]
        found.append(
            {
                "paid": float(amount),
                "people": int(people.sum()),
                "before, a month": float(earlier.mean()) if earlier.size else None,
                "while paid": float(paid.counts[at].mean()),
            }
        )
    return found
