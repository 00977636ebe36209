"""The recent acts of My quarter: how far each got, and whom it waits for."""

from collections.abc import Sequence
from datetime import date

from plaudit.activities.recent import Followed
from plaudit.people.access import Reader
from plaudit.web.components import locale
from plaudit.web.components.table import Cell, Column, Link, State, Table
from plaudit.web.components.words import plain

COLUMNS = (
    Column("act", "Act"),
    Column("account", "Account"),
    Column("state", "How far", "state"),
    Column("on", "On", "day"),
    Column("waits", "Waits for"),
)


def acts(followed: Sequence[Followed], reader: Reader) -> Table:
    return Table(
        "acts",
        "Recent acts",
        COLUMNS,
        [_row(each, reader) for each in followed],
        empty="Nothing yet. Log the first act that you brought about, and it stands here with how far it got.",
    )


def _row(each: Followed, reader: Reader) -> tuple[Cell, ...]:
    report = each.report
    last = each.reached[-1] if each.reached else None
    name = report.activity.title or plain(report.kind)
    below = plain(report.kind) if report.activity.title else ""
    return (
        Link(name, below=below),
        "" if report.account is None else report.account.name,
        _state(each),
        _day(each),
        "" if last is None or last.verified else _who(reader),
    )


def _day(each: Followed) -> date:
    return each.reached[-1].on if each.reached else each.report.opened_on


def _state(each: Followed) -> State:
    if not each.reached:
        return State("plain", "opened")
    last = each.reached[-1]
    word = plain(last.milestone)
    if not last.verified:
        return State("waiting", f"{word}, not verified")
    return State("problem" if last.milestone in {"lost", "churned", "declined", "withdrawn"} else "good", word)


def _who(reader: Reader) -> str:  # noqa: ARG001 -- the page says who by name once managers are dated
    return "your manager"


__all__ = ["acts", "locale"]
