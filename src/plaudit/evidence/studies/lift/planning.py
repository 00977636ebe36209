"""How to find out: draw half of the units by lot, and how long that takes (M7)."""

from collections.abc import Iterator

import numpy as np

from plaudit.evidence.answer import Answer, Figure, Refusal, Said, Unanswered, more
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
            "pairs drawn by lot": _pairs(units, counts, active, question),
            "smallest p that the lot can give": lots.least_p(size, size // 2),
            "bounds for four quarterly looks": list(sequential.obrien_fleming(LOOKS)),
        },
    )


def _pairs(
    units: tuple[str, ...],
    counts: np.ndarray,
    active: np.ndarray,
    question: Question,
) -> list[Figure]:
    totals = counts.sum(axis=1)
    order = [place for place in np.argsort(-totals, kind="stable") if active[place]]
    random = question.random("pairs")
    pairs: list[Figure] = []
    for first, second in zip(order[::2], order[1::2], strict=False):
        drawn = (first, second) if random.random() < 0.5 else (second, first)
        pairs.append({"gets the program": units[drawn[0]], "goes without": units[drawn[1]]})
    return pairs
