"""What a win costs by channel (M2): loaded with people and tools, and media alone; the marginal channel."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from plaudit.evidence import drawn
from plaudit.evidence.acquiring import Cost, cost, cost_told, gained
from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered
from plaudit.evidence.methods.proportions import binomial_test
from plaudit.evidence.observed.spend import Spend
from plaudit.evidence.question import Question
from plaudit.evidence.recommended import shown
from plaudit.evidence.studies.rates.payback import paybacks
from plaudit.evidence.studies.rates.rate import Looked
from plaudit.evidence.studies.rates.touched import touched

LEAST, GROWN, SHARED = 3, 0.01, 0.5
COST = "cost of a win: "
EVERY_WIN = "Wins of a channel would not have come without it; at eBay nearly all of paid search's would have."


def costs(looked: Looked, spends: Sequence[Spend]) -> Iterator[Said]:
    random = looked.question.random("costs")
    names, counted = list(looked.stage.groups), gained(looked.question, spends)
    found = []
    for channel in dict.fromkeys(each.channel for each in spends):
        of = [each for each in spends if each.channel == channel]
        if channel in names:
            place = names.index(channel)
            found.append(counted.of(cost(looked.stage, looked.rates[place], place, of, random)))
        elif sum(each.loaded for each in of) > 0:
            yield Unanswered(
                f"{COST}{channel}",
                Refusal(
                    "spend-without-leads", f"Money went to {channel}, and no deal names it.", "Deals of that channel."
                ),
            )
    yield from _touched(_answers(found, looked.question, looked.stage.horizon, tuple(_spill(looked, found))), looked)
    yield from paybacks([each for each in found if each.spent > 0 and each.wins >= LEAST], looked)


def _touched(said: Iterator[Said], looked: Looked) -> Iterator[Said]:
    """Beside each cost, how many of those wins others had a part in."""
    parts = {f"{COST}{channel}": part for channel, part in touched(looked).items()}
    for each in said:
        if isinstance(each, Answer) and each.name in parts:
            name = "share of its wins that met acts of ours as well, which get none of the credit"
            also = Diagnostic(name, parts[each.name], passed=parts[each.name] <= SHARED)
            yield replace(each, diagnostics=(*each.diagnostics, also))
        else:
            yield each


def told_costs(spends: Sequence[Spend], question: Question) -> Iterator[Said]:
    """From the wins of channels.csv, where there are no deals."""
    random, counted = question.random("costs"), gained(question, spends)
    channels = dict.fromkeys(each.channel for each in spends)
    grouped = [[each for each in spends if each.channel == channel] for channel in channels]
    told = [counted.of(cost_told(of, random)) for of in grouped if any(each.wins is not None for each in of)]
    yield from _answers(told, question, None)


def _answers(
    found: Sequence[Cost], question: Question, horizon: int | None, spill: tuple[Diagnostic, ...] = ()
) -> Iterator[Said]:
    paid = [each for each in found if each.spent > 0]
    if not any(each.wins >= LEAST for each in paid):
        most = max((each.wins for each in paid), default=0)
        missing = "No channel has both money spent on it and three wins, so no cost can be told from these numbers."
        if not paid:
            missing = "No spend is known for a period that is over: channels.csv is not there or empty."
        yield Unanswered(
            "cost of a win",
            Refusal("cost-unknown", missing, f"{LEAST - most} more wins of a channel with spend in channels.csv."),
        )
        return
    for each in paid:
        yield _answer(each, horizon)
    yield replace(_blended(paid, question, horizon), diagnostics=spill)


def _spill(looked: Looked, found: Sequence[Cost]) -> Iterator[Diagnostic]:
    """Leads of channels that cost nothing may come of money spent on others: said where they grew beyond chance."""
    paid, at = {each.channel for each in found if each.spent > 0}, looked.stage
    free = np.isin(at.group, [place for place, name in enumerate(at.groups) if name not in paid])
    newer = at.origin > (int(at.origin.min()) + at.snapshot) / 2
    after, before = int((free & newer).sum()), int((free & ~newer).sum())
    if before and after:
        alike = binomial_test(after, after + before, 0.5, "greater") >= GROWN
        name = "leads of channels without spend, newer half over older: some may come of the others' money"
        yield Diagnostic(name, after / before, passed=alike)


def _answer(found: Cost, horizon: int | None) -> Answer:
    if found.wins + found.expected < 0.5:
        return _none_won(found, horizon)
    bounds = drawn.interval(found.draws, 0.8)
    middle = drawn.middle(found.draws)
    waiting = f" and {found.expected:.1f} more expected of open leads" if found.expected >= 0.05 else ""
    sure = found.gained == 1
    part = "" if sure else f", of which you count {drawn.percent(found.gained)} as gained ({found.because})"
    return Answer(
        name=f"{COST}{found.channel}",
        says=f"A win by {found.channel} costs {shown(middle, found.currency)} "
        f"(80 %: {shown(bounds[0], found.currency)} to {shown(bounds[1], found.currency)}): "
        f"{shown(found.spent, found.currency)} spent, {found.wins} wins{waiting}{part}.",
        unit="money",
        point=middle,
        interval80=bounds,
        interval95=drawn.interval(found.draws, 0.95),
        n=found.leads,
        events=found.wins + found.expected,
        exposure=found.spent,
        horizon=horizon,
        method="Gamma posterior of the wins that a unit of money buys (Jeffreys), of leads created when it was spent.",
        grade="C" if sure else "E",
        currency=found.currency,
        assumptions=(
            "The next win costs what the last ones did, on average.",
            EVERY_WIN
            if sure
            else f"The part of the wins of {found.channel} that it gained is yours, not a measurement.",
        ),
        diagnostics=_looked(found),
        figures={
            "media alone": _media(found),
            **({} if found.media == 0 else {"media alone, 80 %": [end * found.media / found.spent for end in bounds]}),
            "spent": found.spent,
            "wins": found.wins,
            **({} if sure else {"if every win counted, the middle": middle * found.gained}),
        },
    )


def _looked(found: Cost) -> tuple[Diagnostic, ...]:
    return (
        Diagnostic("wins enough for a middle (two)", found.wins, passed=found.wins >= 2),
        Diagnostic("leads in the periods paid", found.leads, passed=None),
    )


def _media(found: Cost) -> float | None:
    return None if found.media == 0 else drawn.middle(found.draws) * found.media / found.spent


def _none_won(found: Cost, horizon: int | None) -> Answer:
    return Answer(
        name=f"{COST}{found.channel}",
        says=f"Nothing was won by {found.channel} for {shown(found.spent, found.currency)}: with 90 % a win costs more "
        f"than {shown(found.bound(), found.currency)}.",
        unit="money",
        point=None,
        interval80=(found.bound(), float("inf")),
        interval95=(found.spent / 2.996, float("inf")),
        n=found.leads,
        exposure=found.spent,
        horizon=horizon,
        method="One-sided bound of a Poisson rate without events.",
        grade="C",
        currency=found.currency,
    )


def _blended(paid: Sequence[Cost], question: Question, horizon: int | None) -> Answer:
    random = question.random("blended")
    spent, wins = sum(each.spent for each in paid), sum(each.wins + each.expected for each in paid)
    part = sum((each.wins + each.expected) * each.gained for each in paid) / wins
    draws = spent / random.gamma(np.full(len(paid[0].draws), wins + 0.5)) / part
    currency = paid[0].currency
    bounds = drawn.interval(draws, 0.8)
    largest = max(paid, key=lambda each: each.media)
    return Answer(
        name=f"{COST}all channels",
        says=f"Over all channels with spend a win costs {shown(drawn.middle(draws), currency)} "
        f"(80 %: {shown(bounds[0], currency)} to {shown(bounds[1], currency)}).",
        unit="money",
        point=drawn.middle(draws),
        interval80=bounds,
        interval95=drawn.interval(draws, 0.95),
        events=wins,
        exposure=spent,
        horizon=horizon,
        method="The same, over the sum of money and wins.",
        grade="C" if part == 1 else "E",
        beside=("costs",),
        currency=currency,
        figures={
            "largest media channel, the one that could take more money": largest.channel if largest.media else None
        },
    )
