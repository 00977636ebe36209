"""`contest`: is the rank more than luck, who can win, and how many prizes make people try (M9)."""

from collections.abc import Iterator

import numpy as np

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import tournaments
from plaudit.evidence.observed.panel import acts, after, counted, first_day, months, whole_time
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.recommended import exact, shown
from plaudit.evidence.studies.contest.chances import Array, Counts, lots, prizes, rates
from plaudit.evidence.study import Study

SETTINGS = (
    Setting("kinds", "the kinds of act that count"),
    Setting("milestone", "count acts when they reach this; else when they are opened"),
    Setting("purse", "all prizes together"),
    Setting("currency", "of the purse", "USD"),
    Setting("quarters", "how many past quarters tell how much each brings", "4"),
)
LEAST, LUCK, MOST, HOPELESS = 4, 2.0, 0.5, 0.02


def answer(question: Question) -> Iterator[Said]:
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    known = None if snapshot is None else acts(question.facts, snapshot, question.kinds(), question.milestone())
    if snapshot is None or known is None or not len(known.on):
        missing = "No act of these kinds names the person who brought it."
        yield Unanswered("contest", Refusal("acts-missing", missing, "Activities.csv with person."))
        return
    edges = months(first_day(known), after(snapshot))[-(3 * question.between("quarters", 1) + 1) :]
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
    brought = rates(counts, quarters).quarters(question.random("contest"))
    winners = max(2, int(len(people) / 3 + 0.5))
    yield _chances(people, counts, quarters, brought)
    yield _prizes(question, len(people), winners)
    yield _each_way(question, people, brought, winners)


def _refused(people: tuple[str, ...], counts: Array, quarters: int) -> Refusal | None:
    if len(people) < LEAST:
        missing = f"{len(people)} people are no contest; it needs {LEAST}."
        return Refusal(
            "contestants-too-few", missing, f"{more(LEAST - len(people), 'people')}, or a bounty for each act."
        )
    mean = float(counts.sum()) / len(people) / quarters
    if not mean:
        missing = f"Nobody brought an act of these kinds in the last {3 * quarters} months."
        return Refusal("acts-missing", missing, "A kind that people bring now, or more `quarters` to look back on.")
    if mean < LUCK:
        drawn_quarters = rates(counts, quarters).quarters(np.random.Generator(np.random.PCG64DXSM(1)))
        best = float(prizes(drawn_quarters, 1).mean(axis=0).max())
        missing = (
            f"With {mean:.1f} acts a person and quarter the rank is luck: the best would win {best:.0%} of the time."
        )
        need = int(np.ceil((LUCK - mean) * len(people)))
        return Refusal(
            "rank-is-luck", missing.replace("%", " %"), f"{more(need, 'acts')} a quarter, or a longer contest."
        )
    return None


def _chances(people: tuple[str, ...], counts: Array, quarters: int, brought: Counts) -> Answer:
    chances = prizes(brought, 1).mean(axis=0)
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


def _prizes(question: Question, n: int, winners: int) -> Answer:
    """What each model says; where they disagree, what was tried on sellers."""
    models = {
        "logistic luck, nobody minds risk": tournaments.best_winners(n, "linear"),
        "logistic luck, square-root taste": tournaments.best_winners(n, "sqrt"),
        "logistic luck, logarithmic taste": tournaments.best_winners(n, "log"),
        "private ability, linear cost (one prize)": 1,
        "chance by share of all effort (Tullock), nobody minds risk": 1,
    }
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


def _each_way(question: Question, people: tuple[str, ...], brought: Counts, winners: int) -> Answer:
    """Whom the next act pays: in the contest, with a lot for each act, and by the act, for the same purse."""
    contest = (prizes(brought, winners, 1) - prizes(brought, winners)).mean(axis=0) / winners
    lottery = (lots(brought, 1) - lots(brought)).mean(axis=0)
    by_act = 1 / float(brought.sum(axis=1).mean())
    purse, currency = question.at_least("purse", 0), str(question.text("currency"))

    def worth(part: float) -> str:
        return drawn.percent(part) if purse is None else shown(part * purse, currency)

    def between(parts: Array) -> str:
        least, most = worth(float(parts.min())), worth(float(parts.max()))
        return least if least == most else f"{least} to {most}"

    rows: list[Figure] = [
        {
            "person": people[place],
            "in the contest": worth(float(contest[place])),
            "by lot": worth(float(lottery[place])),
        }
        for place in np.argsort(-contest, kind="stable")
    ]
    of = " of the purse" if purse is None else ""
    return Answer(
        name="contest: or a lottery, or pay by the act",
        says=f"One more act is worth {between(contest)}{of} to her in the contest, {between(lottery)} with a lot for "
        f"each act, and {worth(by_act)} to everybody by the act. A lottery needs counsel first: chance and a prize "
        "for something done are what the law of sweepstakes is about.",
        unit="share",
        point=float(contest.max()),
        interval80=None,
        interval95=None,
        n=len(people),
        method=f"The same 20,000 quarters with and without the act; {winners} equal prizes, one lot drawn for all.",
        assumptions=("Nobody tries harder for the next act because of what it is worth.",),
        grade="C",
        currency=currency,
        figures={"what one more act is worth": rows},
        beside=("contests",),
    )


STUDY = Study("contest", "Whether to run a contest, and with how many prizes", SETTINGS, answer)
