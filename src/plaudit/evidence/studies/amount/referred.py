"""Whether a referred customer is worth more than another: as others found, until the company's own tell (M3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, more
from plaudit.evidence.methods.hazards import DRAWS, OPEN
from plaudit.evidence.methods.survival import mean_draws
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.renewals import Customer, kept
from plaudit.evidence.published.priors import CONFLICT, REFERRAL, REFERRED_VALUE, Prior, prior
from plaudit.evidence.question import Question

Array = NDArray[np.float64]
# Customers on each side of whom a renewal fell due; deals on each side, where no metric tells their margins.
LEAST, LEAST_DEALS, YEARS = 30, 5, 4


@dataclass(frozen=True, slots=True)
class Referred:
    """Draws of the ratio that is used; `rows` are what the company's own customers say, where they are enough."""

    draws: Array
    published: Prior
    mine: tuple[Customer, ...]
    others: tuple[Customer, ...]
    rows: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        return bool(self.rows)


def referred(question: Question, found: Leads, known: Sequence[Customer]) -> Referred | None:
    """What is published is of referrals, and of no other channel."""
    channel, told = str(question.text("channel")), prior(REFERRED_VALUE, question.facts.folder)
    mine = tuple(each for each in known if each.channel == channel)
    others = tuple(each for each in known if each.channel not in {None, channel})
    random = question.random("referred")
    if min(len(mine), len(others)) >= LEAST:
        discount = question.share("discount")
        rate = 0.0 if discount is None else discount
        years = [kept(each).years(YEARS, rate, random) for each in (mine, others)]
        margins = _margins(found, channel, (mine, others), random)
        draws = years[0] / years[1] * margins[0] / margins[1]
        rows = {"years that they stay, of five": _rows(years), "margin in a year": _rows(margins)}
        return Referred(draws, told, mine, others, rows)
    if channel != REFERRAL:
        return None
    return Referred(told.draws(DRAWS, random), told, mine, others)


def _margins(
    found: Leads, channel: str, groups: tuple[Sequence[Customer], ...], random: np.random.Generator
) -> list[Array]:
    """As the metric says of enough of both; else by what their deals came to; else alike."""
    told = [
        np.array([each.margin for each in group if each.margin is not None and each.margin > 0]) for group in groups
    ]
    if min(len(each) for each in told) < LEAST:
        won = (found.won != OPEN) & (found.amount > 0)
        by = found.channel == found.channels.index(channel)
        told = [found.amount[won & by], found.amount[won & ~by]]
    if min(len(each) for each in told) < LEAST_DEALS:
        return [np.ones(DRAWS), np.ones(DRAWS)]
    return [mean_draws(each, DRAWS, random) for each in told]


def _rows(pair: Sequence[Array]) -> list[Figure]:
    found: list[Figure] = []
    for whose, draws in zip(("referred", "others"), pair, strict=True):
        low, middle, high = (float(each) for each in np.quantile(draws, [0.1, 0.5, 0.9]))
        found.append({"customers": whose, "low": low, "middle": middle, "high": high})
    return found


def worth_of_referred(found: Referred, channel: str) -> Iterator[Answer]:
    """Said where the company's own renewals tell anything; what is published alone stands with the value."""
    if not found.mine:
        return
    bounds = drawn.interval(found.draws, 0.8)
    logs = np.log(found.draws)
    surprise = found.published.surprise(float(logs.mean()), float(logs.std()))
    contrary = " Others found something else." if found.own and surprise < CONFLICT else ""
    yield Answer(
        name="amount: a referred customer",
        says=f"A customer by {channel} is worth {drawn.middle(found.draws):.2f} times another "
        f"(80 %: {bounds[0]:.2f} to {bounds[1]:.2f}), {_by_whom(found)}.{contrary}",
        unit="ratio",
        point=drawn.middle(found.draws) if found.own else None,
        interval80=bounds,
        interval95=drawn.interval(found.draws, 0.95),
        n=len(found.mine) + len(found.others),
        events=sum(sum(each.renewed) for each in found.mine),
        method="Margins of five years of both: as seen at renewals, beyond by the shifted beta-geometric."
        if found.own
        else "What is published; your own customers take its place when there are enough of them.",
        assumptions=("Whom customers refer would have differed as much had they come by another way.",),
        grade="C" if found.own else "D",
        refusal=None if found.own else _refusal(found, channel),
        diagnostics=(
            Diagnostic("own customers under what is published, p-value", surprise, passed=surprise >= CONFLICT),
        )
        if found.own
        else (),
        figures=found.rows,
        beside=("referrals",),
    )


def _by_whom(found: Referred) -> str:
    if found.own:
        return f"by {len(found.mine)} and {len(found.others)} customers of your own whose renewal fell due"
    return "by what others found"


def _refusal(found: Referred, channel: str) -> Refusal:
    missing = (
        f"A renewal fell due for {len(found.mine)} customers by {channel} and {len(found.others)} by other channels; "
        f"a ratio of your own needs {LEAST} of each."
    )
    parts = [(LEAST - len(found.mine), f"by {channel}"), (LEAST - len(found.others), "by other channels")]
    smallest = " and ".join(f"{more(count, 'customers')} {which}" for count, which in parts if count > 0)
    return Refusal("referred-too-few", missing, f"{smallest} with their renewals in account_metrics.csv.")
