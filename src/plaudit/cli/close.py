"""`plaudit close`: a period from draft to books, by somebody named; what stands in the way is listed."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from plaudit.cli.site import load, migrate
from plaudit.values.period import Period, PeriodUnreadable
from plaudit.values.refused import Refused

if TYPE_CHECKING:
    from plaudit.people.access import Reader
    from plaudit.statements.models import Draft


def close(
    period: Annotated[str, typer.Argument(help="2026-Q3, 2026-07, 2026-H2, 2026 or days.", metavar="PERIOD")],
    by: Annotated[str, typer.Option(help="The key of who does it: finance or operations.")],
    anew: Annotated[bool, typer.Option("--anew", help="Draft it again from what is known now.")] = False,
    let: Annotated[
        list[str] | None, typer.Option("--let", help="Let a point of the list stand, and why.", metavar="POINT=WHY")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="Approve the draft that stands.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Close it, if nothing stands in the way; never undone.")] = False,
    elsewhere: Annotated[
        bool, typer.Option("--take-over", help="First take over periods that other books closed.")
    ] = False,
) -> None:
    """Draft a period and list what stands in the way; approve the draft; close it."""
    load()
    migrate()
    # The models can be named when the site is set up.
    from plaudit.ledger.closed import closed
    from plaudit.statements.close import close as book
    from plaudit.statements.points import in_the_way
    from plaudit.statements.take_over import take_over

    who, at = _reader(by), datetime.now(UTC)
    for taken in take_over(by=who.key, at=at) if elsewhere else ():
        print(f"{taken.period} is taken over: posting {taken.number}, head {taken.head}")
    days = _days(period)
    for each in closed():
        if each.period == days:
            print(f"{each.name} is closed: posting {each.posting}.")
            return
    draft = _draft(days, who, at, anew=anew)
    _decide(draft, who, at, let or [], approve=approve)
    _print(draft)
    open_ = [point.code for point in in_the_way(draft)]
    if open_:
        raise Refused("points-open", f"{draft.period} cannot be closed yet: {', '.join(open_)}.")
    if not yes:
        print("Nothing stands in the way: add --yes to close it. This cannot be undone.")
        return
    posting = book(draft, by=who.key, at=at)
    print(f"{draft.period} is closed: posting {posting.number}, head {posting.head}")


def _reader(key: str) -> "Reader":
    # As above.
    from plaudit.people.access import reader
    from plaudit.people.models import Login

    login = Login.objects.select_related("person").filter(person__key=key).first()
    who = None if login is None else reader(login, datetime.now(UTC).date())
    if who is None or not (who.finance or who.operations):
        raise Refused("not-hers", f"{key} is neither finance nor operations: they close periods.")
    return who


def _days(period: str) -> Period:
    # As above.
    from plaudit.plans.programs.find import calendar

    of = calendar()
    try:
        return Period.of(period, of.first_month, of.named_by)
    except PeriodUnreadable as unreadable:
        raise Refused("period-unreadable", str(unreadable)) from unreadable


def _draft(days: Period, who: "Reader", at: datetime, *, anew: bool) -> "Draft":
    """The one that stands, calculated to its end; else a new one."""
    # As above.
    from plaudit.plans.programs.find import calendar
    from plaudit.statements.begin import begin
    from plaudit.statements.drafts import latest
    from plaudit.statements.prepare import prepare

    of = calendar()
    standing = None if anew else latest(days.name(of.first_month, of.named_by))
    draft = begin(days, by=who.key, at=at) if standing is None else standing
    return prepare(draft, at=at) if draft.ready_at is None else draft


def _decide(draft: "Draft", who: "Reader", at: datetime, let: list[str], *, approve: bool) -> None:
    # As above.
    from plaudit.statements.decide import Said, decide
    from plaudit.statements.points import APPROVE

    for each in let:
        point, _, why = each.partition("=")
        decide(draft, Said(point, draft.digest, why), by=who, at=at)
    if approve:
        decide(draft, Said(APPROVE, draft.digest), by=who, at=at)


def _print(draft: "Draft") -> None:
    # As above.
    from plaudit.statements.points import news, points
    from plaudit.statements.sums import paid, sums

    pays = ", ".join(f"{each} {each.currency}" for each in paid(sums(draft)))
    print(f"{draft.period}, drafted by {draft.begun_by}: {draft.people} people, {pays or 'nothing'} to be paid")
    for point in points(draft):
        state = "open" if point.open else "done" if point.let is None else f"stands ({point.let.by})"
        print(f"  {point.code:<12} {state:<14} {point.says}")
    new = news(draft)
    if new:
        print(f"{new} arrivals of facts since: --anew drafts it from them, else they become adjustments.")
