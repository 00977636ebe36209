"""`plaudit payout`: from a closed period to files for payroll, as far as two people have approved it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plaudit.cli.site import load, migrate
from plaudit.values.refused import Refused

if TYPE_CHECKING:
    from plaudit.people.access import Reader
    from plaudit.statements.payouts.stands import Stands


def payout(
    period: Annotated[str, typer.Argument(help="A closed period, such as 2026-Q3; all pays every closed period.")],
    form: Annotated[str, typer.Option("--format", help="The payroll system: adp, generic, gusto or workday.")],
    by: Annotated[str, typer.Option(help="The key of whoever pays; she has the duty of finance or operations.")],
    pay_on: Annotated[str, typer.Option(help="The day on which payroll pays; today where it is left out.")] = "",
    out: Annotated[Path, typer.Option(help="The folder that the files of what is sent are written to.")] = Path(),
) -> None:
    """Make what is payable into payouts, one for each purse and currency; send those that two have approved.

    Run again it makes nothing twice and sends nothing twice: approve on the site, then run it again.
    """
    load()
    migrate()
    # Models need Django.
    from plaudit.statements.payouts.make import Asked, make
    from plaudit.statements.payouts.models import Batch
    from plaudit.statements.payouts.payable import payable
    from plaudit.statements.payouts.send import send
    from plaudit.statements.payouts.stands import stands

    now = datetime.now(UTC)
    who, of, day = _who(by, now.date()), "" if period == "all" else period, _day(pay_on, now.date())
    there = {(each.funded_by, each.currency) for each in payable() if of in {"", each.period}}
    for purse, currency in sorted(there):
        make(Asked(of, purse, currency, form, day), by=who, at=now)
    batches = Batch.objects.filter(period=of, layout=form).order_by("pk")
    for batch in batches:
        if stands(batch).state == "approved":
            send(batch, by=who, at=now)
        print(_line(stands(batch), out))
    if not batches:
        raise Refused("nothing-payable", f"Nothing of {period} is payable.")


def _line(now: "Stands", out: Path) -> str:
    """What stands, and where its file is."""
    # As above.
    from plaudit.statements.payouts.send import file_of
    from plaudit.statements.payouts.stands import APPROVALS
    from plaudit.values.money import money_text

    batch = now.batch
    amount = f"{money_text(now.total, batch.currency)} {batch.currency}"
    said = f"{batch}, {batch.funded_by or 'no purse'}, {len(now.lines)} lines, {amount}:"
    kept = file_of(batch)
    if kept is not None:
        # Two purses may have files of one name.
        path = out / f"payout-{batch.pk}" / kept[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(kept[1])
        return f"{said} sent, {path}"
    if now.wrong:
        return f"{said} incomplete. {now.wrong[0]}"
    return f"{said} {'given up' if now.ended else f'waits for {APPROVALS - len(now.approvals)} to approve it'}"


def _who(key: str, on: date) -> "Reader":
    # As above.
    from plaudit.people.access import reader
    from plaudit.people.models import Login

    login = Login.objects.filter(person__key=key, is_active=True).first()
    if login is None:
        raise Refused("person-unknown", f"{key} cannot sign in; invite her first.")
    return reader(login, on)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError as wrong:
        raise Refused("day-unreadable", f"{text} is no day such as 2026-10-15.") from wrong
