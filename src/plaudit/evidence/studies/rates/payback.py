"""After how many months a win has paid for what it cost (M2)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.acquiring import Cost
from plaudit.evidence.answer import Answer, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.survival import mean_draws
from plaudit.evidence.recommended import shown
from plaudit.evidence.studies.rates.rate import Looked

Array = NDArray[np.float64]
# Won deals whose amount is known, before a channel's own count; and of all channels, before anything is said.
OWN, LEAST = 5, 2


def paybacks(costs: Sequence[Cost], looked: Looked) -> Iterator[Said]:
    """Of channels whose cost is known; nothing where there is none, since that is said already."""
    if not costs:
        return
    said = looked.question.above_nothing("brings")
    if said is not None:
        yield from (_assumed(found, said) for found in costs)
        return
    margin, known = looked.question.share("margin"), _amounts(looked, None)
    if margin is None or margin == 0 or len(known) < LEAST or looked.leads.currency not in {None, costs[0].currency}:
        yield Unanswered("payback", _refusal(margin, len(known), looked.leads.currency, costs[0].currency))
        return
    for found in costs:
        yield _answer(found, looked, margin)


def _refusal(margin: float | None, known: int, paid: str | None, spent: str) -> Refusal:
    if margin is None or margin == 0:
        missing = "How soon a win pays for itself depends on the margin, which no file tells."
        return Refusal("margin-unknown", missing, "--set margin=..., above 0, or brings=... a month.")
    if known < LEAST:
        missing = f"{known} won deals have an amount: too few to know what a win brings."
        return Refusal("amounts-missing", missing, f"{more(LEAST - known, 'won deals')} with an amount, or brings=....")
    missing = f"Deals are in {paid} and spend is in {spent}."
    return Refusal("currencies-differ", missing, f"Spend or deals in the same currency, or rates.csv from {spent}.")


def _amounts(looked: Looked, channel: str | None) -> Array:
    leads = looked.leads
    # Nothing known is not above nothing either.
    mask = (leads.won != OPEN) & (leads.amount > 0)
    if channel is not None:
        mask &= leads.channel == leads.channels.index(channel)
    return np.asarray(leads.amount[mask])


def _answer(found: Cost, looked: Looked, margin: float) -> Answer:
    own = _amounts(looked, found.channel)
    amounts, whose = (own, "its own") if len(own) >= OWN else (_amounts(looked, None), "all channels'")
    worth = mean_draws(amounts, len(found.draws), looked.question.random(f"deal {found.channel}"))
    months = found.draws / (worth * margin / 12)
    return replace(
        _months(found, months, "at the margin you set"),
        n=len(amounts),
        method="Cost of a win over a month's margin of the mean won deal, whose mean is unsure as well.",
        grade="C" if found.gained == 1 else "E",
        assumptions=("The amount of a deal is what it brings in a year, in equal parts.",),
        figures={"mean won deal": float(amounts.mean()), "deals that tell it": whose},
    )


def _assumed(found: Cost, brings: float) -> Answer:
    """Where deals have no amount: by what the asker says that a customer brings."""
    return _months(found, found.draws / brings, f"if it brings {shown(brings, found.currency)} a month, as you say")


def _months(found: Cost, months: Array, given: str) -> Answer:
    bounds = drawn.interval(months, 0.8)
    return Answer(
        name=f"payback: {found.channel}",
        says=f"A win by {found.channel} has paid for itself after {drawn.middle(months):.1f} months "
        f"(80 %: {bounds[0]:.1f} to {bounds[1]:.1f}), {given}.",
        unit="months",
        point=drawn.middle(months),
        interval80=bounds,
        interval95=drawn.interval(months, 0.95),
        events=found.wins + found.expected,
        method="Cost of a win over what you say that a customer brings a month, at margin.",
        grade="E",
        assumptions=("What a customer brings a month is yours, and the same each month.",),
    )
