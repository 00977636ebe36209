"""A frozen statement on paper: the same bytes whenever it is printed, in the reader's own figures."""

from pathlib import Path
from typing import Any

from plaudit.web.components import locale
from plaudit.web.components.typeset import typeset
from plaudit.web.pages.issued.paper import Account, Change, Part, Ran, Statement
from plaudit.web.pages.statement.pdf import printed_lines
from plaudit.web.periods import Chosen

LAYOUT = Path(__file__).with_name("issued.typ")


def pdf(of: Statement, shown: Chosen) -> bytes:
    told = {
        "name": of.name,
        "period": shown.label,
        "days": locale.days(shown.period),
        "pays": [locale.money(each) for each in of.pays],
        "programs": [_program(each) for each in of.programs],
        "booked": f"{'Taken over' if of.taken_over else 'Closed'} on {locale.moment(of.at)}, posting {of.posting}.",
        "head": of.head,
        "digest": of.digest,
    }
    return typeset(LAYOUT, told)


def _program(ran: Ran) -> dict[str, Any]:
    return {
        "title": ran.title,
        "version": str(ran.version),
        "currency": ran.currency,
        "accounts": [_account(each) for each in ran.accounts],
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "title": account.title,
        "parts": [_part(part) for part in account.parts],
        "adjustments": [_change(each) for each in account.adjustments],
        "rows": [
            {"label": row.label, "figures": row.figures, "amount": locale.money(row.amount), "strong": row.strong}
            for row in account.rows
        ],
        "held": list(account.held),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "days": locale.days(part.window),
        "earned": locale.amount(part.earned),
        "lines": list(printed_lines(part.lines)),
        "awards": list(part.awards),
        "previews": list(printed_lines(part.previews)),
    }


def _change(change: Change) -> dict[str, Any]:
    told = change.told
    return {
        "of": change.of,
        "what": change.title if told.activity is None else f"{change.title}, {told.activity}",
        "why": f"{locale.amount(told.booked)} was booked, it pays {locale.amount(told.now)}: {told.why}",
        "amount": locale.amount(told.amount),
    }
