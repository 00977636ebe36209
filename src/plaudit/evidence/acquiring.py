"""Acquisition cost (M2): money spent on a channel over the wins of the leads that it brought in those periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods import hazards
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.spend import Spend
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.winning import Rate, Stage
from plaudit.values.refused import Refused

Array = NDArray[np.float64]
INCREMENTAL = (
    Setting(
        "incremental", "the part of a channel's wins that it gained, the rest came anyway: paid_search:40%, fairs:0.9"
    ),
    Setting("incremental_because", "what that rests on: a test in which it was shut off, or a judgement"),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Draws of the cost of one win; `wins` are those of leads created in the periods spent on, `expected` more will.

    `gained` is the part of the wins that would not have come without the channel, and `because` what that rests on.
    """

    channel: str
    spent: float
    media: float
    wins: int
    expected: float
    leads: int
    draws: Array
    currency: str
    gained: float = 1.0
    because: str = ""

    def bound(self) -> float:
        """With no win at all: the cost is above this, with 90 %."""
        return self.spent / 2.303


@dataclass(frozen=True, slots=True)
class Gained:
    """What the asker says of the channels' wins, and why; a channel that she does not name gained all of its own."""

    shares: Mapping[str, float]
    because: str

    def of(self, found: Cost) -> Cost:
        """A win that the channel gained costs more than one that it reported."""
        share = self.shares.get(found.channel)
        if share is None:
            return found
        return replace(found, draws=found.draws / share, gained=share, because=self.because)


def gained(question: Question, spends: Sequence[Spend]) -> Gained:
    """As set; only of channels with spend, and never without a reason."""
    shares, because = question.shares("incremental"), question.text("incremental_because")
    strange = sorted(set(shares) - {spend.channel for spend in spends})
    if strange:
        raise Refused("setting-out-of-range", f"--set incremental names {strange[0]}, a channel without spend.")
    if shares and because is None:
        says = "--set incremental needs --set incremental_because=...: what it rests on is shown wherever it is used."
        raise Refused("reason-missing", says)
    return Gained(shares, "" if because is None else because)


def cost_draws(spent: float, wins: Array, random: np.random.Generator) -> Array:
    return spent / random.gamma(wins + 0.5)


def cost(found: Stage, rate: Rate, place: int, spends: Sequence[Spend], random: np.random.Generator) -> Cost:
    """Of one channel: wins within the horizon of the leads created in the periods, open ones by their chance."""
    inside = np.zeros(len(found.origin), dtype=bool)
    for spend in spends:
        inside |= (found.origin >= spend.start) & (found.origin < spend.end)
    inside &= found.group == place
    wins = int((inside & (found.lag <= found.horizon)).sum())
    waiting = inside & (found.lag == OPEN) & (found.age < found.horizon)
    more = hazards.still_to_come(rate.hazards, rate.bounds, found.age[waiting], random)
    spent = sum(spend.loaded for spend in spends)
    return Cost(
        channel=rate.name,
        spent=spent,
        media=sum(spend.media for spend in spends),
        wins=wins,
        expected=float(more.mean()),
        leads=int(inside.sum()),
        draws=cost_draws(spent, wins + more, random),
        currency=spends[0].currency,
    )


def cost_told(spends: Sequence[Spend], random: np.random.Generator) -> Cost:
    """Where no lead is listed: the wins that the sheet of channels tells."""
    wins = int(sum(spend.wins for spend in spends if spend.wins is not None))
    spent = sum(spend.loaded for spend in spends)
    draws = cost_draws(spent, np.full(hazards.DRAWS, float(wins)), random)
    media = sum(spend.media for spend in spends)
    return Cost(spends[0].channel, spent, media, wins, 0.0, 0, draws, spends[0].currency)
