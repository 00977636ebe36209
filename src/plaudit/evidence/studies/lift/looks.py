"""Looking more than once: which bound holds at this look, how wide that makes every answer, or that none holds (M7)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scipy import stats

from plaudit.evidence.answer import CANNOT_TELL, Answer, Diagnostic, Interval, Refusal, Said, in_words, worst
from plaudit.evidence.methods.panel import Change
from plaudit.evidence.methods.sequential import obrien_fleming, spending
from plaudit.evidence.observed.panel import months
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.pairs import by_lot
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.values.refused import Refused

# Beyond that, look by a rule that holds whenever one looks.
MOST_LOOKS = 20
WIDE = 0.8
# With what the diagnostic of a look begins.
LOOK = "look "
# As many looks as somebody likes, and how the diagnostic of a rule begins that holds at all of them.
ANY = "any"
AT_ANY = f"{LOOK}of any number"
Information = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Bound:
    """How far out an effect must be at this look, so that all looks together err once in twenty times.

    `wide` is the same for one error in five, which is what an 80 % interval allows.
    """

    says: str
    height: float
    wide: float


def peeked(question: Question) -> Refusal | None:
    """Whoever looks more often than was said before the start sees what chance brings in the end.

    Only counts of one start that was drawn by lot can be told at any look.
    """
    counted = question.text("metric") is None
    drawn = counted and by_lot(question)
    if question.text("looks") == ANY:
        missing = "It is looked at whenever somebody likes: no p-value and no interval of one look holds then."
        lot = "A start drawn by lot (randomised=yes, or pairs), or a number" if counted and not drawn else "A number"
        return Refusal("peeked", missing, f"{lot} of looks, as said before the start.")
    looks, look = question.between("looks", 1, MOST_LOOKS), question.between("look", 1)
    if look <= looks:
        return None
    said = f"{looks} {'was' if looks == 1 else 'were'} said before the start"
    missing = f"This is look {look}, and {said}: no p-value and no interval holds any more."
    new = "A new start, with as many looks as will be taken said before it, or looked=... with the days of all others"
    lot = "; a start drawn by lot (randomised=yes, or pairs) has a rule that holds at any look"
    return Refusal("peeked", missing, f"{new}{lot if counted and not drawn else ''}.")


def refused(launch: Launch, question: Question) -> Refusal | None:
    if question.text("looked") is None:
        return peeked(question)
    if launch.end is None:
        missing = (
            "It was looked at before, and has no last day: how much of all there will be was known then is unknown."
        )
        return Refusal("end-unknown", missing, "The last day, as said before the start, as `to` in programs.csv.")
    return None


def of_two_stretches(before: int, during: int) -> float:
    """The months before the start are known at every look."""
    return 1 / (1 / before + 1 / during)


def bound(seen: Seen, question: Question, information: Information = of_two_stretches) -> Bound | None:
    """None where this is the only look; `information` is what so many months before and during the program tell."""
    if question.text("looked") is not None:
        times = _times(seen, question, information)
        said = f"{times[-1]:.0%}".replace("%", " %")
        name = f"{LOOK}{len(times)}, at {said} of what will be known: how far out, and the bound of Lan and DeMets"
        return Bound(name, spending(times)[-1], spending(times, 1 - WIDE)[-1])
    looks, look = question.between("looks", 1, MOST_LOOKS), question.between("look", 1)
    if looks == 1:
        return None
    name = f"{LOOK}{look} of {looks}: how far out, and the bound of O'Brien and Fleming"
    return Bound(name, obrien_fleming(looks)[look - 1], obrien_fleming(looks, 1 - WIDE)[look - 1])


def reach(free: float, level: float, at: Bound | None) -> float:
    """How many errors an interval goes to either side: at a look, so far that all looks together hold the level.

    These are repeated confidence intervals (Jennison and Turnbull 1989): whoever stops because of what she saw does
    not spoil them.
    """
    height = stats.norm.ppf((1 + level) / 2) if at is None else at.wide if level == WIDE else at.height
    return float(stats.t.isf(stats.norm.sf(height), max(free, 1.0)))


def interval(found: Change, level: float, at: Bound | None) -> Interval:
    return found.within(reach(found.free, level, at))


def passed(found: Change, at: Bound | None) -> bool:
    return at is None or out(found) >= at.height


def out(found: Change) -> float:
    """As far out in a normal distribution as the effect is in its own."""
    return float(stats.norm.isf(stats.t.sf(abs(found.log / found.error), found.free))) if found.error > 0 else 0.0


def word(found: Change, at: Bound | None) -> str:
    """How likely it is that it rose; below the bound of this look nobody can tell."""
    rose = float(stats.t.cdf(found.log / found.error, found.free)) if found.error > 0 else 0.5
    return in_words(rose) if passed(found, at) else CANNOT_TELL


def looked(found: Change, at: Bound | None) -> Iterator[Diagnostic]:
    if at is not None:
        yield Diagnostic(at.says, [out(found), at.height], passed=passed(found, at))


def told(said: Said, question: Question) -> Said:
    """No answer leaves a study that was looked at before as though it had not been."""
    if not isinstance(said, Answer) or (question.text("looked") is None and question.text("looks") == "1"):
        return said
    if any(each.name.startswith(AT_ANY) for each in said.diagnostics):
        return said
    if any(each.name.startswith(LOOK) for each in said.diagnostics):
        wider = "Its intervals are as wide as looking so often asks; a p beside them holds for a single look."
        return replace(said, says=f"{said.says} {wider}")
    none = "No bound is known for this way to compare: its intervals and its p hold for a single look, not for several."
    unbounded = Diagnostic(f"{LOOK}among several, for which no bound is known", None, passed=False)
    return replace(
        said,
        says=f"{said.says} {none}",
        grade=worst([said.grade, "C"]),
        diagnostics=(*said.diagnostics, unbounded),
    )


def days(question: Question) -> tuple[date, ...]:
    """The looks before this one."""
    try:
        found = tuple(date.fromisoformat(written) for written in question.named("looked"))
    except ValueError as wrong:
        said = f"--set looked={question.text('looked')}: write days as 2026-04-30, 2026-06-15."
        raise Refused("setting-unreadable", said) from wrong
    if found and question.text("looks") != "1":
        raise Refused(
            "setting-out-of-range", "Say either `looks`, which are even, or the days on which it was `looked` at."
        )
    return found


def _times(seen: Seen, question: Question, information: Information) -> tuple[float, ...]:
    """What share of the last look's information each look had, this one last."""
    start, end = seen.launch.start, seen.launch.end
    known = {_whole(start, day + timedelta(days=1)) for day in days(question)} - {0}
    if any(each > seen.post for each in known):
        said = f"--set looked={question.text('looked')}: these days are before this look, which is on the snapshot."
        raise Refused("setting-out-of-range", said)
    planned = max(seen.post, _whole(start, start if end is None else end))
    last = information(seen.pre, planned)
    return tuple(information(seen.pre, each) / last for each in sorted(known | {seen.post}))


def _whole(start: date, end: date) -> int:
    return max(len(months(start, end)) - 1, 0)
