"""Who was paid how much in which month, and what came of it: people, teams or accounts that a lot was drawn for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.leads import Leads, accounts
from plaudit.evidence.observed.panel import Acts, after, counted, months
from plaudit.evidence.observed.programs import Treated
from plaudit.evidence.observed.rows import has, number, rows
from plaudit.evidence.question import Question
from plaudit.values.period import day

Array = NDArray[np.float64]
# Days before the program that are looked at.
BEFORE = timedelta(365)


@dataclass(frozen=True, slots=True)
class Paid:
    """Events and pay by person or account (`of`) and month; `units` is whom each was drawn with."""

    of: str
    counts: Array
    pay: Array
    units: NDArray[np.int64]
    before: NDArray[np.bool_]


def paid(question: Question, found: Leads, treated: Sequence[Treated], snapshot: date) -> Paid:
    """Whole months from a year before the first amount; the amount of a month is that of its middle."""
    begin = min(each.start for each in treated)
    ends = [each.end for each in treated if each.end is not None]
    end = min([after(snapshot), *([max(ends)] if len(ends) == len(treated) else [])])
    edges = months(max(begin - BEFORE, day(int(found.created.min()))), end)
    by_account = any(each.account is not None for each in treated)
    drawn_with = _accounts(treated) if by_account else _people(question, treated, edges)
    names = list(drawn_with)
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    pay = np.zeros((len(names), len(middles)))
    for row, name in enumerate(names):
        for each in treated:
            if drawn_with[name] == unit(each):
                last = number(each.end) if each.end is not None else OPEN
                inside = np.array([number(each.start) <= middle < last for middle in middles], dtype=bool)
                pay[row, inside] = 0.0 if each.amount is None else each.amount
    clusters = {drawn: place for place, drawn in enumerate(dict.fromkeys(drawn_with.values()))}
    brought = _by_account(question, found) if by_account else _by_person(question, found)
    return Paid(
        "accounts" if by_account else "people",
        counted(brought, names, edges) if edges else np.zeros((len(names), 0)),
        pay,
        np.array([clusters[drawn_with[name]] for name in names], dtype=np.int64),
        np.array([middle < number(begin) for middle in middles], dtype=bool),
    )


def unit(each: Treated) -> str | None:
    """What was drawn."""
    return next((name for name in (each.account, each.person, each.team) if name is not None), None)


def _accounts(treated: Sequence[Treated]) -> Mapping[str, str]:
    return {each.account: each.account for each in treated if each.account is not None}


def _people(question: Question, treated: Sequence[Treated], edges: Sequence[int]) -> Mapping[str, str]:
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


def _paid_for(question: Question, found: Leads) -> NDArray[np.bool_]:
    days = getattr(found, str(question.text("event")))
    return np.asarray((found.channel == found.channels.index(str(question.text("channel")))) & (days != OPEN))


def _by_person(question: Question, found: Leads) -> Acts:
    kept = _paid_for(question, found) & (found.person >= 0)
    return Acts(found.people, found.person[kept], getattr(found, str(question.text("event")))[kept])


def _by_account(question: Question, found: Leads) -> Acts:
    whose = accounts(question.facts, found)
    kept = _paid_for(question, found) & np.array([account is not None for account in whose], dtype=bool)
    names, place = np.unique(whose[kept].astype(str), return_inverse=True)
    return Acts(tuple(names.tolist()), place, getattr(found, str(question.text("event")))[kept])
