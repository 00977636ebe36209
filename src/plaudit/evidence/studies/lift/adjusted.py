"""A draw by lot, adjusted for what each unit brought before it, and how much sooner that tells (M7)."""

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered
from plaudit.evidence.methods import cuped, lots
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.seen import Seen

WEEKS = 365.25 / 12 / 7


def adjusted(seen: Seen, question: Question) -> Said:
    """Rates of the program's months, each held to what its unit's own months before foretell."""
    name = f"lift: {seen.launch.title}, adjusted for the months before"
    before, after = (
        seen.counts[:, months].sum(axis=1) / seen.exposure[:, months].sum(axis=1)
        for months in (seen.before, seen.during)
    )
    found = cuped.adjusted(before, after, seen.treated, seen.pairs)
    if found is None:
        missing = "One side brought next to nothing during the program, so there is no rate to compare with."
        return Unanswered(name, Refusal("side-empty", missing, "Acts of both sides in the months of the program."))
    change, bounds = found.change, found.change.interval(0.8)
    sooner = cuped.scatter(seen.counts[:, seen.before] / seen.exposure[:, seen.before]).sooner(seen.pre, seen.post)
    lot = lots.redrawn(seen.treated, question.random(name), seen.pairs)
    weeks = None if sooner is None else sooner * WEEKS
    return Answer(
        name=name,
        says=f"Adjusted for what each brought before: {drawn.change(change.share)} "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}). "
        f"That takes out {drawn.percent(found.taken)} of the scatter between them{_saved(weeks, seen.post)}.",
        unit="percent",
        point=change.share,
        interval80=bounds,
        interval95=change.interval(0.95),
        n=len(seen.units),
        events=float(seen.counts.sum()),
        method="CUPED: rates of the program's months, less their slope on the rates of the months before.",
        assumptions=("The lot, and nothing else, said who was treated.",),
        diagnostics=(Diagnostic("slope on the months before (theta)", found.slope),),
        grade="A",
        figures={
            "p by drawing anew": cuped.by_lot(before, after, seen.treated, lot),
            "share of the scatter between them taken out": found.taken,
            "weeks saved": weeks,
        },
    )


def _saved(weeks: float | None, months: int) -> str:
    if weeks is None or weeks < 0.5:
        return "; no week is saved by it"
    return f": what {months} months of the program tell alone, it told {weeks:.0f} weeks sooner"
