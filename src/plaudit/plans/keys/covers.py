"""`covers`: who is in the plan or the incentive."""

from plaudit.plans.document.scalars import Words
from plaudit.plans.document.shape import Document
from plaudit.plans.incentive import Covers


class CoversDocument(Document):
    """People with any of the roles, in any of the teams, with any of the keys; an absent key restricts nothing."""

    role: Words | None = None
    team: Words | None = None
    people: Words | None = None


def covers(document: CoversDocument | None, around: Covers) -> Covers:
    """What an incentive says of its own stands in the place of all that the plan says."""
    if document is None:
        return around
    return Covers(
        role=_any_of(document.role),
        team=_any_of(document.team),
        people=_any_of(document.people),
    )


def _any_of(words: list[str] | None) -> tuple[str, ...]:
    return () if words is None else tuple(words)
