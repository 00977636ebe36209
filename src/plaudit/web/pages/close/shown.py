"""A draft as its page shows it: how far it is, its list with where each point is worked off, its tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from plaudit.people.access import Reader
from plaudit.people.names import names
from plaudit.statements.models import Draft
from plaudit.statements.points import APPROVE, Point, in_the_way, news, points
from plaudit.statements.sums import paid, sums
from plaudit.web.components.table import Table
from plaudit.web.pages.close import rows
from plaudit.web.pages.close.rows import money_words
from plaudit.web.periods import label

# A preparation that takes longer may have been stopped with its process.
STALLED = timedelta(minutes=2)
# Where a point is worked off: another page, or a part of this one.
PAGES: dict[str, tuple[str, Callable[[Reader], bool]]] = {
    "unverified": ("verify", lambda reader: reader.operations or reader.manages),
    "signed": ("signoff", lambda reader: reader.operations or reader.finance or reader.manages),
    "held": ("imports", lambda reader: reader.operations),
    "grants": ("grants", lambda reader: reader.operations or reader.finance or reader.manages),
    "disputes": ("disputes", lambda reader: reader.operations or reader.finance or reader.manages),
}
PARTS = {"unknown", "adjustments", "differences", "budget"}


@dataclass(frozen=True, slots=True)
class Step:
    """A point of the list, where it is worked off, and the name of who let it stand."""

    point: Point
    url: str
    by: str

    @property
    def approval(self) -> bool:
        return self.point.code == APPROVE

    @property
    def state(self) -> str:
        return "waiting" if self.point.open and self.approval else "attention" if self.point.open else "good"


def drafted(draft: Draft, held: dict[str, Table], reader: Reader, now: datetime) -> dict[str, Any]:
    """What the page of a draft is made of."""
    ready = draft.ready_at is not None
    listed = points(draft)
    called = names([draft.begun_by, *(each.let.by for each in listed if each.let is not None)])
    steps = [Step(each, _url(each, reader), "" if each.let is None else called[each.let.by]) for each in listed]
    return {
        "draft": draft,
        "label": label(draft.period),
        "by": called[draft.begun_by],
        "ready": ready,
        "stalled": not ready and stalled(draft, now),
        "steps": steps if ready else (),
        "open": sum(step.point.open for step in steps),
        "approvable": all(step.approval or not step.point.open for step in steps),
        "news": news(draft) if ready else 0,
        "pays": money_words(paid(sums(draft))) if ready else "",
        "tables": held,
    }


def stalled(draft: Draft, now: datetime) -> bool:
    return now - draft.begun_at > STALLED


def tables(draft: Draft) -> dict[str, Table]:
    """By the point that sends there; none before the draft is calculated."""
    if draft.ready_at is None:
        return {}
    return {
        "sums": rows.purses(sums(draft)),
        "unknown": rows.not_known(draft),
        "adjustments": rows.adjusted(draft),
        "differences": rows.different(draft),
        "budget": rows.spent(draft),
    }


def closing(draft: Draft) -> dict[str, Any]:
    """The facts that a close states before it is done."""
    return {
        "label": label(draft.period),
        "pays": money_words(paid(sums(draft))) or "nothing",
        "open": [point.title for point in in_the_way(draft)],
        "news": news(draft),
    }


def _url(point: Point, reader: Reader) -> str:
    """Empty where it is somebody else's to work off."""
    if point.code in PAGES:
        name, whose = PAGES[point.code]
        return reverse(name) if whose(reader) else ""
    return f"#{point.code}" if point.code in PARTS else ""
