"""One channel's rate as an answer, with what was looked at before believing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

import numpy as np
from scipy import stats

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, more
from plaudit.evidence.methods import hazards
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.survival import incidence
from plaudit.evidence.observed.leads import UNKNOWN, Leads
from plaudit.evidence.observed.rows import NO_DAY
from plaudit.evidence.published.priors import CONFLICT
from plaudit.evidence.question import Question
from plaudit.evidence.winning import LEAST_MATURED, LEAST_WINS, Rate, Stage, Told, rates, stage
from plaudit.values.period import Period, day, windows

# From so many channels on, how alike they are is learned from them; before, in leads' worth: less, and more.
FEW, OTHER_STRENGTHS = 5, (3.0, 30.0)
MATURE, LATE, CERTAIN, DRIFT = 0.5, 0.1, 0.85, 0.01
# Quarter-ends of the backtest, and draws at each: enough to see whether the intervals hold.
LOOKED_AT, SAMPLE = 9, 2_000
# Weeks, beyond which the present rate tells little.
LONG = 104


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything that the answers of this study are made of."""

    question: Question
    leads: Leads
    stage: Stage
    rates: list[Rate]
    others: Told

    @property
    def weeks(self) -> float:
        return max(1.0, (self.stage.snapshot - int(self.stage.origin.min()) + 1) / 7)


def look(looked: Looked) -> tuple[Diagnostic, ...]:
    """What concerns all channels: leads of unknown source, and how the same method did at past quarter-ends."""
    names = list(looked.stage.groups)
    unknown = float((looked.stage.group == names.index(UNKNOWN)).mean()) if UNKNOWN in names else 0.0
    return (Diagnostic("share of leads of unknown source", unknown, passed=unknown <= 0.25), *_backtest(looked))


def rate_answer(looked: Looked, place: int, checks: tuple[Diagnostic, ...]) -> Answer:
    rate, found = looked.rates[place], looked.stage
    refusal = _refusal(looked, rate, place)
    draws = rate.draws if refusal is None else rate.prior
    point = None if refusal is not None or draws is None else drawn.middle(draws)
    bounds = None if draws is None else drawn.interval(draws, 0.8)
    return Answer(
        name=f"{found_name(looked)}: {rate.name}",
        says=_says(looked, rate, refusal, bounds),
        unit="share",
        point=point,
        interval80=bounds,
        interval95=None if draws is None else drawn.interval(draws, 0.95),
        n=rate.n,
        events=rate.events,
        exposure=rate.matured,
        horizon=found.horizon,
        method="Discrete hazards by age of the lead with open leads counted for the time they were watched, "
        "partially pooled over the channels.",
        assumptions=(
            "A lead of this month behaves like one of the same age and channel before.",
            "The channel was noted before anybody knew the outcome.",
        ),
        diagnostics=(*_of_channel(looked, rate, place), *checks),
        refusal=refusal,
        grade="C" if refusal is None else "D",
        figures={
            "leads, wins, matured": [rate.n, rate.events, rate.matured],
            "if open leads counted as lost": rate.naive,
            **_of_others(rate),
            **({} if refusal is not None else {**_if_alike(looked, place), "curve of wins by age": _curve(rate)}),
        },
        beside=("referrals",) if rate.name == looked.question.text("channel") else (),
    )


def _if_alike(looked: Looked, place: int) -> dict[str, Figure]:
    """With few channels how alike they are is assumed: the middle if they were much less so, or much more."""
    at = looked.stage
    if not 1 < sum(rate.matured >= LEAST_MATURED for rate in looked.rates) < FEW:
        return {}
    counted = hazards.table(at.group, at.age, at.lag, (len(at.groups), looked.rates[place].bounds))
    found: list[Figure] = []
    for strength in OTHER_STRENGTHS:
        random = looked.question.random(f"alike {at.groups[place]} {strength:g}")
        drawn_again = hazards.posterior(counted, place, np.full(hazards.DRAWS, strength), random)
        found.append(drawn.middle(hazards.within(drawn_again)))
    return {"middle if channels were less alike, and more": found}


def _contrary(rate: Rate) -> str:
    known = rate.published
    if known is None or known.surprise >= CONFLICT:
        return ""
    return f" Others found something else (p {known.surprise:.2g}): that counts for {drawn.percent(known.counts)} here."


