"""Start, expected and ceiling, with the bound that binds and what would change them."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Grade, Refusal, Said, worst
from plaudit.evidence.methods import incentive
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.published.priors import CONFLICT
from plaudit.evidence.recommended import in_minor, round_below, shown
from plaudit.evidence.studies.amount.caps import SAID, Caps, tornado
from plaudit.evidence.studies.amount.known import Known
from plaudit.evidence.studies.amount.referred import worth_of_referred
from plaudit.values.period import day

Array = NDArray[np.float64]
ANYWAY = (0.0, 0.25, 0.5, 0.75)
SWING = 0.1
CLOSES = "The next leads close as those before did, also when more is paid; larger rewards elsewhere brought worse."
JUDGED = (
    "How many more events a larger amount brings is a judgement (Gamma, mean 0.25): nobody has measured it for CSMs."
)
BENCHMARK = "The cost of the benchmark per win holds for its next win."


def _assumptions(known: Known) -> tuple[str, ...]:
    return (CLOSES, BENCHMARK) if known.responds.measured else (CLOSES, JUDGED, BENCHMARK)


def recommend(known: Known, bounds: Caps) -> Iterator[Said]:
    cap = bounds.cap
    least = float(np.quantile(cap, 0.1))
    best = _best(known)
    yield _ceiling(known, bounds, least)
    if least > 0:
        yield _start(known, cap, least, best)
    if best is not None:
        yield _optimum(known, best)
    if known.responds.said is not None:
        yield known.responds.said
    if known.value is not None and known.value.referred is not None:
        yield from worth_of_referred(known.value.referred, known.channel)
    yield _review(known)


def _best(known: Known) -> Array | None:
    if known.value is None:
        return None
    return incentive.optimum(known.q, known.value.draws, known.terms, known.responds.draws)


def _ceiling(known: Known, bounds: Caps, least: float) -> Answer:
    cap, currency = bounds.cap, known.currency
    binds = bounds.binding()
    binding = max(binds.items(), key=lambda each: each[1])
    how = f" ({drawn.percent(binding[1])} probable)" if len(binds) > 1 else ", the only bound that is known"
    refusal = None
    says = (
        f"Pay at most {round_below(least, currency)} {currency} for a {known.channel} that gets to {known.event} while "
        f"no more is known; the bound is {shown(drawn.middle(cap), currency)} in the middle. What binds is "
        f"{SAID[binding[0]]}{how}."
    )
    if least <= 0:
        refusal = Refusal(
            "nothing-to-pay",
            "With 10 % or more the event costs more than it brings before anybody is paid.",
            "A later event (won), a lower other_cost, or a goal with recognition in the place of cash.",
        )
        says = f"Do not pay cash for {known.event}: set a goal, or recognise it."
    return Answer(
        name="amount: ceiling",
        says=says,
        unit="money",
        point=None if refusal else drawn.middle(cap),
        interval80=drawn.interval(cap, 0.8),
        interval95=drawn.interval(cap, 0.95),
        n=known.rate.n,
        events=known.rate.events,
        horizon=known.horizon,
        method="The least of all bounds in each draw; the amount is its 10th percentile, rounded down.",
        assumptions=_assumptions(known),
        grade=_grade(known),
        currency=currency,
        refusal=refusal,
        diagnostics=(drawn.monte_carlo(cap), *_contrary(known), *_paid_today(known, cap)),
        amounts={} if refusal else {"ceiling": round_below(least, currency)},
        figures=_figures(known, bounds),
        beside=("amounts", "referrals"),
    )


def _contrary(known: Known) -> Iterator[Diagnostic]:
    """Where the close rate is not what others found, it rests on the company's own leads (M12)."""
    weighed = known.rate.published
    if weighed is not None:
        name = "close rate under what is published, p-value"
        yield Diagnostic(name, weighed.surprise, passed=weighed.surprise >= CONFLICT)


def _paid_today(known: Known, cap: Array) -> Iterator[Diagnostic]:
    """More than the bound is in nine of ten draws is more than anything known speaks for (R21)."""
    pays = known.question.at_least("pays", 0)
    if pays is not None:
        most = float(np.quantile(cap, 0.9))
        yield Diagnostic("what is paid today against the bound's 90th percentile", [pays, most], passed=pays <= most)


def _figures(known: Known, bounds: Caps) -> dict[str, Figure]:
    rows: list[Figure] = []
    binds = bounds.binding()
    for name, draws in bounds.by_name.items():
        low, mid, high = (float(each) for each in np.quantile(draws, [0.1, 0.5, 0.9]))
        rows.append({"bound": name, "low": low, "middle": mid, "high": high, "binds": drawn.percent(binds[name])})
    swings: list[Figure] = [
        {"input": name, "at its 10th percentile": low, "at its 90th": high} for name, low, high in tornado(known)
    ]
    figures: dict[str, Figure] = {"bounds": rows, "what moves the middle of the bound": swings}
    figures["close rate"] = [float(each) for each in np.quantile(known.q, [0.1, 0.5, 0.9])]
    if known.cost is not None:
        figures["benchmark"] = known.cost.channel
        if known.cost.gained < 1:
            figures["of its wins gained by it, and why"] = [drawn.percent(known.cost.gained), known.cost.because]
    if known.value is not None:
        figures["value of a win, said by"] = known.value.said_by
        if "incrementality" not in bounds.by_name:
            figures["if so many had come anyway, the least to gain"] = _anyway(known)
    return figures


