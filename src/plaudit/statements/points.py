"""What stands in the way of a close: the list that is worked off before it, point by point."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plaudit.activities.models import Milestone
from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.grants.find import undecided
from plaudit.ledger.closed import closed, earned_by_person
from plaudit.people.arrive import watermark
from plaudit.people.recorded import standing
from plaudit.plans.programs.find import in_force
from plaudit.plans.signoff.find import unsigned
from plaudit.statements.budget import used
from plaudit.statements.disputes.stands import open_disputes
from plaudit.statements.models import Decision, Draft, Prepared
from plaudit.values.period import Period

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
    let = standing_decisions(draft)
    found = [*_counted(draft), _approved(let)]
    return tuple(Point(each.code, each.title, each.says, each.done, let.get(each.code)) for each in found)


def standing_decisions(draft: Draft) -> Mapping[str, Decision]:
    """By point: who let it stand first, and who approved last, if nothing was let stand afterwards.

    What was decided after an approval did not stand on the approver's screen.
    """
    let: dict[str, Decision] = {}
    for each in Decision.objects.filter(draft=draft, digest=draft.digest).order_by("pk"):
        if each.point == APPROVE:
            let[APPROVE] = each
        elif each.point not in let:
            let[each.point] = each
            let.pop(APPROVE, None)
    return let


def in_the_way(draft: Draft) -> tuple[Point, ...]:
    return tuple(point for point in points(draft) if point.open)


def news(draft: Draft) -> int:
    """How many arrivals there were since: what they tell becomes adjustments after the close."""
    return watermark() - draft.watermark


def _counted(draft: Draft) -> Iterator[Point]:
    days = {"on__gte": draft.starts, "on__lt": draft.ends}
    unverified = standing(Milestone).filter(verified=False, **days).count()
    yield _point("unverified", "Verified", unverified, "Milestones of the period that wait to be verified: {n}.")
    told = list(Prepared.objects.filter(draft=draft).values_list("person", "told"))
    unknown = sum(each["unknown"] for _, each in told)
    yield _point("unknown", "Calculated", unknown, "Amounts that cannot be calculated, each with its problem: {n}.")
    held = sum(bool(section["held"]) for _, each in told for section in each["sections"])
    yield _point("held", "Exchange rates", held, "Statements that wait for an exchange rate: {n}.")
    adjusted = sum(each["adjustments"] for _, each in told)
    yield _point("adjustments", "Adjustments", adjusted, "Lines of closed periods that pay another amount now: {n}.")
    different = len({person for person, _ in _differing(told, draft)})
    yield _point(
        "differences", "Differences", different, "People who earn at least twice or half as much as last time: {n}."
    )
    near = sum(budget.near for budget in used(draft, (each for _, each in told)))
    yield _point("budget", "Budget", near, "Budgets of which nine tenths or more are used, or nobody knows: {n}.")
    yield _point("signed", "Signed", _unsigned(draft), "People who have not signed a plan that wants it signed: {n}.")
    waiting = len(undecided(Period(draft.starts, draft.ends)))
    yield _point("grants", "Grants", waiting, "Grants of the period that wait for their second person: {n}.")
    disputed = len(open_disputes(draft.period))
    yield _point("disputes", "Disputes", disputed, "Lines of the period that somebody disputes: {n}.")


def _unsigned(draft: Draft) -> int:
    """Of the plans that a period does not close without; of others it is asked for and nothing more."""
    period, kinds = Period(draft.starts, draft.ends), catalogue()
    wanting = [
        program
        for program, plans in in_force(period, kinds).items()
        if any(plan.sign_off == "required" for plan in plans)
    ]
    return sum(len(unsigned(program, period, kinds)) for program in wanting)


def differing(draft: Draft) -> dict[tuple[str, str], tuple[int, int]]:
    """Whose earnings of the period are at least twice or half those of the period before.

    By person and the plan's currency: both amounts, in minor units.
    """
    return _differing(Prepared.objects.filter(draft=draft).values_list("person", "told"), draft)


def _differing(told: Iterable[tuple[str, Any]], draft: Draft) -> dict[tuple[str, str], tuple[int, int]]:
    before = [each for each in closed() if each.period.end <= draft.starts]
    if not before:
        return {}
    then, now = earned_by_person(before[-1].name), _earned(told)
    both = {key: (then.get(key, 0), now.get(key, 0)) for key in sorted({*then, *now})}
    return {key: (was, is_) for key, (was, is_) in both.items() if _differs(was, is_)}


def _differs(was: int, is_: int) -> bool:
    return max(was, is_) >= TIMES * min(was, is_) and was != is_


def _earned(told: Iterable[tuple[str, Any]]) -> dict[tuple[str, str], int]:
    earned: dict[tuple[str, str], int] = {}
    for person, each in told:
        for section in each["sections"]:
            key = (person, section["currency"])
            earned[key] = earned.get(key, 0) + section["earned"]
    return earned


def _approved(let: Mapping[str, Decision]) -> Point:
    says = "Somebody who wrote none of the plans and did not prepare this draft approves it."
    return Point(APPROVE, "Approved", says, APPROVE in let)


def _point(code: str, title: str, found: int, says: str) -> Point:
    return Point(code, title, says.format(n=found) if found else "Nothing.", not found)
