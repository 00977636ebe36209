"""The recent acts of My quarter: how far each got, and whom it waits for."""

from collections.abc import Sequence

from django.urls import reverse

from plaudit.activities.catalogue import Catalogue, Kind
from plaudit.activities.recent import Followed
from plaudit.web.components.table import Cell, Column, Link, State, Table
from plaudit.web.components.words import plain

COLUMNS = (
    Column("act", "Act"),
    Column("account", "Account"),
    Column("state", "How far", "state"),
    Column("on", "On", "day"),
    Column("waits", "Waits for"),
)


def acts(followed: Sequence[Followed], catalogue: Catalogue, verifier: str) -> Table:
    """`verifier` is the name of whoever verifies her acts."""
    return Table(
        "acts",
        "Recent acts",
        COLUMNS,
        [_row(each, catalogue, verifier) for each in followed],
        empty="Nothing yet. Log the first act that you brought about, and it stands here with how far it got.",
    )


def _row(each: Followed, catalogue: Catalogue, verifier: str) -> tuple[Cell, ...]:
    report = each.report
    name = report.activity.title or plain(report.kind)
    below = plain(report.kind) if report.activity.title else ""
    return (
        Link(name, reverse("activity", args=[report.activity_id]), below),
        "" if report.account is None else report.account.name,
        _state(each, catalogue.find(report.kind)),
        each.reached[-1].on if each.reached else report.opened_on,
        verifier if each.unverified else "",
    )


def _state(each: Followed, kind: Kind | None) -> State:
    """Verified milestones on the way are plain; the last one is good, and an end is not."""
    if not each.reached:
        return State("plain", "opened")
    last = each.reached[-1]
    word = plain(last.milestone)
    if not last.verified:
        return State("waiting", f"{word}, not verified")
    if kind is not None and last.milestone in kind.ends:
        return State("problem", word)
    return State("good" if kind is not None and last.milestone == kind.milestones[-1] else "plain", word)
