"""`contest`: is the rank more than luck, who can win, and how many prizes make people try (M9)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import tournaments
from plaudit.evidence.observed.panel import acts, after, counted, first_day, months, whole_time
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.recommended import exact
from plaudit.evidence.study import Study

Array = NDArray[np.float64]
SETTINGS = (
    Setting("kinds", "the kinds of act that count"),
    Setting("milestone", "count acts when they reach this; else when they are opened"),
    Setting("purse", "all prizes together"),
    Setting("currency", "of the purse", "USD"),
    Setting("quarters", "how many past quarters tell how much each brings", "4"),
)
LEAST, LUCK, MOST, HOPELESS, DRAWS = 4, 2.0, 0.5, 0.02, 20_000


def answer(question: Question) -> Iterator[Said]:
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    known = (
        None
        if snapshot is None
        else acts(question.facts, snapshot, question.named("kinds"), question.text("milestone"))
    )
    if snapshot is None or known is None or not len(known.on):
        missing = "No act of these kinds names the person who brought it."
        yield Unanswered("contest", Refusal("acts-missing", missing, "Activities.csv with person."))
        return
    asked = question.whole("quarters")
    edges = months(first_day(known), after(snapshot))[-(3 * (4 if asked is None else asked) + 1) :]
    quarters = (len(edges) - 1) // 3
    if quarters < 1:
        yield Unanswered(
            "contest", Refusal("quarter-missing", "No whole quarter is known.", "Three whole months of acts.")
        )
        return
    edges = edges[-(3 * quarters + 1) :]
    there = whole_time(question.facts, edges[0], edges[-1] - 1)
    people = tuple(name for name in known.units if name in there or not there)
    counts = counted(known, people, edges)
    refusal = _refused(people, counts, quarters)
    if refusal is not None:
        yield Unanswered("contest", refusal)
        return
    yield _chances(question, people, counts, quarters)
    yield _prizes(question, len(people))


def _refused(people: tuple[str, ...], counts: Array, quarters: int) -> Refusal | None:
    if len(people) < LEAST:
        missing = f"{len(people)} people are no contest; it needs {LEAST}."
        return Refusal(
            "contestants-too-few", missing, f"{more(LEAST - len(people), 'people')}, or a bounty for each act."
        )
    mean = float(counts.sum()) / len(people) / quarters
    if mean < LUCK:
        best = float(_simulated(_rates(counts, quarters), np.random.Generator(np.random.PCG64DXSM(1))).max())
        missing = (
            f"With {mean:.1f} acts a person and quarter the rank is luck: the best would win {best:.0%} of the time."
        )
        need = int(np.ceil((LUCK - mean) * len(people)))
        return Refusal(
            "rank-is-luck", missing.replace("%", " %"), f"{more(need, 'acts')} a quarter, or a longer contest."
        )
    return None


def _rates(counts: Array, quarters: int) -> tuple[Array, float]:
    """Gamma shape of each person and the common rate: who brought little is drawn to the middle."""
    totals = counts.sum(axis=1)
    mean, variance = float(totals.mean()), float(totals.var(ddof=1))
    beta = mean / max(variance - mean, 1e-6 * mean) if variance > mean else 1e6 / mean
    return totals + mean * beta, (1 + beta) * quarters


def _simulated(rates: tuple[Array, float], random: np.random.Generator) -> Array:
    """How often each is first; ties share."""
    shapes, scale = rates
    drawn_counts = random.poisson(random.gamma(shapes, 1 / scale, (DRAWS, len(shapes))))
    first = drawn_counts == drawn_counts.max(axis=1, keepdims=True)
    return np.asarray((first / first.sum(axis=1, keepdims=True)).mean(axis=0))


def _chances(question: Question, people: tuple[str, ...], counts: Array, quarters: int) -> Answer:
    chances = _simulated(_rates(counts, quarters), question.random("contest"))
    hopeless = float((chances < HOPELESS).mean())
    best = int(np.argmax(chances))
    uneven = bool(chances.max() > MOST or hopeless > 0.5)
    advice = (
        "Run brackets by size of book, or pay per act: for most it is decided before it starts."
        if uneven
        else "It is open enough to run."
    )
    order = np.argsort(-chances, kind="stable")
    rows: list[Figure] = [
        {
            "person": people[place],
            "acts a quarter": float(counts[place].sum() / quarters),
            "wins": drawn.percent(float(chances[place])),
        }
        for place in order
    ]
    return Answer(
        name="contest: who would win",
        says=f"{people[best]} would be first in {drawn.percent(float(chances[best]))} of quarters; "
        f"{int((chances < HOPELESS).sum())} of {len(people)} have less than 2 %. {advice}",
        unit="probability",
        point=float(chances.max()),
        interval80=None,
        interval95=None,
        n=len(people),
        events=float(counts.sum()),
        method="Gamma-Poisson rates of each person, drawn to the middle of all; 20,000 quarters.",
        assumptions=("Each brings next quarter what her past quarters tell; the contest itself changes that.",),
        diagnostics=(Diagnostic("open enough", float(chances.max()), passed=not uneven),),
        grade="C",
        figures={"chances": rows},
        mentions=(people[best],),
    )


def _prizes(question: Question, n: int) -> Answer:
    """What each model says; where they disagree, what was tried on sellers."""
    models = {
        "logistic luck, nobody minds risk": tournaments.best_winners(n, "linear"),
        "logistic luck, square-root taste": tournaments.best_winners(n, "sqrt"),
        "logistic luck, logarithmic taste": tournaments.best_winners(n, "log"),
        "private ability, linear cost (one prize)": 1,
    }
    winners = max(2, int(n / 3 + 0.5))
    agree = len(set(models.values())) == 1
    purse = question.at_least("purse", 0)
    currency = str(question.text("currency"))
    rows: list[Figure] = [{"model": model, "winners": k} for model, k in models.items()]
    amounts = {} if purse is None else {"each prize": exact(purse / winners, currency)}
    each = "" if purse is None else f" of {amounts['each prize']} {currency}"
    return Answer(
        name="contest: prizes",
        says=f"{winners} equal prizes{each}: "
        + (
            "all models agree."
            if agree
            else "the models disagree, and this is what worked on sellers (a third wins, equal values)."
        ),
        unit="count",
        point=float(winners),
        interval80=None,
        interval95=None,
        n=n,
        method="Symmetric equilibria of rank-order tournaments; Lim, Ahearne and Ham 2009 where they disagree.",
        assumptions=("Contestants are alike; where they are not, brackets come first.",),
        grade="D",
        currency=currency,
        amounts=amounts,
        figures={"winners by model": rows},
        beside=("contests",),
    )


STUDY = Study("contest", "Whether to run a contest, and with how many prizes", SETTINGS, answer)
