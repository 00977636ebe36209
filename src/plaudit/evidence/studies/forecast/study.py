"""`forecast`: what the leads and the acts that are open now will still become."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import hazards
from plaudit.evidence.methods.hazards import DRAWS, OPEN
from plaudit.evidence.observed.leads import Leads, leads
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.recommended import shown
from plaudit.evidence.studies.forecast.acts import acts
from plaudit.evidence.study import Study
from plaudit.evidence.winning import LEAST_MATURED, LEAST_WINS, Rate, rates, stage, still_open, told, usual_horizon

Array = NDArray[np.float64]
Days = NDArray[np.int64]
SETTINGS = (Setting("channel", "the channel that starts from what is published about referrals", "referral"),)
STAGES = (("demo", "demos"), ("won", "wins"))


def answer(question: Question) -> Iterator[Said]:
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    found = None if snapshot is None else leads(question.facts, snapshot)
    if found is None or not found.count:
        missing = "No lead is known: deals.csv is not there or empty."
        yield Unanswered(
            "forecast", Refusal("deals-missing", missing, "Deals.csv with 20 matured leads, 5 of them won.")
        )
    else:
        for end, what in STAGES:
            if (getattr(found, end) != OPEN).any():
                yield from _stage(question, found, end, what)
            else:
                smallest = f"The day of {LEAST_WINS} of them in the column {end}_on of deals.csv."
                yield Unanswered(f"forecast: {what}", Refusal(f"{what}-missing", f"No {what} are known.", smallest))
    if snapshot is not None:
        yield from acts(question, snapshot)


def _stage(question: Question, found: Leads, end: str, what: str) -> Iterator[Said]:
    horizon = question.horizon if question.horizon is not None else usual_horizon(found, "created", end)
    at = stage(found, horizon, "created", end)
    random = question.random(f"forecast {end}")
    known = rates(at, random, told(question, str(question.text("channel"))))
    gone = _gone(found, end)
    total, value, waiting, left_out = np.zeros(DRAWS), 0.0, 0, []
    for place, rate in enumerate(known):
        mask = (at.group == place) & (at.lag == OPEN) & (gone == OPEN) & (at.age < horizon)
        if not mask.any():
            continue
        if not rate.enough:
            left_out.append((rate, int(mask.sum())))
            continue
        among = still_open(at, gone, place)
        coming = hazards.still_to_come(rate.hazards, rate.bounds, at.age[mask], random, among)
        total += coming
        waiting += int(mask.sum())
        worth = found.amount[mask]
        value += float(np.nanmean(worth)) * float(coming.mean()) if not np.all(np.isnan(worth)) else 0.0
    for rate, count in left_out:
        yield _unknown(rate, count, what, horizon)
    if waiting:
        yield _answer(found, (what, horizon), (total, value, waiting))


def _gone(found: Leads, end: str) -> Days:
    """The age at which each came to nothing: a lead that was lost; one that was won needs no demo any more."""
    closed = found.lost if end == "won" else np.minimum(found.lost, found.won)
    return np.where(closed == OPEN, OPEN, closed - found.created)


def _answer(found: Leads, what: tuple[str, int], drawing: tuple[Array, float, int]) -> Answer:
    (name, horizon), (total, value, waiting) = what, drawing
    low, high = drawn.interval(total, 0.8)
    worth = f", worth {shown(value, found.currency)}" if name == "wins" and found.currency is not None and value else ""
    return Answer(
        name=f"forecast: {name}",
        says=f"Of {waiting} open leads {total.mean():.1f} {name} are to come (80 %: {low:.0f} to {high:.0f}){worth}.",
        unit="count",
        point=float(total.mean()),
        interval80=(low, high),
        interval95=drawn.interval(total, 0.95),
        n=waiting,
        events=float(total.mean()),
        horizon=horizon,
        method="Each open lead by its age, as those of its channel that were open at that age.",
        assumptions=("Leads of now are worked on as those before were.",),
        grade="C",
        currency=found.currency,
        figures={"value expected": value} if name == "wins" and value else {},
    )


def _unknown(rate: Rate, count: int, what: str, horizon: int) -> Unanswered:
    short = max(LEAST_MATURED - rate.matured, 0)
    missing = (
        f"Open leads by {rate.name} are left out ({count}): of that channel too few {what}, or leads that are "
        f"{horizon} days old, are known."
    )
    smallest = f"{more(short, 'leads')} that old." if short else f"{more(LEAST_WINS - rate.within_horizon, what)}."
    return Unanswered(f"forecast: {what} by {rate.name}", Refusal("rate-unknown", missing, smallest))


STUDY = Study("forecast", "What is pending, weighed by its probability", SETTINGS, answer)
