"""Closing a period: what a draft prepared is booked, its statements are issued, and neither ever changes."""

import json
import zlib
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from plaudit.activities.models import Close
from plaudit.ledger.booking import Booking
from plaudit.ledger.models import Posting
from plaudit.ledger.post import Reason, Sheet, post
from plaudit.people.arrive import arrive, hold
from plaudit.people.journal import journal
from plaudit.people.models import Person
from plaudit.people.tell import tell
from plaudit.statements.drafts import not_discarded, sweep
from plaudit.statements.models import Decision, Draft, Prepared
from plaudit.statements.points import in_the_way
from plaudit.statements.prepare import SOME
from plaudit.values.refused import Refused


@transaction.atomic
def close(draft: Draft, *, by: str, at: datetime) -> Posting:
    """Book and issue; closing again answers with the close that stands.

    Raises Refused while something stands in the way, for a draft that does not count (any more), or when the period
    was closed from another one.
    """
    hold()
    once = f"close {draft.period}"
    standing = Posting.objects.filter(once=once).first()
    if standing is not None:
        if standing.facts["digest"] != draft.digest:
            raise Refused("already-closed", f"{draft.period} was closed by {standing.by}; it is never opened again.")
        return standing
    not_discarded(draft)
    for point in in_the_way(draft):
        raise Refused(point.code, point.says)
    what = "takeover" if draft.elsewhere else "close"
    posting = post(Reason(what, once, draft.period, by, at, _facts(draft)), _bookings(draft), _sheets(draft))
    if not draft.elsewhere:
        moment = draft.known_at.isoformat()
        Close.objects.create(period=draft.period, closed_at=moment, **arrive("close", by=by, at=at).stamp)
        _tell(draft, at)
    sweep()
    journal("took over" if draft.elsewhere else "closed", f"period {draft.period}", by=by, at=at, head=posting.head)
    return posting


def _facts(draft: Draft) -> dict[str, object]:
    """What a replay needs, and who let it pass."""
    return {
        **draft.facts,
        "start": draft.starts.isoformat(),
        "end": draft.ends.isoformat(),
        "known_at": draft.known_at.isoformat(),
        "watermark": draft.watermark,
        "digest": draft.digest,
        "prepared_by": draft.begun_by,
        "decisions": decided(draft),
    }


def decided(draft: Draft | None) -> list[dict[str, str]]:
    """Everything that was, in its order, as the books keep it."""
    return [
        {"point": each.point, "by": each.by, "at": each.at.isoformat(), "digest": each.digest, "why": each.why}
        for each in Decision.objects.filter(draft=draft)
    ]


def _bookings(draft: Draft) -> Iterator[Booking]:
    for prepared in _in_order(draft, "body"):
        yield from (Booking(*row) for row in json.loads(zlib.decompress(prepared.bookings)))


def _sheets(draft: Draft) -> Iterator[Sheet]:
    for prepared in _in_order(draft, "bookings"):
        name = f"statement {draft.period} {prepared.person}"
        yield Sheet(name, bytes(prepared.body), prepared.person)


def _in_order(draft: Draft, without: str) -> Iterator[Prepared]:
    """In byte order of the persons' keys, a few at a time: no database's collation numbers the entries."""
    rows = Prepared.objects.filter(draft=draft)
    keys = sorted(rows.values_list("person", flat=True), key=str.encode)
    for start in range(0, len(keys), SOME):
        some = {each.person: each for each in rows.filter(person__in=keys[start : start + SOME]).defer(without)}
        yield from (some[key] for key in keys[start : start + SOME])


def _tell(draft: Draft, at: datetime) -> None:
    stated = Prepared.objects.filter(draft=draft).values("person")
    for person in Person.objects.filter(key__in=stated):
        tell(person, "statement", draft.period, at=at)
