"""Arms drawn by lot that somebody looks at whenever she likes: an answer that holds at every look (M7)."""

from collections.abc import Iterator

import numpy as np

from plaudit.evidence import drawn
from plaudit.evidence.answer import CANNOT_TELL, Answer, Diagnostic, Interval, Said, Unanswered, in_words, verdict
from plaudit.evidence.methods import anytime, panel
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.compared import MORE_ACTS, comparable
from plaudit.evidence.studies.lift.looks import AT_ANY
from plaudit.evidence.studies.lift.seen import Seen

# More evidence than this is told as this.
MOST = 1e6


def whenever(everybody: Seen, question: Question) -> Iterator[Said]:
    """In the place of all that a single look would tell: nothing else holds after looking so often."""
    name = f"lift: {everybody.launch.title}"
    seen, refusal = comparable(everybody, question)
    if refusal is not None:
        yield Unanswered(name, refusal)
        return
    found = _split(seen)
    parts = panel.halves(seen.counts, seen.exposure, seen.before, seen.during)
    point = panel.difference(parts, seen.treated).share
    usual, wide = (_shares(found.interval(level)) for level in (0.8, 0.95))
    speaks, act = found.evidence(0.95)
    speaks = min(speaks, MOST)
    yield Answer(
        name=name,
        says=f"{_head(usual, wide)}: {drawn.change(point)} "
        f"(80 %: {drawn.change(usual[0])} to {drawn.change(usual[1])}). "
        "This holds however often it is looked at; what holds for a single look only is not told.",
        unit="percent",
        point=point,
        interval80=usual,
        interval95=wide,
        n=len(seen.units),
        events=float(seen.counts.sum()),
        exposure=float(seen.exposure.sum()),
        method="Of all acts of a month, how many are those of the treated, by the accounts they hold and by the ratio "
        "of the months before: a mixture over all changes, that far out at any look less than once in twenty times.",
        assumptions=(
            "The lot, and nothing else, said who was treated.",
            "The others were not touched by it: no shared accounts, no envy.",
            "People scatter from month to month as they did before the start, and nobody drifts away for good.",
        ),
        diagnostics=(
            Diagnostic(f"{AT_ANY}: evidence that it changed, and where it may be acted upon", [speaks, act]),
            Diagnostic("scatter over chance before the start", found.now.scatter),
        ),
        grade="A",
        figures={"evidence that it changed anything": speaks, "act at": act},
        beside=("sellers",),
    )


def _split(seen: Seen) -> anytime.Whenever:
    """What is known before the start says how much counts scatter: it may not hang on what comes after."""
    scatter = max(1.0, panel.dispersion(seen.counts[:, seen.before]))
    past, now = (
        anytime.split(seen.counts[:, months], seen.exposure[:, months], seen.treated, scatter)
        for months in (seen.before, seen.during)
    )
    return anytime.Whenever(past, now)


def _shares(logs: tuple[float, float]) -> Interval:
    return float(np.expm1(logs[0])), float(np.expm1(logs[1]))


def _head(usual: Interval, wide: Interval) -> str:
    """By the wider interval that leaves out that nothing changed."""
    if usual[0] <= 0 <= usual[1]:
        return verdict(CANNOT_TELL, *MORE_ACTS)
    surely = not wide[0] <= 0 <= wide[1]
    chance = (0.95 if surely else 0.8) if usual[0] > 0 else (0.05 if surely else 0.2)
    return verdict(in_words(chance), *MORE_ACTS)
