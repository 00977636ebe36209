"""Deciding about a draft: approving it, or letting a point of its list stand, by somebody who may."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.plans.programs.models import Version
from plaudit.statements.drafts import not_discarded
from plaudit.statements.models import Decision, Draft, Prepared
from plaudit.statements.points import APPROVE, points, standing_decisions
from plaudit.values.refused import Refused


@dataclass(frozen=True, slots=True)
class Said:
    """A point of the list, the digest of the draft that was on the screen, and why it may stand."""

    point: str
    shown: str
    why: str = ""


@transaction.atomic
def decide(draft: Draft, said: Said, *, by: Reader, at: datetime) -> Decision:
    """Deciding the same again answers with what stands.

    Raises Refused where the draft is another one by now, the decision is not hers, or something would be open on the
    list that she approves.
    """
    hold()
    point, shown, why = said.point, said.shown, said.why
    if not (by.finance or by.operations):
        raise Refused("not-hers", "Finance or operations decide about a close.")
    standing = standing_decisions(draft).get(point)
    if standing is not None and standing.by == by.key:
        return standing
    not_discarded(draft)
    if draft.ready_at is None or shown != draft.digest:
        raise Refused("draft-changed", f"The draft of {draft.period} is not the one that was shown: look at it again.")
    listed = points(draft)
    if point not in {each.code for each in listed}:
        raise Refused("point-unknown", f"There is no point {point} on the list of {draft.period}.")
    if point == APPROVE:
        _may_approve(draft, by)
        for each in listed:
            if each.open and each.code != APPROVE:
                raise Refused("points-open", f"{each.says} Approve when nothing else stands in the way.")
    elif not why.strip():
        raise Refused("reason-missing", "Say why it may stand: an auditor will ask.")
    journal("approved" if point == APPROVE else "let stand", f"draft {draft.pk} {point}", by=by.key, at=at, why=why)
    return Decision.objects.create(draft=draft, point=point, digest=shown, why=why.strip(), by=by.key, at=at)


def _may_approve(draft: Draft, by: Reader) -> None:
    if draft.begun_by == by.key:
        raise Refused("prepared-it", "Who prepared the draft does not approve it: ask somebody else of finance.")
    if Version.objects.filter(arrival__lte=draft.watermark, author=by.key).exists():
        raise Refused("author", "The author of a plan does not approve its payout: ask somebody of finance.")
    hers = Prepared.objects.filter(draft=draft, person=by.key).first()
    if hers is not None and any(section["pays"] for section in hers.told["sections"]):
        raise Refused("own-pay", "Nobody approves what pays her.")
