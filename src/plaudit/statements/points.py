"""What stands in the way of a close: the list that is worked off before it, point by point."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plaudit.activities.models import Milestone
from plaudit.ledger.closed import closed, earned_by_person
from plaudit.people.arrive import watermark
from plaudit.people.recorded import standing
from plaudit.statements.models import Decision, Draft, Prepared

APPROVE = "approve"
# Somebody whose earnings at least doubled or halved since the last close is looked at.
TIMES = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the list: what was found, and who let it stand.

    Nothing to do where it is `done`; else somebody may let it stand and say why, or it is done and drafted anew.
    """

    code: str
    title: str
    says: str
    done: bool
    let: Decision | None = None

    @property
    def open(self) -> bool:
        return not self.done and self.let is None


def points(draft: Draft) -> tuple[Point, ...]:
    """The whole list in order; of a draft that is not calculated yet, only that."""
    if draft.ready_at is None:
        return (
            Point("calculated", "Calculated", f"{draft.done} of {draft.people} people are calculated.", done=False),
        )
    if draft.elsewhere:
        return ()
    let = {each.point: each for each in Decision.objects.filter(draft=draft, digest=draft.digest)}
    found = [*_counted(draft), _approved(let)]
    return tuple(Point(each.code, each.title, each.says, each.done, let.get(each.code)) for each in found)


def in_the_way(draft: Draft) -> tuple[Point, ...]:
    return tuple(point for point in points(draft) if point.open)


def news(draft: Draft) -> int:
    """How many arrivals there were since: what they tell becomes adjustments after the close."""
    return watermark() - draft.watermark


def _counted(draft: Draft) -> Iterator[Point]:
    days = {"on__gte": draft.starts, "on__lt": draft.ends}
    unverified = standing(Milestone).filter(verified=False, **days).count()
    yield _point("unverified", "Verified", unverified, "{n} milestones of the period wait to be verified.")
    told = list(Prepared.objects.filter(draft=draft).values_list("person", "told"))
    unknown = sum(each["unknown"] for _, each in told)
    yield _point("unknown", "Calculated", unknown, "{n} amounts cannot be calculated; a problem names why.")
    held = sum(bool(section["held"]) for _, each in told for section in each["sections"])
    yield _point("held", "Exchange rates", held, "{n} statements wait for an exchange rate.")
    adjusted = sum(each["adjustments"] for _, each in told)
    yield _point("adjustments", "Adjustments", adjusted, "{n} lines of closed periods pay another amount now.")
    different = len(differing({person: _earned(each) for person, each in told}, draft))
    yield _point(
        "differences", "Differences", different, "{n} people earn at least twice or half as much as last time."
    )


def differing(now: Mapping[str, int], draft: Draft) -> dict[str, tuple[int, int]]:
    """Whose earnings of the period are at least twice or half those of the period before, with both, in minor units."""
    before = [each for each in closed() if each.period.end <= draft.starts]
    if not before:
        return {}
    then = earned_by_person(before[-1].name)
    both = {person: (then.get(person, 0), now.get(person, 0)) for person in sorted({*then, *now})}
    return {
        person: (was, is_)
        for person, (was, is_) in both.items()
        if max(was, is_) >= TIMES * min(was, is_) and was != is_
    }


def _earned(told: Mapping[str, list[dict[str, int]]]) -> int:
    return sum(section["earned"] for section in told["sections"])


def _approved(let: Mapping[str, Decision]) -> Point:
    says = "Somebody who wrote none of the plans and did not prepare this draft approves it."
    return Point(APPROVE, "Approved", says, APPROVE in let)


def _point(code: str, title: str, found: int, says: str) -> Point:
    return Point(code, title, says.format(n=found) if found else "Nothing.", not found)
