"""Acts of the same units that nobody paid for: did the program take from them, and what is left net of it (M6)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Grade, Refusal, Said, Unanswered, more, verdict
from plaudit.evidence.methods import lots, panel
from plaudit.evidence.methods.panel import Change, difference, halves
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.seen import LEAST_EVENTS, Seen, side_empty

Array = NDArray[np.float64]


def unpaid(seen: Seen, question: Question, grade: Grade) -> Iterator[Said]:
    name = f"lift: {seen.launch.title}, acts that it does not pay"
    others, refusal = seen.unpaid, refused(seen)
    if others is None or refusal is not None:
        if refusal is not None:
            yield Unanswered(name, refusal)
        return
    paid, free, both = (_changed(seen, counts) for counts in (seen.counts, others, seen.counts + others))
    parts = halves(others, seen.exposure, seen.before, seen.during)
    p = panel.by_lot(parts, seen.treated, lots.redrawn(seen.treated, question.random(name), seen.pairs))
    at = looks.bound(seen, question)
    bounds, together = looks.interval(free, 0.8, at), looks.interval(both, 0.8, at)
    yield Answer(
        name=name,
        says=f"{_took(free, at)}: those changed by {drawn.change(free.share)} among the same {seen.launch.those} "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}). Paid and unpaid together: "
        f"{drawn.change(both.share)} (80 %: {drawn.change(together[0])} to {drawn.change(together[1])}).",
        unit="percent",
        point=free.share,
        interval80=bounds,
        interval95=looks.interval(free, 0.95, at),
        n=len(seen.units),
        events=float(others.sum()),
        method="The same difference in differences of the acts that it does not pay, and of all acts.",
        assumptions=("Effort that went from unpaid to paid acts went there within the same months.",),
        diagnostics=(
            Diagnostic("unpaid acts did not fall", free.share, passed=bounds[1] >= 0),
            *looks.looked(free, at),
        ),
        grade=grade,
        figures={
            "change by what is paid": _rows({"paid": paid, "not paid": free, "both": both}, at),
            "acts a month, paid or not": _table(seen, others),
            "unpaid acts lost for a paid one more": _lost(seen, others, (paid, free)),
            "p by drawing anew": p,
        },
    )
    yield _triple(seen, others, grade, at)


def refused(seen: Seen) -> Refusal | None:
    if seen.unpaid is None:
        missing = "Which kinds of act it pays for is not said, so those that it does not pay cannot be told apart."
        return Refusal("kinds-unsaid", missing, "--set kinds=... with the kinds that it pays for.")
    known = int(seen.unpaid.sum())
    if known < LEAST_EVENTS:
        missing = f"{known} acts of kinds that it does not pay are too few."
        return Refusal("unpaid-too-few", missing, f"{more(LEAST_EVENTS - known, 'acts')} of such kinds.")
    return side_empty(seen, seen.unpaid)


def _changed(seen: Seen, counts: Array) -> Change:
    return difference(halves(counts, seen.exposure, seen.before, seen.during), seen.treated, seen.pairs)


def _took(free: Change, at: looks.Bound | None) -> str:
    word = looks.word(Change(-free.log, free.error, free.free), at)
    return verdict(word, "it took from acts that it does not pay")


def _rows(changes: dict[str, Change], at: looks.Bound | None) -> list[Figure]:
    ends = {name: looks.interval(change, 0.8, at) for name, change in changes.items()}
    return [
        {"acts": name, "low": ends[name][0], "middle": change.share, "high": ends[name][1]}
        for name, change in changes.items()
    ]


def _table(seen: Seen, others: Array) -> list[Figure]:
    rows: list[Figure] = []
    for who, mask in (("treated", seen.treated), ("others", ~seen.treated)):
        for acts, counts in (("paid", seen.counts), ("not paid", others)):
            before = float(counts[mask][:, seen.before].sum() / seen.pre)
            during = float(counts[mask][:, seen.during].sum() / seen.post)
            rows.append({"who": who, "acts": acts, "before": before, "during": during})
    return rows


def _lost(seen: Seen, others: Array, changes: tuple[Change, Change]) -> float | None:
    """Both against what there would have been; None where no paid one was won or no unpaid one lost."""
    won, kept = (
        counts[seen.treated][:, seen.during].sum() * (1 - np.exp(-change.log))
        for counts, change in zip((seen.counts, others), changes, strict=True)
    )
    return float(-kept / won) if won > 0 > kept else None


def _triple(seen: Seen, others: Array, grade: Grade, at: looks.Bound | None) -> Answer:
    """Whatever else changed for these people is in both kinds of act, and goes out."""
    paid, free = (halves(counts, seen.exposure, seen.before, seen.during) for counts in (seen.counts, others))
    both = panel.triple(paid, free, seen.treated, seen.pairs)
    bounds = looks.interval(both, 0.8, at)
    return Answer(
        name=f"lift: {seen.launch.title}, against their unpaid acts",
        says=f"Against acts of the same {seen.launch.those} that it does not pay: {drawn.change(both.share)} "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}).",
        unit="percent",
        point=both.share,
        interval80=bounds,
        interval95=looks.interval(both, 0.95, at),
        n=len(seen.units),
        events=float(seen.counts.sum() + others.sum()),
        method="Triple difference; effort taken from unpaid acts would be counted as effect.",
        diagnostics=tuple(looks.looked(both, at)),
        grade=grade,
    )
