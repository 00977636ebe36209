"""Workday, Submit Payroll Input by EIB (see README.md for the columns it follows)."""

from collections.abc import Iterator

from plaudit.statements.payouts.layouts import Layout, Payroll, Row
from plaudit.values.money import money_text

COLUMNS = (
    *("Spreadsheet Key", "Row ID", "Batch ID", "Start Date", "End Date", "Worker", "Earning", "Amount"),
    *("Currency", "Comment"),
)


def _rows(payroll: Payroll) -> Iterator[Row]:
    day = payroll.pay_on.isoformat()
    for key, pay in enumerate(payroll.lines, start=1):
        amount = money_text(pay.amount, payroll.currency)
        batch = f"P{payroll.number}"
        yield str(key), "1", batch, day, day, pay.number, pay.code, amount, payroll.currency, pay.reference


def _file_name(payroll: Payroll) -> str:
    return f"workday-payroll-input-{payroll.number}.csv"


def _wrong(_payroll: Payroll) -> Iterator[str]:
    yield from ()


LAYOUT = Layout("workday", "Workday", COLUMNS, _rows, _file_name, _wrong, asks={})
