"""What the trials say: the cost with its tail, what of it would have come anyway, who gets it, what is owed when."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Grade, Refusal, Said, more
from plaudit.evidence.methods.compound import beyond
from plaudit.evidence.recommended import shown
from plaudit.evidence.studies.simulate.ahead import Ahead
from plaudit.evidence.studies.simulate.backtest import backtest
from plaudit.evidence.studies.simulate.outcome import Outcome
from plaudit.evidence.studies.simulate.scenarios import Simulated, raised

Array = NDArray[np.float64]
LEAST_QUARTERS = 2
ASSUMPTIONS = (
    "People go on as in the quarters looked at, by how many accounts they hold: no trend, no launch, nobody hired.",
    "An act to come brings what one of those seen did; what is taken back later is what was taken back of those.",
    "Metrics and the state of gates are drawn from each person's last periods.",
    "What no past act did is not expected: an incentive for a new kind of activity costs nothing here.",
    "Budgets that are served in turn take the right sum, not always from the right person.",
)


def answers(ahead: Ahead, found: Simulated, *, over: bool) -> Iterator[Said]:
    enough = ahead.past.quarters >= LEAST_QUARTERS
    yield _cost(ahead, found, over=over, enough=enough)
    if not enough:
        return
    yield _anyway(found)
    yield _spread(ahead, found)
    yield _owed(ahead, found)


def _cost(ahead: Ahead, found: Simulated, *, over: bool, enough: bool) -> Answer:
    main, currency = found.main, ahead.trials.ground.currency
    figures = _figures(ahead, found, enough=enough)
    short = LEAST_QUARTERS - ahead.past.quarters
    refusal = Refusal(
        "periods-too-few",
        f"Acts of {ahead.past.quarters} quarter are known: how they vary, and so what a bad year costs, cannot be.",
        f"{more(short, 'quarters')} of counts.",
    )
    again = " The plan is over: its last quarters are taken as if they came again." if over else ""
    total = main.total
    low, high = drawn.interval(total, 0.8)
    tail = (
        f"{shown(float(total.mean()), currency)} (80 %: {shown(low, currency)} to {shown(high, currency)}). In one of "
        f"twenty trials it is more than {shown(float(np.quantile(total, 0.95)), currency)}, and then "
        f"{shown(beyond(total, 0.95), currency)} on average."
    )
    about = f"about {shown(float(total.mean()), currency)}, if people go on as in that quarter."
    first, last = found.quarters[0].start, found.quarters[-1].last
    return Answer(
        name="simulate: cost",
        says=f"From {first} to {last} the plan costs {tail if enough else about}{again}",
        unit="money",
        point=float(total.mean()) if enough else None,
        interval80=(low, high) if enough else None,
        interval95=drawn.interval(total, 0.95) if enough else None,
        method=f"{len(total)} trials of acts by person, as in {ahead.past.quarters} quarters, by the query that pays.",
        grade=_grade(ahead),
        n=int(sum(stream.pace.counts.sum() for stream in ahead.past.streams)),
        events=float(ahead.past.quarters),
        currency=currency,
        assumptions=ASSUMPTIONS,
        diagnostics=tuple(_diagnostics(ahead, found)),
        refusal=None if enough else refusal,
        figures=figures,
        beside=("referrals",),
    )


def _grade(ahead: Ahead) -> Grade:
    """How people answer to a raise is a prior; without one, what they did is what they do."""
    return "C" if raised(ahead) == 1 else "E"


def _figures(ahead: Ahead, found: Simulated, *, enough: bool) -> dict[str, Figure]:
    scenarios: list[Figure] = [
        {"scenario": name, **_row(outcome.total, enough=enough)} for name, outcome in found.outcomes.items()
    ]
    if not enough:
        return {"scenarios": scenarios}
    main, calendar = found.main, ahead.trials.ground.laid.slots[-1].last.plan.calendar
    periods: list[Figure] = [
        {"period": quarter.name(calendar.first_month, calendar.named_by), **_row(main.periods[:, place], enough=True)}
        for place, quarter in enumerate(found.quarters)
    ]
    cash: list[Figure] = [
        {"month": f"{month // 12:04d}-{month % 12 + 1:02d}", **_row(main.cash[:, place], enough=True)}
        for place, month in enumerate(found.months.cash.tolist())
        if main.cash[:, place].any()
    ]
    budget = ahead.question.at_least("budget", 0)
    figures: dict[str, Figure] = {"periods": periods, "cash": cash, "scenarios": scenarios}
    figures["over budget"] = over_budget(ahead, main)
    if budget is not None:
        figures["budget"] = budget
    slots = ahead.trials.ground.laid.slots
    keys = {slot.incentive: slot.key for slot in slots if slot.through > ahead.cells.edges[0]}
    incentives: list[Figure] = [
        {
            "incentive": key,
            **_row(main.incentives[:, number], enough=True),
            "its budget is too small": float(main.bounded[:, number].mean()),
        }
        for number, key in sorted(keys.items())
    ]
    figures["incentives"] = incentives
    figures["limits take, on average"] = float(main.cut.mean())
    figures["part of the variance that knowing the rates would remove"] = _known_part(main.total)
    return figures


def over_budget(ahead: Ahead, main: Outcome) -> float | None:
    """How probably more than the budget is owed; of the plan's own, how probably it takes something."""
    budget = ahead.question.at_least("budget", 0)
    if budget is not None:
        return float((main.total > budget).mean())
    return float(main.short.mean()) if ahead.trials.ground.has("plan_budget") else None


