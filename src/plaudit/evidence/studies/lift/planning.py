"""How to find out: draw half of the units by lot, and how long that takes (M7)."""

from collections.abc import Iterator
from itertools import zip_longest

import numpy as np

from plaudit.evidence.answer import Answer, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import cuped, lots, panel, power, sequential
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.adjusted import WEEKS

LEAST, LOOKS, LONGEST = 4, 4, 12


def planning(question: Question, units: tuple[str, ...], counts: np.ndarray) -> Iterator[Said]:
    """By the rate of the past months; the scatter between units makes it longer."""
    effect = question.at_least("effect", 1.01)
    if effect is None:
        return
    active = counts.sum(axis=1) > 0
    size = int(active.sum())
    if size < 2 * LEAST:
        missing = f"{size} units bring acts; drawing by lot needs {LEAST} on each side."
        yield Unanswered(
            "planning", Refusal("units-too-few", missing, f"{more(2 * LEAST - size, 'units')} that bring acts.")
        )
        return
    rate = float(counts[active].sum() / (size * counts.shape[1]))
    scatter = max(1.0, panel.dispersion(counts[active]))
    months = power.exposure_for_rates(rate, rate * effect) * scatter / (size / 2)
    feasible = months <= LONGEST
    names = [units[place] for place in np.argsort(-counts.sum(axis=1), kind="stable") if active[place]]
    told = size // 2 >= lots.ENOUGH_PAIRS
    sides = list((_pairs if told else _halves)(names, question.random("pairs")))
    gain = f"{effect - 1:.0%}".replace("%", " %")
    how = (
        f"takes {int(np.ceil(months))} months"
        if feasible
        else f"is not feasible: it would take {months / 3:.0f} quarters"
    )
    yield Answer(
        name="planning",
        says=f"To see {gain} more acts with 80 % power, drawing half of {size} units by lot {how}. "
        + _how(size // 2, in_pairs=told),
        unit="months",
        point=float(months),
        interval80=None,
        interval95=None,
        n=size,
        events=float(counts.sum()),
        method=f"Two Poisson rates, {rate:.2g} acts a unit and month, scatter {scatter:.2g} times chance.",
        grade="C",
        figures={
            "drawn by lot": [{"gets the program": own, "goes without": other} for own, other in sides],
            "to judge it by this lot later": "pairs=" + ", ".join(f"{own}:{other}" for own, other in sides)
            if told
            else "randomised=yes",
            "months by what is compared": _readings(counts[active], rate, effect),
            "smallest p that the lot can give": lots.least_p_of_pairs(len(sides))
            if told
            else lots.least_p(size, size // 2),
            "bounds for four quarterly looks": list(sequential.obrien_fleming(LOOKS)),
        },
    )


def _readings(counts: np.ndarray, rate: float, effect: float) -> list[Figure]:
    """How long each way to compare takes for the same power; None is never: people differ more than any time tells."""
    found, before = cuped.scatter(counts), counts.shape[1]
    # A raise of the rate raises what varies from month to month as well, on one of the two sides.
    found = cuped.Scatter(found.between, found.within * (1 + effect) / 2)
    variance = (rate * (effect - 1) / power.z(0.8)) ** 2 * len(counts) / 4
    left = {
        "the program's months alone": found.between,
        "less the months before": found.within / before,
        "adjusted for the months before (CUPED)": found.left(before),
    }
    months = {name: found.months(variance, each) for name, each in left.items()}
    alone = months["the program's months alone"]
    return [
        {"compared": name, "months": each, "weeks saved": (alone - each) * WEEKS if alone and each else None}
        for name, each in months.items()
    ]


def _how(pairs: int, *, in_pairs: bool) -> str:
    if in_pairs:
        return "The pairs below are alike in what they brought; a coin decides within each."
    least = lots.least_p_of_pairs(pairs)
    return f"Coins in {pairs} pairs could prove nothing (smallest p {least:.2g}), so half of them are drawn at once."


def _pairs(names: list[str], random: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Neighbours by what they brought, the one whom the coin chose first."""
    for first, second in zip(names[::2], names[1::2], strict=False):
        yield (first, second) if random.random() < 0.5 else (second, first)


def _halves(names: list[str], random: np.random.Generator) -> Iterator[tuple[str | None, str]]:
    """The smaller half gets it."""
    drawn = [names[place] for place in random.permutation(len(names))]
    half = len(names) // 2
    yield from zip_longest(sorted(drawn[:half]), sorted(drawn[half:]))
