"""How to find out: draw half of the units by lot, and how long that takes (M7)."""

from collections.abc import Iterator

import numpy as np

from plaudit.evidence.answer import Answer, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import lots, panel, power, sequential
from plaudit.evidence.question import Question

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
    pairs = list(_pairs(counts, active, question.random("pairs")))
    gain = f"{effect - 1:.0%}".replace("%", " %")
    how = (
        f"takes {int(np.ceil(months))} months"
        if feasible
        else f"is not feasible: it would take {months / 3:.0f} quarters"
    )
    yield Answer(
        name="planning",
        says=f"To see {gain} more acts with 80 % power, drawing half of {size} units by lot {how}. "
        "The pairs below are alike in what they brought; a coin decides within each.",
        unit="months",
        point=float(months),
        interval80=None,
        interval95=None,
        n=size,
        events=float(counts.sum()),
        method=f"Two Poisson rates, {rate:.2g} acts a unit and month, scatter {scatter:.2g} times chance.",
        grade="C",
        figures={
            "pairs drawn by lot": [
                {"gets the program": units[first], "goes without": units[second]} for first, second in pairs
            ],
            "to judge it by these pairs later": "pairs="
            + ", ".join(f"{units[first]}:{units[second]}" for first, second in pairs),
            "smallest p that the lot can give": lots.least_p(size, size // 2),
            "bounds for four quarterly looks": list(sequential.obrien_fleming(LOOKS)),
        },
    )


def _pairs(counts: np.ndarray, active: np.ndarray, random: np.random.Generator) -> Iterator[tuple[int, int]]:
    """Neighbours by what they brought, the one whom the coin chose first."""
    order = [int(place) for place in np.argsort(-counts.sum(axis=1), kind="stable") if active[place]]
    for first, second in zip(order[::2], order[1::2], strict=False):
        yield (first, second) if random.random() < 0.5 else (second, first)
