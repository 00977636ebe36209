"""Looking more than once: which bound holds at this look, and when none does (M7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scipy import stats

from plaudit.evidence.answer import Diagnostic, Refusal, in_words
from plaudit.evidence.methods.panel import Change
from plaudit.evidence.methods.sequential import obrien_fleming, spending
from plaudit.evidence.observed.panel import months
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.values.refused import Refused

# Beyond that, look by a rule that holds whenever one looks.
MOST_LOOKS = 20


@dataclass(frozen=True, slots=True)
class Bound:
    """How far out an effect must be at this look, so that all looks together err once in twenty times."""

    says: str
    height: float


def peeked(question: Question) -> Refusal | None:
    """Whoever looks more often than was said before the start sees what chance brings in the end."""
    looks, look = question.between("looks", 1, MOST_LOOKS), question.between("look", 1)
    if look <= looks:
        return None
    said = f"{looks} {'was' if looks == 1 else 'were'} said before the start"
    missing = f"This is look {look}, and {said}: no p-value and no interval holds any more."
    smallest = (
        "A new start, with as many looks as will be taken said before it, or looked=... with the days of all others."
    )
    return Refusal("peeked", missing, smallest)


def refused(launch: Launch, question: Question) -> Refusal | None:
    if question.text("looked") is None:
        return peeked(question)
    if launch.end is None:
        missing = (
            "It was looked at before, and has no last day: how much of all there will be was known then is unknown."
        )
        return Refusal("end-unknown", missing, "The last day, as said before the start, as `to` in programs.csv.")
    return None


def bound(seen: Seen, question: Question) -> Bound | None:
    """None where this is the only look."""
    if question.text("looked") is not None:
        times = _times(seen, question)
        said = f"{times[-1]:.0%}".replace("%", " %")
        name = f"look {len(times)}, at {said} of what will be known: how far out, and the bound of Lan and DeMets"
        return Bound(name, spending(times)[-1])
    looks, look = question.between("looks", 1, MOST_LOOKS), question.between("look", 1)
    if looks == 1:
        return None
    name = f"look {look} of {looks}: how far out, and the bound of O'Brien and Fleming"
    return Bound(name, obrien_fleming(looks)[look - 1])


def passed(found: Change, at: Bound | None) -> bool:
    return at is None or out(found) >= at.height


def out(found: Change) -> float:
    """As far out in a normal distribution as the effect is in its own."""
    return float(stats.norm.isf(stats.t.sf(abs(found.log / found.error), found.free))) if found.error > 0 else 0.0


def word(found: Change, at: Bound | None) -> str:
    """How likely it is that it rose; below the bound of this look nobody can tell."""
    rose = float(stats.t.cdf(found.log / found.error, found.free)) if found.error > 0 else 0.5
    return in_words(rose) if passed(found, at) else "cannot tell"


def looked(found: Change, at: Bound | None) -> Iterator[Diagnostic]:
    if at is not None:
        yield Diagnostic(at.says, [out(found), at.height], passed=passed(found, at))


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


def _times(seen: Seen, question: Question) -> tuple[float, ...]:
    """What share of the last look's information each look had, this one last.

    The months before the start are known at every look: information grows as 1 / (1/before + 1/during).
    """
    start, end = seen.launch.start, seen.launch.end
    known = {_whole(start, day + timedelta(days=1)) for day in days(question)} - {0}
    if any(each > seen.post for each in known):
        said = f"--set looked={question.text('looked')}: these days are before this look, which is on the snapshot."
        raise Refused("setting-out-of-range", said)
    planned = max(seen.post, _whole(start, start if end is None else end))
    whole = 1 / seen.pre + 1 / planned
    return tuple(whole / (1 / seen.pre + 1 / each) for each in sorted(known | {seen.post}))


def _whole(start: date, end: date) -> int:
    return max(len(months(start, end)) - 1, 0)
