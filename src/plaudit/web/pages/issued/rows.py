"""A frozen statement as a table to take away: from what was brought forward to the head it stands under."""

from collections.abc import Iterator

from plaudit.web.components.table import Cell, Column, Table
from plaudit.web.pages.issued.paper import Account, Ran, Statement
from plaudit.web.periods import label

COLUMNS = (
    Column("what", "What"),
    Column("program", "Program"),
    Column("funded", "Funded by"),
    Column("incentive", "Incentive"),
    Column("of", "Of"),
    Column("on", "On", "day"),
    Column("act", "Act"),
    Column("account", "Account"),
    Column("activity", "Activity"),
    Column("because", "Because"),
    Column("currency", "Currency"),
    Column("amount", "Amount", "money"),
)


def lines(of: Statement) -> Table:
    key = f"statement-{of.person}-{of.period.replace('/', '_')}"
    return Table(key, f"Statement {of.name} {of.period}", COLUMNS, list(_rows(of)))


def _rows(of: Statement) -> Iterator[tuple[Cell, ...]]:
    for program in of.programs:
        for account in program.accounts:
            yield from _account(of, program, account)
    for what, said in (("Posting", str(of.posting)), ("Head", of.head)):
        yield (what, "", "", "", "", None, "", "", "", said, "", None)


def _account(of: Statement, program: Ran, account: Account) -> Iterator[tuple[Cell, ...]]:
    whose = (program.title, account.funded_by)
    for part in account.parts:
        for what, those in (("Line", part.lines), ("Preview", part.previews)):
            for line in those:
                said = (line.on, line.act, line.account, line.activity, line.because)
                yield (what, *whose, part.title, label(of.period), *said, program.currency, line.earned)
    for each in account.adjustments:
        change = each.told
        of_it = (each.of, None, "", "", change.activity, change.why)
        yield ("Adjustment", *whose, each.title, *of_it, change.amount.currency, change.amount)
    for row in account.rows:
        yield (row.label, *whose, "", "", None, "", "", "", row.figures, row.amount.currency, row.amount)
    for origin in account.held:
        yield ("Waits for an exchange rate", *whose, "", origin, None, "", "", "", "", "", None)
