"""ADP Workforce Now, Paydata import (see README.md for the columns it follows)."""

import re
from collections.abc import Iterator

from plaudit.statements.payouts.layouts import Layout, Payroll, Row
from plaudit.values.currency import digits
from plaudit.values.money import money_text

COLUMNS = ("Co Code", "Batch ID", "File #", "Earnings 3 Code", "Earnings 3 Amount")
# 9999999.99 is the largest amount of a column.
LARGEST = 10**9


def _rows(payroll: Payroll) -> Iterator[Row]:
    company, batch = payroll.said.get("company", ""), f"P{payroll.number}"
    for pay in payroll.lines:
        yield company, batch, pay.number, pay.code, money_text(pay.amount, payroll.currency)


def _file_name(payroll: Payroll) -> str:
    return f"PR{payroll.said.get('company', '')}EPI.csv"


def _wrong(payroll: Payroll) -> Iterator[str]:
    if re.fullmatch(r"[A-Z0-9_]{3}", payroll.said.get("company", "")) is None:
        yield "ADP's company code has three capital letters or digits."
    if digits(payroll.currency) != 2:
        yield f"ADP's amounts have two decimals; {payroll.currency} has {digits(payroll.currency)}."
    for pay in payroll.lines:
        if re.fullmatch(r"[0-9]{1,6}", pay.number) is None:
            yield f"The file number of {pay.person} has up to six digits, not {pay.number!r}."
        if re.fullmatch(r"[A-Z0-9]{1,2}", pay.code) is None:
            yield f"ADP's earnings code for {pay.funded_by} has one or two capital letters or digits."
        if pay.amount >= LARGEST:
            yield f"{pay.reference} is larger than a column of ADP holds."


LAYOUT = Layout(
    "adp", "ADP Workforce Now", COLUMNS, _rows, _file_name, _wrong, asks={"company": "Company code (Co Code)"}
)