def _row(paid: Array, *, enough: bool) -> dict[str, Figure]:
    if not enough:
        return {"mean": float(paid.mean())}
    p50, p80, p95 = (float(each) for each in np.quantile(paid, [0.5, 0.8, 0.95]))
    return {"mean": float(paid.mean()), "p50": p50, "p80": p80, "p95": p95, "cte95": beyond(paid, 0.95)}


def _known_part(total: Array) -> float:
    """Two trials with the same rates go together by what the rates explain."""
    pairs = total[: len(total) // 2 * 2].reshape(-1, 2)
    variance = float(total.var())
    return float(np.clip(np.cov(pairs.T)[0, 1] / variance, 0.0, 1.0)) if variance else 0.0


def _diagnostics(ahead: Ahead, found: Simulated) -> Iterator[Diagnostic]:
    yield drawn.monte_carlo(found.main.total)
    if found.differs is not None:
        yield Diagnostic("cents between sums of acts and acts one by one", found.differs, passed=not found.differs)
    yield from backtest(ahead.question, ahead.past)
    silent: list[Figure] = list(ahead.past.silent)
    yield Diagnostic("incentives that no act was seen of, so nothing is expected", silent, passed=not silent)


def _anyway(found: Simulated) -> Answer:
    main = found.main
    share = 1 / found.answered
    spent = float(main.total.sum())
    point = float((main.total * share).sum()) / spent if spent else 1.0
    low, high = drawn.interval(share, 0.8)
    return Answer(
        name="simulate: paid for what would have come anyway",
        says=f"Of each 100 paid about {100 * point:.0f} (80 %: {100 * low:.0f} to {100 * high:.0f}) go to acts that "
        "would have come without the plan.",
        unit="share",
        point=point,
        interval80=(low, high),
        interval95=drawn.interval(share, 0.95),
        method="Acts without a response to pay over acts with that of the prior, by what they are paid.",
        grade="E",
        assumptions=("How people answer to pay is a judgement until `lift` has measured it.",),
    )


def _spread(ahead: Ahead, found: Simulated) -> Answer:
    main = found.main
    each = main.people.mean(axis=0)
    top = np.sort(each)[::-1][: max(1, len(each) // 10)]
    total = float(each.sum())
    low, high = drawn.interval(main.gini, 0.8)
    figures: dict[str, Figure] = {
        "people": len(each),
        "the best paid tenth get": float(top.sum()) / total if total else 0.0,
        "paid a person, on average, lowest to highest": [
            float(at) for at in np.quantile(each, [0, 0.25, 0.5, 0.75, 1])
        ],
    }
    return Answer(
        name="simulate: who gets it",
        says=f"Among {len(each)} people the Gini coefficient is {float(main.gini.mean()):.2f} (80 %: {low:.2f} to "
        f"{high:.2f}); at 0 all get the same.",
        unit="coefficient",
        point=float(main.gini.mean()),
        interval80=(low, high),
        interval95=drawn.interval(main.gini, 0.95),
        method="Of what each person earns over all these quarters, in each trial.",
        grade=_grade(ahead),
        n=len(each),
        figures=figures,
    )


def _owed(ahead: Ahead, found: Simulated) -> Answer:
    main, currency = found.main, ahead.trials.ground.currency
    rows: list[Figure] = [
        {"on": quarter.last.isoformat(), **_row(main.owed[:, place], enough=True)}
        for place, quarter in enumerate(found.quarters)
    ]
    worst = main.owed.max(axis=1)
    low, high = drawn.interval(worst, 0.8)
    return Answer(
        name="simulate: owed and not yet paid",
        says=f"At the end of the dearest quarter {shown(float(worst.mean()), currency)} (80 %: "
        f"{shown(low, currency)} to {shown(high, currency)}) are owed and not yet paid.",
        unit="money",
        point=float(worst.mean()),
        interval80=(low, high),
        interval95=drawn.interval(worst, 0.95),
        method="Earned by then, without what was paid out: a window's money comes after its end.",
        grade=_grade(ahead),
        currency=currency,
        figures={"owed": rows},
    )
