"""A CSV file that says everything: for a payroll system without a layout of its own, or for a person."""

from collections.abc import Iterator

from plaudit.statements.payouts.layouts import Layout, Payroll, Row
from plaudit.values.money import money_text

COLUMNS = (
    *("reference", "person", "name", "employee_number", "earning_code", "period", "program", "funded_by"),
    *("pay_on", "amount", "currency", "books"),
)


def _rows(payroll: Payroll) -> Iterator[Row]:
    for pay in payroll.lines:
        who = (pay.reference, pay.person, pay.name, pay.number, pay.code, pay.period, pay.program, pay.funded_by)
        amount = money_text(pay.amount, payroll.currency)
        yield (*who, payroll.pay_on.isoformat(), amount, payroll.currency, payroll.head)


def _file_name(payroll: Payroll) -> str:
    return f"payout-{payroll.number}-{payroll.currency}.csv"


def _wrong(_payroll: Payroll) -> Iterator[str]:
    yield from ()


LAYOUT = Layout("generic", "CSV", COLUMNS, _rows, _file_name, _wrong, asks={}, numbers=False, codes=False)
