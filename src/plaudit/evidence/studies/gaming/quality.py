"""Whether what is submitted late, or by some people, is worth less (M8 d, f)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.proportions import binomial_test, false_discoveries, funnel_limits, newcombe, wilson
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.question import Question
from plaudit.evidence.studies.gaming.streams import LEAST, Stream, calendar
from plaudit.evidence.winning import usual_horizon

Mask = NDArray[np.bool_]
NAMED, PEOPLE, BEYOND, RATE, ALARM = 10, 3, 0.002, 0.1, 0.01


def quality(found: Leads, question: Question) -> Iterator[Said]:
    horizon = question.horizon if question.horizon is not None else usual_horizon(found)
    matured = found.snapshot - found.created >= horizon
    brought = matured & (found.person >= 0)
    if int(brought.sum()) < LEAST:
        missing = (
            f"{int(brought.sum())} leads that a person brought are {horizon} days old; a comparison needs {LEAST}."
        )
        smallest = f"{more(LEAST - int(brought.sum()), 'leads')} with a person, that old."
        yield Unanswered("quality", Refusal("leads-too-few", missing, smallest))
        return
    won = (found.won != OPEN) & (found.won - found.created <= horizon)
    yield from _late(found, brought, won, question)
    yield from _people(found, brought, won, horizon)


def _late(found: Leads, brought: Mask, won: Mask, question: Question) -> Iterator[Said]:
    """Leads entered in the last days of a quarter against all others."""
    stream = Stream("leads", found.created[brought], found.person[brought], found.people)
    window, month = question.whole("days"), question.whole("fiscal_year_starts")
    days = calendar(stream, 10 if window is None else window, 1 if month is None else month)
    late = np.isin(found.created, days.days[days.last]) & brought
    rest = brought & ~late
    pairs = [(int(won[mask].sum()), int(mask.sum())) for mask in (late, rest)]
    fewest = min(n for _, n in pairs)
    if fewest < NAMED:
        missing = f"Leads of the last days of a quarter, or else the others: {fewest}; each side needs {NAMED}."
        refusal = Refusal("side-too-small", missing, f"{more(NAMED - fewest, 'leads')} on the smaller side.")
        yield Unanswered("quality: leads of the last days", refusal)
        return
    low, high = newcombe(pairs[0], pairs[1], 0.8)
    wide = newcombe(pairs[0], pairs[1], 0.98)
    rates = [events / n for events, n in pairs]
    alarm = wide[1] < 0
    yield Answer(
        name="quality: leads of the last days",
        says=f"Of the leads entered in the last {question.text('days')} days of a quarter {drawn.percent(rates[0])} "
        f"are won, of the others {drawn.percent(rates[1])}: {'worth less' if alarm else 'no more than chance'}.",
        unit="percent",
        point=rates[0] - rates[1],
        interval80=(low, high),
        interval95=newcombe(pairs[0], pairs[1], 0.95),
        brief=not alarm,
        n=int(brought.sum()),
        events=int(won[brought].sum()),
        method="Hybrid score interval of the difference of shares; alarm when its 98 % interval lies below zero.",
        grade="C",
        diagnostics=(Diagnostic("not worth less", alarm, passed=not alarm),),
        figures={
            "won of the last days": list(pairs[0]),
            "won of the others": list(pairs[1]),
            "alarm": alarm,
            "false alarms to expect in a hundred such looks": 100 * ALARM,
        },
    )


def _people(found: Leads, brought: Mask, won: Mask, horizon: int) -> Iterator[Said]:
    """Each person's share won inside the funnel of chance, widened by how restless people are in general."""
    n = np.bincount(found.person[brought], minlength=len(found.people))
    events = np.bincount(found.person[brought], weights=won[brought], minlength=len(found.people)).astype(int)
    large = np.flatnonzero(n >= NAMED)
    if len(large) < PEOPLE:
        missing = (
            f"People who brought {NAMED} leads that are {horizon} days old: {len(large)}; a funnel needs {PEOPLE}."
        )
        refusal = Refusal("people-too-few", missing, f"{more(PEOPLE - len(large), 'people')} with {NAMED} leads.")
        yield Unanswered("quality: share won by person", refusal)
        return
    share = float(events[large].sum() / n[large].sum())
    if share in {0.0, 1.0}:
        missing = f"Of {int(n[large].sum())} leads {'all' if share else 'none'} were won: nobody can differ."
        yield Unanswered(
            "quality: share won by person", Refusal("shares-alike", missing, "1 more lead that ends otherwise.")
        )
        return
    z = (events[large] - n[large] * share) / np.sqrt(n[large] * share * (1 - share))
    restless = max(1.0, float((z**2).mean()))
    rows: list[Figure] = []
    tests = [binomial_test(int(events[place]), int(n[place]), share) for place in large]
    kept = false_discoveries(tests, RATE)
    alarms = []
    for place, p, keep, score in zip(large, tests, kept, z, strict=True):
        low, high = funnel_limits(int(n[place]), share, (0.001, 0.999))
        outside = bool(p < BEYOND and keep and abs(float(score)) > 3.09 * np.sqrt(restless))
        rows.append(
            {
                "person": found.people[place],
                "won": int(events[place]),
                "of": int(n[place]),
                "limits": [low, high],
                "outside": outside,
            }
        )
        alarms += [found.people[place]] if outside else []
    yield Answer(
        name="quality: share won by person",
        says=f"{', '.join(alarms)}: beyond what chance explains."
        if alarms
        else "Everybody is inside what chance explains.",
        unit="share",
        point=share,
        interval80=wilson(int(events.sum()), int(n.sum()), 0.8),
        interval95=wilson(int(events.sum()), int(n.sum()), 0.95),
        brief=not alarms,
        n=int(n[large].sum()),
        events=int(events[large].sum()),
        horizon=horizon,
        method="Funnel plot: exact limits at 0.1 % on either side, widened by the scatter between people.",
        grade="C",
        figures={"people": rows, "false alarms to expect": BEYOND * len(large), "scatter over chance": restless},
        mentions=tuple(alarms),
    )