def _anyway(known: Known) -> list[Figure]:
    """Nobody's benchmark asks it, and it is the first cost of all: shown until `lift` has an estimate."""
    if known.value is None:
        return []
    return [
        {
            "came anyway": drawn.percent(share),
            "low": float(np.quantile(incentive.incremental(known.q, known.value.draws, known.terms, share), 0.1)),
            "middle": drawn.middle(incentive.incremental(known.q, known.value.draws, known.terms, share)),
        }
        for share in ANYWAY
    ]


def _grade(known: Known) -> Grade:
    """The worst among the inputs that move the bound by more than a tenth."""
    grades: list[Grade] = ["C"]
    for name, low, high in tornado(known):
        middle = max(abs(low + high) / 2, 1e-9)
        if name == "value of a win" and known.value is not None and abs(high - low) / middle > SWING:
            grades.append(known.value.grade)
        if name == "cost of the benchmark" and _part_matters(known) and abs(high - low) / middle > SWING:
            grades.append("E")
    return worst(grades)


def _part_matters(known: Known) -> bool:
    """Whether the part of the benchmark's wins that it gained, which the asker says, moves its cost by a tenth."""
    return known.cost is not None and 1 - known.cost.gained > SWING


def _start(known: Known, cap: Array, least: float, best: Array | None) -> Answer:
    currency = known.currency
    limits = {"the ceiling": least}
    if best is not None:
        limits["the amount that earns most"] = drawn.middle(best)
    at_most = known.question.at_least("at_most", 0)
    if at_most is not None:
        limits["the limit you set"] = at_most
    why = min(limits, key=lambda name: limits[name])
    start = round_below(limits[why], currency)
    rests = best is not None and why == "the amount that earns most"
    likely = cap if best is None else np.minimum(cap, best)
    settled = min(limits[why] if why == "the limit you set" else drawn.middle(cap), *_middles(best))
    expected = round_below(settled, currency)
    return Answer(
        name="amount: start",
        says=f"Start with {start} {currency}, held down by {why}; expect to settle near {expected} {currency} "
        f"once the close rate is known{_lifted(settled, least, currency)}.",
        unit="money",
        point=drawn.middle(likely),
        interval80=drawn.interval(likely, 0.8),
        interval95=drawn.interval(likely, 0.95),
        n=known.rate.n,
        events=known.rate.events,
        horizon=known.horizon,
        method="The least of the ceiling, the middle of the best amount and your limits, rounded down.",
        assumptions=_assumptions(known),
        grade=worst([_grade(known), _of_best(known)] if rests else [_grade(known)]),
        currency=currency,
        amounts={"start": start, "expected": expected},
    )


def _lifted(settled: float, least: float, currency: str) -> str:
    """The ceiling is what nine of ten draws allow; what is settled near is the middle of what they do."""
    above = in_minor(round_below(settled, currency), currency) > in_minor(round_below(least, currency), currency)
    return ", which lifts the ceiling of today: it is low because little is known" if above else ""


def _of_best(known: Known) -> Grade:
    """What earns most rests on the response and on what a win is worth, whatever else is known."""
    value: Grade = "E" if known.value is None else known.value.grade
    return worst(["C" if known.responds.measured else "E", value])


def _middles(best: Array | None) -> tuple[float, ...]:
    return (float("inf"),) if best is None else (drawn.middle(best),)


def _optimum(known: Known, best: Array) -> Answer:
    bounds = drawn.interval(best, 0.8)
    return Answer(
        name="amount: what earns most",
        says=f"What earns most is {shown(drawn.middle(best), known.currency)} "
        f"(80 %: {shown(bounds[0], known.currency)} to {shown(bounds[1], known.currency)}); "
        + (
            "by how your own people answered to amounts drawn by lot."
            if known.responds.measured
            else "it is far below what could be paid, because the size of a reward moved few wherever it was measured."
        ),
        unit="money",
        point=drawn.middle(best),
        interval80=bounds,
        interval95=drawn.interval(best, 0.95),
        method="Elasticity / (1 + elasticity) of what an event brings, over what is known of the elasticity.",
        grade=_of_best(known),
        currency=known.currency,
        beside=("referrals",),
    )


def _review(known: Known) -> Answer:
    q = drawn.middle(known.q)
    need = incentive.enough_events(q) if q < 1 else known.rate.matured
    leads = known.leads
    mine = leads.channel == leads.channels.index(known.channel)
    happened = getattr(leads, known.event)[mine]
    year = (happened != OPEN) & (happened > leads.snapshot - 365)
    watched = min(365, leads.snapshot - int(leads.created.min()) + 1)
    pace = float(year.sum()) / watched
    missing = max(0, need - known.rate.matured)
    wait = ceil(missing / pace) if pace > 0 else None
    on = None if wait is None else (day(leads.snapshot) + timedelta(days=min(wait, 36500))).isoformat()
    if not missing:
        on = (day(leads.snapshot) + timedelta(days=91)).isoformat()
        says = f"There are enough matured events ({known.rate.matured}, {need} needed): look again every quarter."
    elif on is None:
        says = f"{missing} more matured events are needed; at the present rate none come."
    else:
        says = f"Look again on {on}, when about {missing} more events have matured ({need} in all)."
    return Answer(
        name="amount: look again",
        says=says,
        unit="count",
        point=float(need),
        interval80=None,
        interval95=None,
        n=known.rate.matured,
        horizon=known.horizon,
        method="As many matured events as narrow the 80 % interval of the close rate to a ratio of 1.75.",
        grade="C",
        diagnostics=(Diagnostic("matured events enough", missing, passed=missing == 0),),
        figures={"review on": on},
    )
