"""Raise, lower or wait: a rule that stays right when somebody looks at it every week."""

from collections.abc import Iterator

import numpy as np

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Refusal, Said, Unanswered, in_words, worst
from plaudit.evidence.methods import incentive
from plaudit.evidence.methods.proportions import newcombe
from plaudit.evidence.recommended import shown
from plaudit.evidence.studies.amount.caps import Caps, events
from plaudit.evidence.studies.amount.known import Known

# Probabilities asked for before anybody is paid more, and the evidence at which a weekly look may act.
BOUND, GAIN, LEAST = 0.9, 0.8, 10


def raising(known: Known, bounds: Caps) -> Iterator[Said]:
    pays, to = known.question.at_least("pays", 0), known.question.at_least("raise_to", 0)
    if pays is None or to is None:
        return
    if known.value is None:
        missing = "Whether more pay earns more depends on what a win is worth."
        yield Unanswered(
            "amount: raise", Refusal("value-unknown", missing, "--set value=..., or margin and retention.")
        )
        return
    margin = known.q * known.value.draws - known.terms.other_cost
    gain = incentive.profit(to, pays, margin, known.terms, known.responds.draws) - incentive.profit(
        pays, pays, margin, known.terms, known.responds.draws
    )
    allowed, better = float((bounds.cap > to).mean()), float((gain > 0).mean())
    wins = known.rate.matured_events
    bar = (known.terms.other_cost + (1 + known.terms.on_cost) * to) / float(np.mean(known.value.draws))
    speaks = incentive.evidence_above(wins, known.rate.matured - wins, bar)
    grow = ((1 + to) / (1 + pays)) ** known.responds.draws - 1
    slope = float((grow * known.value.draws).mean())
    level = float(gain.mean()) - slope * float(known.q.mean())
    quarter = float(events(known).mean())
    worth = quarter * incentive.sample_information(known.q, slope, level, max(1, int(quarter)))
    yield Answer(
        name="amount: raise",
        says=f"{_verdict(allowed, better, pays, to, known)} Another quarter's events are worth "
        f"{shown(max(worth, 0.0), known.currency)} a quarter to this choice.",
        unit="probability",
        point=better,
        interval80=None,
        interval95=None,
        n=known.rate.matured,
        events=wins,
        horizon=known.horizon,
        method="Raise when the bound is above the new amount with 90 %, and the profit grows with 80 %; "
        "the evidence value is a mixture test that may be looked at every week.",
        grade=worst(["C" if known.responds.measured else "E", known.value.grade]),
        currency=known.currency,
        assumptions=() if known.responds.measured else ("The response to the amount is a prior, not a measurement.",),
        figures={
            "probability that the bound is above": allowed,
            "probability that profit grows": better,
            "evidence that the close rate pays for it (act at 20)": min(speaks, 1e6),
            "knowing everything would be worth, a quarter": quarter * incentive.perfect_information(gain),
            "gain a quarter, middle": quarter * drawn.middle(gain),
        },
    )


def _falling(known: Known) -> bool:
    """Whether matured events of the newer half close less often than the older ones, with 90 %."""
    leads = known.leads
    start = leads.demo if known.event == "demo" else leads.created
    mine = (leads.channel == leads.channels.index(known.channel)) & (start <= leads.snapshot - known.horizon)
    if int(mine.sum()) < 2 * LEAST:
        return False
    newer = start[mine] > np.median(start[mine])
    won = (leads.won[mine] - start[mine]) <= known.horizon
    halves = [(int(won[half].sum()), int(half.sum())) for half in (newer, ~newer)]
    return newcombe(halves[0], halves[1], 0.8)[1] < 0


def _verdict(allowed: float, better: float, pays: float, to: float, known: Known) -> str:
    ends = f"from {shown(pays, known.currency)} to {shown(to, known.currency)}"
    if to <= pays:
        low = 1 - better
        return (
            f"Lowering {ends} is {in_words(better)} to earn more."
            if better >= GAIN or low >= GAIN
            else (f"Whether lowering {ends} earns more we cannot tell.")
        )
    # A prior of the response alone never raises anybody's pay, however large the margin makes the gain (M4).
    if allowed >= BOUND and better >= GAIN and known.responds.measured and not _falling(known):
        return f"Raise {ends}: the bound allows it and profit is {in_words(better)} to grow."
    if allowed < BOUND:
        return f"Do not raise {ends}: the bound is {in_words(allowed)} to be above it, and it must be so with 90 %."
    if _falling(known):
        return f"Do not raise {ends}: the close rate of the newer half is below that of the older one."
    return (
        f"The bound allows to go {ends}, but whether it earns more we cannot tell: pay the higher amount to half "
        "of the CSMs, drawn by lot, and compare (`drawn_by_lot`, and study `lift`)."
    )
