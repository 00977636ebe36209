"""How to find out: draw by lot who gets a program, how much of it or when, and how long that takes (M7)."""

from collections.abc import Iterator, Mapping
from math import ceil

import numpy as np

from plaudit.evidence.answer import Answer, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import lots, sequential
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import duration, rollout
from plaudit.evidence.studies.lift.adjusted import WEEKS
from plaudit.evidence.studies.lift.duration import ADJUSTED, ALONE, LESS

LEAST, LOOKS, LONGEST = 4, 4, 12


def planning(question: Question, units: tuple[str, ...], counts: np.ndarray) -> Iterator[Said]:
    """By the rate of the past months and how they scatter; planned so that the comparison to come sees the effect."""
    effect = question.at_least("effect", 1.01)
    wanted = rollout.asked(question)
    if effect is None:
        return
    active = counts.sum(axis=1) > 0
    size, groups = int(active.sum()), max(2, len(wanted.arms))
    if size < groups * LEAST:
        missing = f"{size} units bring acts; drawing by lot needs {LEAST} on each side."
        yield Unanswered(
            "planning", Refusal("units-too-few", missing, f"{more(groups * LEAST - size, 'units')} with acts.")
        )
        return
    names = [units[place] for place in np.argsort(-counts.sum(axis=1), kind="stable") if active[place]]
    known = duration.expected(counts[active])
    plans = {rollout.HALVES: _halves, rollout.STEPS: _steps}
    yield plans.get(wanted.shape, _arms)(question, names, known, effect)


def _halves(question: Question, names: list[str], known: duration.Expected, effect: float) -> Answer:
    size, told = len(names), rollout.in_pairs(len(names))
    sides = rollout.halves(names, question.random("pairs"))
    found = duration.readings(known, effect, (size // 2, size // 2 if told else size - size // 2), in_pairs=told)
    return _answer(
        known,
        f"To see {_gain(effect)} more acts with 80 % power, drawing half of {size} units by lot "
        f"{_takes(found[LESS])}{_sooner(found)}. {_how(size // 2, in_pairs=told)}",
        found[LESS],
        {
            "drawn by lot": [{"gets the program": own, "goes without": other} for own, other in sides],
            "to judge it by this lot later": "pairs=" + ", ".join(f"{own}:{other}" for own, other in sides)
            if told
            else "randomised=yes",
            "months by what is compared": _compared(found),
            "smallest p that the lot can give": lots.least_p_of_pairs(len(sides))
            if told
            else lots.least_p(size, size // 2),
            "bounds for four quarterly looks": list(sequential.obrien_fleming(LOOKS)),
        },
        size,
    )


def _steps(question: Question, names: list[str], known: duration.Expected, effect: float) -> Answer:
    """A third of the drawn half starts each quarter; the others start when it is judged."""
    *starts, last = rollout.steps(names, question.random("steps"))
    months = duration.in_steps(known, effect, tuple(map(len, starts)), len(last))
    at_once = duration.readings(known, effect, (len(names) - len(last), len(last)), in_pairs=False)[LESS]
    groups = {f"quarter {place}": start for place, start in enumerate(starts, 1)} | {"when it was judged": last}
    return _answer(
        known,
        f"To see {_gain(effect)} more acts with 80 % power, starting with a part of {len(names)} units in each of "
        f"three quarters {_takes(months)} from the first start; starting with half of them at once {_takes(at_once)}.",
        months,
        {
            "drawn by lot": rollout.rows("starts in", groups),
            "to judge it by this lot later": "a row of programs.csv for each who starts, with her own day",
            "months if half of them start at once": at_once,
        },
        len(names),
    )


def _arms(question: Question, names: list[str], known: duration.Expected, effect: float) -> Answer:
    """Each arm is held against the first, and the error is shared between these comparisons."""
    arms = rollout.asked(question).arms
    groups = rollout.arms(names, len(arms), question.random("arms"))
    sides = len(groups[1]), len(groups[0])
    found = duration.readings(known, effect, sides, in_pairs=False, alpha=0.05 / (len(arms) - 1))
    return _answer(
        known,
        f"To see {_gain(effect)} more acts of an arm against {arms[0]} with 80 % power, drawing {len(names)} units by "
        f"lot into {len(arms)} arms {_takes(found[LESS])}{_sooner(found)}.",
        found[LESS],
        {
            "drawn by lot": rollout.rows("arm", dict(zip(arms, groups, strict=True))),
            "to judge it by this lot later": "randomised=yes, with the arm of whoever gets something in programs.csv",
            "months by what is compared": _compared(found),
        },
        len(names),
    )


def _answer(
    known: duration.Expected, says: str, months: float | None, figures: Mapping[str, Figure], size: int
) -> Answer:
    return Answer(
        name="planning",
        says=says,
        unit="months",
        point=months,
        interval80=None,
        interval95=None,
        n=size,
        events=known.rate * size * known.before,
        method=f"Ratio of ratios of Poisson rates, {known.rate:.2g} acts a unit and month, scatter "
        f"{known.noise() * known.rate:.2g} times chance, {known.before} months known before; Student's t over units.",
        grade="C",
        figures=figures,
    )


def _gain(effect: float) -> str:
    return f"{effect - 1:.0%}".replace("%", " %")


def _takes(months: float | None) -> str:
    if months is None:
        return "is not feasible: the months before scatter so much that no time is enough"
    if months > LONGEST:
        return f"is not feasible: it would take {ceil(months / duration.MONTHS_OF_A_QUARTER)} quarters"
    return f"takes {more(ceil(months), 'months').replace(' more', '')}"


def _sooner(found: Mapping[str, float | None]) -> str:
    """What the second answer to a lot would need, where it tells sooner."""
    plain, adjusted = found[LESS], found[ADJUSTED]
    if adjusted is None or (plain is not None and ceil(adjusted) >= ceil(plain)):
        return ""
    return f"; adjusted for what each brought before, it {_takes(adjusted)}"


def _compared(found: Mapping[str, float | None]) -> list[Figure]:
    alone = found[ALONE]
    return [
        {"compared": name, "months": each, "weeks saved": (alone - each) * WEEKS if alone and each else None}
        for name, each in found.items()
    ]


def _how(pairs: int, *, in_pairs: bool) -> str:
    if in_pairs:
        return "The pairs below are alike in what they brought; a coin decides within each."
    least = lots.least_p_of_pairs(pairs)
    return f"Coins in {pairs} pairs could prove nothing (smallest p {least:.2g}), so half of them are drawn at once."
