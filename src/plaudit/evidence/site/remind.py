"""Telling operations that it is time to look again: a plan's `review_on` has come, or enough has matured."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from plaudit.connectors.database.catalogue import catalogue
from plaudit.evidence.site.bring import quietly
from plaudit.evidence.site.draft import recommended
from plaudit.evidence.site.models import PlanDraft
from plaudit.people.access import on_duty
from plaudit.people.models import Duty, Notice
from plaudit.people.tell import tell
from plaudit.plans.programs.find import newest_plans


def remind(*, at: datetime) -> int:
    """How many letters wait now that did not before; each matter is told once."""
    due = [*_days(at), *_counts(at)]
    return sum(_told(what, about, at) for what, about in dict.fromkeys(due))


def _days(at: datetime) -> Iterator[tuple[str, str]]:
    """By the newest published version; a draft that nobody published is somebody's thought."""
    for plan in newest_plans(catalogue()):
        if plan.review_on is not None and plan.review_on <= at.date():
            yield "review-due", f"{plan.key} {plan.review_on}"


def _counts(at: datetime) -> Iterator[tuple[str, str]]:
    """Drafts whose amount rested on too few events."""
    for draft in PlanDraft.objects.filter(needed__isnull=False):
        about = f"{draft.plan} {draft.needed} {draft.pk}"
        if Notice.objects.filter(what="enough-matured", about=about).exists():
            continue
        kept = quietly(draft.study, draft.settings, at=at)
        matured = None if kept is None else recommended(kept.document, draft.settings).matured
        if matured is not None and draft.needed is not None and matured >= draft.needed:
            yield "enough-matured", about


@transaction.atomic
def _told(what: str, about: str, at: datetime) -> int:
    if Notice.objects.filter(what=what, about=about).exists():
        return 0
    those = on_duty(Duty.Kind.OPERATIONS, at.date())
    for person in those:
        tell(person, what, about, at=at)
    return len(those)
