"""A draw by lot, adjusted for what each unit brought before it, and how much sooner that tells (M7)."""

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered, more
from plaudit.evidence.methods import cuped, lots
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.seen import Seen, among, with_accounts

WEEKS, LEAST_DRAWN = 365.25 / 12 / 7, 4
# What takes next to nothing out of the scatter tells nothing sooner.
LEAST_TAKEN = 0.01


def adjusted(everybody: Seen, question: Question, at: looks.Bound | None = None) -> Said:
    """Rates of the program's months, each held to what its unit's own months before foretell."""
    name = f"lift: {everybody.launch.title}, adjusted for the months before"
    seen = among(everybody, with_accounts(everybody))
    smaller = min(int(seen.treated.sum()), int((~seen.treated).sum()))
    if smaller < LEAST_DRAWN:
        missing = f"Of one side {smaller} {seen.launch.those} held accounts in every month; it needs {LEAST_DRAWN}."
        return Unanswered(
            name, Refusal("units-too-few", missing, f"{more(LEAST_DRAWN - smaller, seen.launch.those)} with accounts.")
        )
    before, after = (
        seen.counts[:, months].sum(axis=1) / seen.exposure[:, months].sum(axis=1)
        for months in (seen.before, seen.during)
    )
    found = cuped.adjusted(before, after, seen.treated, seen.pairs)
    if found is None:
        missing = "One side brought next to nothing during the program, so there is no rate to compare with."
        return Unanswered(name, Refusal("side-empty", missing, "Acts of both sides in the months of the program."))
    change, bounds = found.change, looks.interval(found.change, 0.8, at)
    sooner = cuped.scatter(seen.counts[:, seen.before] / seen.exposure[:, seen.before]).sooner(seen.pre, seen.post)
    lot = lots.redrawn(seen.treated, question.random(name), seen.pairs)
    weeks = None if sooner is None or found.taken < LEAST_TAKEN else sooner * WEEKS
    return Answer(
        name=name,
        says=f"Adjusted for what each brought before: {drawn.change(change.share)} "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}). "
        f"That takes out {drawn.percent(found.taken)} of the scatter between them{_saved(weeks, seen.post)}.",
        unit="percent",
        point=change.share,
        interval80=bounds,
        interval95=looks.interval(change, 0.95, at),
        n=len(seen.units),
        events=float(seen.counts.sum()),
        method="CUPED: rates of the program's months, less their slope on the rates of the months before.",
        assumptions=("The lot, and nothing else, said who was treated.",),
        diagnostics=(Diagnostic("slope on the months before (theta)", found.slope), *looks.looked(change, at)),
        grade="A",
        figures={
            "p by drawing anew": cuped.by_lot(before, after, seen.treated, lot),
            "share of the scatter between them taken out": found.taken,
            "weeks saved": weeks,
            "left out, without accounts in some month": len(everybody.units) - len(seen.units),
        },
    )


def _saved(weeks: float | None, months: int) -> str:
    if weeks is None or weeks < 0.5:
        return "; no week is saved by it"
    return f": what {months} months of the program tell alone, it told {weeks:.0f} weeks sooner"
