"""The lines of a statement as a table to take away."""

from collections.abc import Iterator

from plaudit.web.components.table import Cell, Column, Table
from plaudit.web.pages.statement.statement import Statement


def lines(statement: Statement) -> Table:
    columns = (
        Column("funded", "Funded by"),
        Column("incentive", "Incentive"),
        Column("on", "On", "day"),
        Column("act", "Act"),
        Column("account", "Account"),
        Column("activity", "Activity"),
        Column("because", "Because"),
        Column("quantity", "Quantity", "number"),
        Column("earned", "Earned", "money", statement.currency),
        Column("limited", "Limited", "money", statement.currency),
        Column("waiting", "Waiting", "money", statement.currency),
    )
    title = f"Statement {statement.name} {statement.period}"
    key = f"statement-{statement.plan}-{statement.person}-{statement.period.replace('/', '_')}"
    return Table(key, title, columns, list(_rows(statement)))


def _rows(statement: Statement) -> Iterator[tuple[Cell, ...]]:
    for section in statement.sections:
        for part in section.parts:
            for line in part.lines:
                said = (line.on, line.act, line.account, line.activity, line.because, line.quantity)
                yield (section.funded_by, part.title, *said, line.earned, line.limited, line.waiting)
            for award in part.awards:
                kind = "badge" if award.badge is not None else "gift, may be taxable"
                yield (section.funded_by, part.title, award.on, kind, "", "", award.title, None, None, None, None)
