"""Too many who stop on the threshold of a tier (M8 c)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.bunching import bunching
from plaudit.evidence.methods.proportions import binomial_test
from plaudit.evidence.question import Question
from plaudit.evidence.studies.gaming.streams import Stream
from plaudit.values.period import Period, day, windows

LEAST, MANY, DEGREE, ALARM = 5, 200, 4, 0.01


def threshold(stream: Stream, question: Question) -> Iterator[Said]:
    """Counts by person and quarter; the threshold is the count at which more is paid."""
    at = question.whole("threshold")
    if at is None:
        return
    name = f"threshold: {stream.name}"
    counts = _counts(stream, question)
    on, below = int((counts == at).sum()), int((counts == at - 1).sum())
    if on + below < LEAST:
        missing = f"{stream.name}: quarters of somebody at {at - 1} or {at}: {on + below}, of {LEAST} needed."
        yield Unanswered(name, Refusal("threshold-unreached", missing, f"{more(LEAST - on - below, 'such quarters')}."))
        return
    yield stopped(name, counts, at)


def _counts(stream: Stream, question: Question) -> NDArray[np.int64]:
    month = question.whole("fiscal_year_starts")
    first = 1 if month is None else month
    whole = windows("quarter", Period(day(int(stream.on.min())), day(int(stream.on.max()) + 1)), first)
    edges = np.array([(each.start - day(0)).days for each in whole] + [(whole[-1].end - day(0)).days])
    column = np.searchsorted(edges, stream.on, side="right") - 1
    named = stream.person >= 0
    flat = np.bincount(stream.person[named] * len(whole) + column[named], minlength=len(stream.people) * len(whole))
    # Who did nothing in a quarter may not have been there.
    return flat[flat > 0]


def stopped(name: str, counts: NDArray[np.int64], at: int) -> Answer:
    """How many stop on the threshold, of those there or one below it, against what all counts foretell."""
    on, below = int((counts == at).sum()), int((counts == at - 1).sum())
    mean, variance = float(counts.mean()), float(counts.var(ddof=1)) if len(counts) > 1 else float(counts.mean())
    model = (
        stats.nbinom(mean**2 / (variance - mean), mean / variance) if variance > mean * 1.01 else stats.poisson(mean)
    )
    part = float(model.pmf(at) / (model.pmf(at) + model.pmf(at - 1)))
    p = binomial_test(on, on + below, part, "greater")
    alarm = p < ALARM
    figures = {
        "at the threshold": on,
        "one below": below,
        "p, one-sided": p,
        "alarm": alarm,
        "false alarms to expect in a hundred such looks": 100 * ALARM,
        "people and quarters": len(counts),
    }
    if len(counts) >= MANY:
        histogram = np.bincount(counts, minlength=2 * at + 1)[1 : 2 * at]
        found = bunching([float(each) for each in histogram], at - 1, min(DEGREE, len(histogram) - 3))
        figures |= {"excess by a smooth curve": found.excess, "excess over the height expected": found.relative}
    says = f"{on} stop at {at} and {below} one below, where by the other counts {part * (on + below):.1f} would"
    return Answer(
        name=name,
        says=f"{says}: {'more than chance brings' if alarm else 'nothing to see'}.",
        unit="share",
        point=on / (on + below) - part,
        interval80=None,
        interval95=None,
        n=len(counts),
        events=on + below,
        method="Exact test of the ratio of neighbours against a count model of all; alarm below 0.01.",
        assumptions=("Counts are smooth but for the tier.",),
        diagnostics=(Diagnostic("quiet", p, passed=not alarm),),
        grade="C",
        brief=not alarm,
        figures=figures,
    )
