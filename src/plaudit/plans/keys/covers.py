"""`covers`: who is in the plan or the incentive."""

from plaudit.plans.document.scalars import Words
from plaudit.plans.document.shape import Document
from plaudit.plans.incentive import Covers


class CoversDocument(Document):
    """People with any of the roles, in any of the teams, with any of the keys; a key that is absent restricts nothing."""

    role: Words | None = None
    team: Words | None = None
    people: Words | None = None


def covers(document: CoversDocument | None, around: Covers) -> Covers:
    """An incentive narrows its plan: what it does not name, the plan names."""
    if document is None:
        return around
    return Covers(
        role=around.role if document.role is None else tuple(document.role),
        team=around.team if document.team is None else tuple(document.team),
        people=around.people if document.people is None else tuple(document.people),
    )