def _of_others(rate: Rate) -> dict[str, Figure]:
    if rate.published is None:
        return {}
    return {
        "times the others' rate, as published: low, middle, high (80 %)": list(rate.published.prior.ends()),
        "what is published counts for": drawn.percent(rate.published.counts),
    }


def found_name(looked: Looked) -> str:
    start, end = looked.question.text("from"), looked.question.text("to")
    return "win rate" if (start, end) == ("created", "won") else f"rate from {start} to {end}"


def _says(looked: Looked, rate: Rate, refusal: Refusal | None, bounds: tuple[float, float] | None) -> str:
    horizon = looked.stage.horizon
    if bounds is None:
        return f"{rate.name}: nothing can be said; there is no other channel to learn from either."
    if refusal is not None:
        return f"{rate.name}: no estimate of its own. Going by the other channels, {drawn.between(bounds)}."
    return (
        f"Of the leads by {rate.name}, {drawn.percent(drawn.middle(rate.draws))} are won within {horizon} days "
        f"(80 %: {drawn.between(bounds)}). With open leads counted as lost it would seem {drawn.percent(rate.naive)}."
        f"{_contrary(rate)}"
    ).replace("are won", "are won" if looked.question.text("to") == "won" else "reach a demo")


def _refusal(looked: Looked, rate: Rate, place: int) -> Refusal | None:
    if not rate.enough:
        return _too_few(looked, rate)
    if _changed(looked, place):
        return Refusal(
            "regime-change",
            f"The leads of {rate.name} changed at once in number and in what becomes of them.",
            "A --snapshot before the change, or deals of one of the two regimes alone.",
        )
    return None


def _too_few(looked: Looked, rate: Rate) -> Refusal:
    matured = max(0, LEAST_MATURED - rate.matured)
    chance = max(rate.matured_events / rate.matured if rate.matured else 0.0, 0.01)
    wins = max(0, LEAST_WINS - rate.within_horizon)
    need = max(matured, ceil(wins / chance))
    pace = rate.n / looked.weeks
    soon = f", {_soon(ceil(need / pace))} at the present rate" if pace > 0 else ""
    code = "matured-too-few" if matured >= wins else "wins-too-few"
    missing = (
        f"{rate.name} has {rate.within_horizon} wins within {looked.stage.horizon} days and {rate.matured} leads "
        f"that are as old as that; an estimate needs {LEAST_WINS} and {LEAST_MATURED}."
    )
    parts = [more(count, what) for count, what in ((matured, "matured leads"), (wins, "wins")) if count > 0]
    return Refusal(code, missing, " and ".join(parts) + soon + ".")


def _soon(weeks: int) -> str:
    if weeks > LONG:
        return f"more than {LONG // 52} years"
    return f"about {weeks} week{'s' * (weeks > 1)}"


def _changed(looked: Looked, place: int) -> bool:
    """Between the halves of the matured leads: several times as many a day, and another rate; both beyond chance."""
    found = looked.stage
    mask = (found.group == place) & (found.age >= found.horizon)
    origin, hit = found.origin[mask], found.lag[mask] <= found.horizon
    middle = (int(origin.min()) + found.snapshot - found.horizon) / 2
    early = origin <= middle
    first, second = int(early.sum()), int((~early).sum())
    if min(first, second) < LEAST_WINS or max(first, second) < 3 * min(first, second):
        return False
    table = [[int(hit[early].sum()), int((~hit[early]).sum())], [int(hit[~early].sum()), int((~hit[~early]).sum())]]
    return float(stats.fisher_exact(np.asarray(table)).pvalue) < 0.001


