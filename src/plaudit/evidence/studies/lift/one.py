"""One treated unit, or a metric: synthetic control, its difference in differences and the plain one, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import synthetic
from plaudit.evidence.observed.rows import has, key, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.values.period import Period

Array = NDArray[np.float64]
DONORS, BEFORE, FIT = 10, 4, 3.0


@dataclass(frozen=True, slots=True)
class Series:
    """Units x periods, the treated last; `before` periods end before the start.

    `dropped` are left out because it was announced before they ended.
    """

    outcome: Array
    treated: int
    before: int
    periods: tuple[str, ...]
    dropped: int = 0


def metric_series(question: Question, launch: Launch, metric: str, excluded: frozenset[str]) -> Series | None:
    """From account_metrics or metrics; only units that have the metric in every period."""
    table, of = ("account_metrics", "account") if launch.level == "account" else ("metrics", "person")
    if not there(question.facts, table) or not has(question.facts, table, of):
        return None
    query = f"""SELECT {key(question.facts, table, of, "x")}, period, value / 1e6
        FROM {rows(question.facts, table, question.snapshot)} AS x WHERE metric = ? ORDER BY ALL"""
    values: dict[str, dict[Period, float]] = {}
    for name, period, value in question.facts.con.execute(query, [metric]).fetchall():
        values.setdefault(str(name), {})[Period.of(period)] = float(value)
    periods = sorted({period for series in values.values() for period in series})
    whole = {name: series for name, series in values.items() if len(series) == len(periods)}
    treated = [name for name in whole if name in launch.names]
    donors = [name for name in whole if name not in launch.names and name not in excluded]
    if not treated or not donors:
        return None
    announced = question.text("announced")
    told = launch.start if announced is None else min(launch.start, date.fromisoformat(announced))
    used = [period for period in periods if period.end <= told or period.end > launch.start]
    outcome = np.array([[whole[name][period] for period in used] for name in (*donors, *treated)])
    before = sum(period.end <= launch.start for period in used)
    return Series(outcome, len(treated), before, tuple(period.name() for period in used), len(periods) - len(used))


def one(launch: Launch, series: Series, unit: str) -> Iterator[Said]:
    """`unit` is what a number of the series means: acts a month, or the metric's name."""
    name = f"lift: {launch.title}"
    donors = len(series.outcome) - series.treated
    after = series.outcome.shape[1] - series.before
    refusal = _short(series, donors, after)
    if refusal is not None:
        yield Unanswered(name, refusal)
        return
    found = synthetic.estimates(series.outcome, series.treated, series.before)
    placebos = _placebos(series)
    spread = float(placebos.std(ddof=1))
    effects = {
        "synthetic difference in differences": found.both,
        "synthetic control": found.synthetic,
        "difference in differences": found.difference,
    }
    if found.fit > abs(found.synthetic) / FIT:
        missing = f"Before the start the others miss the treated by {found.fit:.3g}, more than a third of the effect."
        yield Unanswered(
            f"{name}, synthetic control",
            Refusal("fit-too-poor", missing, "Others that are more alike."),
        )
        del effects["synthetic control"]
    rank = float((np.abs(placebos) >= abs(found.both)).sum() + 1) / (len(placebos) + 1)
    yield Answer(
        name=name,
        says=f"{unit}: {_moved(found.both)} by synthetic difference in differences "
        f"(80 %: {_moved(found.both - 1.282 * spread)} to {_moved(found.both + 1.282 * spread)}); "
        f"the plain difference would say {_moved(found.difference)}. Of {donors} {_others(series)} "
        f"{rank * (donors + 1) - 1:.0f} moved as much without it.",
        unit="metric",
        point=found.both,
        interval80=(found.both - 1.282 * spread, found.both + 1.282 * spread),
        interval95=(found.both - 1.96 * spread, found.both + 1.96 * spread),
        n=len(series.outcome),
        events=series.treated,
        exposure=float(after),
        method="Weights of donors and of periods (Arkhangelsky et al. 2021); the spread is that of placebos in space.",
        assumptions=("Some mixture of the others would have gone on as the treated would have.",),
        diagnostics=(
            Diagnostic("p by placebos in space", rank, passed=rank <= 0.2),
            Diagnostic("smallest p that so many others can give", synthetic.placebo_floor(donors)),
            Diagnostic(
                "miss of the synthetic control before", found.fit, passed=found.fit <= abs(found.synthetic) / FIT
            ),
        ),
        grade="B" if rank <= 0.2 else "C",
        figures={"estimates": [{"method": method, "effect": effect} for method, effect in effects.items()]},
    )


def _short(series: Series, donors: int, after: int) -> Refusal | None:
    if donors < DONORS:
        missing = f"{donors} others were never treated; a synthetic control needs {DONORS}."
        return Refusal("donors-too-few", missing, f"{more(DONORS - donors, 'units')} that were not treated.")
    if series.before < BEFORE:
        missing = f"{series.before} of the {BEFORE} periods that are needed before the start are known."
        return Refusal("before-too-short", missing, f"{more(BEFORE - series.before, 'periods')} before it.")
    if after < 1:
        return Refusal("after-too-short", "No period after the start is over.", "One period after it.")
    return None


def _moved(by: float) -> str:
    return f"{by:+,.0f}" if abs(by) >= 1000 else f"{by:+.3g}"


def _others(series: Series) -> str:
    return "others" if series.treated == 1 else f"groups of {_together(series)} others"


def _together(series: Series) -> int:
    """The mean of several scatters less than one: as many donors are taken as were treated, at most half of them."""
    return min(series.treated, (len(series.outcome) - series.treated) // 2)


def _placebos(series: Series) -> Array:
    """What the same method finds for donors, whom nobody treated: each with those that follow it."""
    donors, size = series.outcome[: -series.treated], _together(series)
    found = [
        synthetic.both(np.roll(donors, -(place + size), axis=0), size, series.before, synthetic.PLACEBO_STEPS)
        for place in range(len(donors))
    ]
    return np.asarray(found)
