"""What a won customer is worth over the years, at margin (M3)."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Grade
from plaudit.evidence.methods.hazards import DRAWS, OPEN
from plaudit.evidence.methods.survival import Kept, margin_multiple, mean_draws
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.renewals import Customer, customers, kept
from plaudit.evidence.question import Question
from plaudit.evidence.studies.amount.referred import Referred, referred
from plaudit.values.refused import Refused

Array = NDArray[np.float64]
LEAST_LOST = 20
# A customer is worth what five years bring: what comes later is not known.
YEARS = 4


@dataclass(frozen=True, slots=True)
class Value:
    """Draws of the value of a win at margin, and who says so; `referred` is how much of it is for being referred."""

    draws: Array
    said_by: str
    grade: Grade
    referred: Referred | None


def value(question: Question, found: Leads, snapshot: date) -> Value | None:
    """As set; or the mean won deal, its margin, and how long customers stay; a year alone is too little."""
    random = question.random("value")
    said, spread = question.above_nothing("value"), question.share("value_spread")
    deviation = 0.2 if spread is None else spread
    known = customers(question.facts, snapshot, (str(question.text("renewed")), str(question.text("brought"))))
    if said is not None:
        plain = Value(np.maximum(random.normal(said, deviation * said, DRAWS), 0.0), "you", "E", None)
    else:
        told = _from_deals(question, found, _stay(question, known), random)
        if told is None:
            return None
        plain = told
    adjusted = referred(question, found, known) if question.yes("referred") else None
    if adjusted is None:
        return plain
    # The mean deal is also one of those referred: what they are worth more is in it by their part.
    part = 0.0 if said is not None else _part(found, str(question.text("channel")))
    return Value(plain.draws * adjusted.draws / (1 + part * (adjusted.draws - 1)), plain.said_by, plain.grade, adjusted)


def _part(found: Leads, channel: str) -> float:
    """The part of the won deals with an amount that came by the channel."""
    return float((found.channel[_worth(found)] == found.channels.index(channel)).mean())


def _worth(found: Leads) -> NDArray[np.bool_]:
    return np.asarray((found.won != OPEN) & (found.amount > 0))


def _from_deals(question: Question, found: Leads, stay: Kept | None, random: np.random.Generator) -> Value | None:
    """The first year is paid at once, later ones by those who stay: as seen, or as the asker says."""
    retention, margin, discount = (question.share(name) for name in ("retention", "margin", "discount"))
    worth = found.amount[_worth(found)]
    question.above_nothing("margin")
    if margin is None or discount is None or len(worth) == 0:
        return None
    year = mean_draws(worth, DRAWS, random) * margin
    if stay is not None:
        left = stay.years(YEARS, discount, random)
        return Value(year * left, "the mean won deal, your margin and how customers stay", "C", None)
    if retention is None:
        return None
    if retention >= 1 + discount:
        says = (
            "--set retention=1: with a discount of 0 a customer is worth more than any sum; write less, or a discount."
        )
        raise Refused("setting-out-of-range", says)
    spread = question.share("value_spread")
    unsure = np.maximum(random.normal(1, 0.2 if spread is None else spread, DRAWS), 0.0)
    multiple = 1 + margin_multiple(retention, discount)
    return Value(year * multiple * unsure, "the mean won deal, your margin and your retention", "E", None)


def _stay(question: Question, known: tuple[Customer, ...]) -> Kept | None:
    """As typed; else, unless the asker says a retention, as the renewals tell where enough were lost."""
    left = _survivors(question)
    if left:
        return Kept(np.asarray(left[1:]), -np.diff(left))
    lost = sum(not stayed for each in known for stayed in each.renewed)
    if question.text("retention") is not None or lost < LEAST_LOST:
        return None
    return kept(known)


def _survivors(question: Question) -> tuple[float, ...]:
    written = question.named("survivors")
    left = tuple(float(each) for each in written if each.replace(".", "", 1).isdecimal())
    falling = all(after <= before for before, after in pairwise(left))
    if len(left) != len(written) or (written and (len(left) < 3 or not falling)):
        raise Refused("setting-unreadable", "--set survivors=1000,869,743: three or more numbers, none above the last.")
    if left and left[0] - left[-1] < LEAST_LOST:
        says = f"--set survivors tells of {left[0] - left[-1]:g} customers lost; how they stay needs {LEAST_LOST}."
        raise Refused("survivors-too-few", f"{says} Write value or retention instead.")
    return left