def _of_channel(looked: Looked, rate: Rate, place: int) -> Iterator[Diagnostic]:
    maturity = rate.matured / rate.n if rate.n else 0.0
    yield Diagnostic("share of leads old enough", maturity, passed=maturity >= MATURE)
    yield _drift(looked, place)
    mine = looked.stage.group == place
    low, middle, high = incidence(looked.stage.lag[mine], looked.stage.age[mine], looked.stage.horizon, 1.96)
    # Where nobody won, or everybody, its interval is a point, and the point is no news.
    agrees = None if low == high else low <= drawn.middle(rate.draws) <= high
    yield Diagnostic("Kaplan-Meier: low, middle, high (95 %)", [low, middle, high], passed=agrees)
    closed = rate.matured_events / rate.matured if rate.matured else 0.0
    yield Diagnostic("share won of those old enough, beyond belief above 0.85", closed, passed=closed <= CERTAIN)
    of_channel = looked.leads.channel == place
    decided = np.minimum(looked.leads.demo, looked.leads.won)[of_channel]
    sourced = looked.leads.sourced[of_channel]
    known = (sourced != NO_DAY) & (decided != OPEN)
    late = float((sourced[known] > decided[known]).mean()) if known.any() else 0.0
    yield Diagnostic("share whose channel was noted after a demo or win", late, passed=late <= LATE)
    if rate.published is not None:
        surprise = rate.published.surprise
        yield Diagnostic("these leads under what is published, p-value", surprise, passed=surprise >= CONFLICT)
    yield drawn.monte_carlo(rate.draws)


def _drift(looked: Looked, place: int) -> Diagnostic:
    """Whether the rate of matured leads differs between the quarters in which they were created."""
    found = looked.stage
    mask = (found.group == place) & (found.age >= found.horizon)
    quarter, hit = found.origin[mask] // 91, found.lag[mask] <= found.horizon
    counts = [(int(hit[quarter == each].sum()), int((quarter == each).sum())) for each in np.unique(quarter)]
    useful = [(won, n) for won, n in counts if n >= 5]
    wins = sum(won for won, _ in useful)
    if len(useful) < 2 or wins in {0, sum(n for _, n in useful)}:
        return Diagnostic("drift between quarters, p-value", None)
    p = float(stats.chi2_contingency([[won, n - won] for won, n in useful])[1])
    return Diagnostic("drift between quarters, p-value", p, passed=p >= DRIFT)


def _curve(rate: Rate) -> list[Figure]:
    low, mid, high = np.quantile(hazards.curve(rate.hazards), [0.1, 0.5, 0.9], axis=0)
    return [
        {"by day": end - 1, "low": float(a), "middle": float(b), "high": float(c)}
        for end, a, b, c in zip(rate.bounds[1:], low, mid, high, strict=True)
    ]


def _backtest(looked: Looked) -> Iterator[Diagnostic]:
    """As of each past quarter-end: were as many of the leads then open won as the 80 % interval said?"""
    first, found = int(looked.stage.origin.min()), looked.stage
    last = found.snapshot - found.horizon
    if last <= first + found.horizon:
        return
    ends = [each.end - timedelta(days=1) for each in windows("quarter", Period(day(first), day(last)))][-LOOKED_AT:]
    inside: list[bool] = []
    used = 0
    for end in ends:
        number = int((end - day(0)).days)
        if number > last or number < first + found.horizon:
            continue
        held = list(_held(looked, number))
        used += bool(held)
        inside += held
    if used >= 4:
        share = sum(inside) / len(inside)
        low = float(stats.binom.ppf(0.005, len(inside), 0.8)) / len(inside)
        yield Diagnostic("backtest: part of past 80 % intervals that held", share, passed=share >= low)
        yield Diagnostic("backtest: past quarter-ends looked at", used)


def _held(looked: Looked, snapshot: int) -> Iterator[bool]:
    question = looked.question
    past = stage(looked.leads.at(snapshot), looked.stage.horizon, str(question.text("from")), str(question.text("to")))
    random = question.random(f"backtest {snapshot}")
    now = looked.stage
    for place, rate in enumerate(rates(past, random, looked.others, SAMPLE)):
        waiting = (past.group == place) & (past.lag == OPEN) & (past.age < past.horizon)
        if rate.within_horizon < LEAST_WINS or not waiting.any():
            continue
        expected = hazards.still_to_come(rate.hazards, rate.bounds, past.age[waiting], random)
        mine = (now.group == place) & (now.origin <= snapshot) & (now.origin + now.lag > snapshot)
        came = int((mine & (now.lag <= now.horizon) & (now.origin + now.horizon > snapshot)).sum())
        low, high = drawn.interval(expected, 0.8)
        yield low <= came <= high
