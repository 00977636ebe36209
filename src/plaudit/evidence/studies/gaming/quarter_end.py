"""Bunching at the end of a quarter, and whether it was pulled forward from the next (M8 a, b)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.hazards import DRAWS
from plaudit.evidence.methods.proportions import binomial_test, false_discoveries, wilson
from plaudit.evidence.question import Question
from plaudit.evidence.studies.gaming.streams import LEAST, Calendar, Stream, calendar

Days = NDArray[np.int64]
NAMED, ALARM, RATE = 10, 0.01, 0.1


def quarter_end(stream: Stream, question: Question) -> Iterator[Said]:
    name = f"quarter-end: {stream.name}"
    if len(stream.on) < LEAST:
        missing = f"{stream.name}: {len(stream.on)} events are too few to see a pattern; it needs {LEAST}."
        yield Unanswered(name, Refusal("events-too-few", missing, f"{more(LEAST - len(stream.on), 'events')}."))
        return
    window, month = question.whole("days"), question.whole("fiscal_year_starts")
    days = calendar(stream, 10 if window is None else window, 1 if month is None else month)
    share = days.part(days.last)
    if not 0 < share < 1:
        missing = f"{stream.name}: no quarter-end lies between its first and its last day."
        yield Unanswered(name, Refusal("quarter-end-unseen", missing, "Events over the end of one quarter."))
        return
    yield _answer(stream, days, share, question)


def _inside(days: Days, on: Days) -> NDArray[np.bool_]:
    return np.isin(on, days)


def _answer(stream: Stream, days: Calendar, share: float, question: Question) -> Answer:
    counted = stream.on[_inside(days.days, stream.on)]
    late = int(_inside(days.days[days.last], counted).sum())
    n = len(counted)
    p = binomial_test(late, n, share, "greater")
    alarm = p < ALARM
    low, high = wilson(late, n, 0.8)
    wide = wilson(late, n, 0.95)
    window = question.text("days")
    kind = "working days" if stream.workdays else "days"
    seen = f"{late} of {n} fall on the last {window} {kind} of a quarter, which are {drawn.percent(share)} of all days"
    named, tested = _named(stream, days, share)
    return Answer(
        name=f"quarter-end: {stream.name}",
        says=f"{seen}: {'more than chance brings' if alarm else 'nothing to see'}."
        + (f" {_pulled(stream, days, question)}" if alarm else ""),
        unit="share",
        point=late / n - share,
        interval80=(low - share, high - share),
        interval95=(wide[0] - share, wide[1] - share),
        n=n,
        events=late,
        method=f"Exact binomial test, one-sided; alarm below {ALARM}. People: false discovery rate {RATE}.",
        assumptions=("Without pay by the quarter, one such day is like another; billing and holidays may differ too.",),
        diagnostics=(Diagnostic("quiet", p, passed=not alarm),),
        grade="C",
        brief=not alarm and not named,
        figures={
            "p, one-sided": p,
            "p, two-sided": binomial_test(late, n, share),
            "share of days": share,
            "alarm": alarm,
            "false alarms to expect in a hundred such looks": 100 * ALARM,
            "people looked at": tested,
            "patterns by person, to ask about": named,
        },
        beside=("sellers",),
    )


def _named(stream: Stream, days: Calendar, share: float) -> tuple[list[Figure], int]:
    """Only who has ten events or more; a pattern is a question, not an accusation."""
    rows = []
    for place, name in enumerate(stream.people):
        mine = stream.on[stream.person == place]
        mine = mine[_inside(days.days, mine)]
        if len(mine) >= NAMED:
            late = int(_inside(days.days[days.last], mine).sum())
            rows.append((name, late, len(mine), binomial_test(late, len(mine), share, "greater")))
    if not rows:
        return [], 0
    kept = false_discoveries([row[3] for row in rows], RATE)
    found: list[Figure] = [
        {"person": name, "late": late, "of": n, "p": p}
        for (name, late, n, p), keep in zip(rows, kept, strict=True)
        if keep
    ]
    return found, len(rows)


def _pulled(stream: Stream, days: Calendar, question: Question) -> str:
    """What is missing in the first days after, over what is too many in the last: 1 is timing, 0 is effort."""
    counted = stream.on[_inside(days.days, stream.on)]
    late = int(_inside(days.days[days.last], counted).sum())
    early = int(_inside(days.days[days.first], counted).sum())
    middle = len(counted) - late - early
    usual = middle / max(int((~days.last & ~days.first).sum()), 1)
    random = question.random("pulled")
    over = random.poisson(late, DRAWS) - usual * int(days.last.sum())
    under = usual * int(days.first.sum()) - random.poisson(early, DRAWS)
    ratio = np.clip(under / np.maximum(over, 1.0), -1.0, 2.0)
    low, mid, high = np.quantile(ratio, [0.1, 0.5, 0.9])
    return (
        f"Of the excess, {mid:.2f} is missing in the first days after (80 %: {low:.2f} to {high:.2f}): near 1 it was "
        "only pulled forward, near 0 it was effort."
    )
