"""Gusto, CSV upload of a payroll (see README.md for the columns it follows)."""

import re
from collections.abc import Iterator

from plaudit.statements.payouts.layouts import Layout, Pay, Payroll, Row
from plaudit.values.money import money_text

# Gusto's upload knows no earning types of a company's own.
KINDS = ("bonus", "commission")
COLUMNS = ("last_name", "first_name", "gusto_employee_id", *KINDS)


def _rows(payroll: Payroll) -> Iterator[Row]:
    """One row a person: a second one would overwrite the first."""
    people: dict[str, list[Pay]] = {}
    for pay in payroll.lines:
        people.setdefault(pay.person, []).append(pay)
    for hers in people.values():
        first, _, last = hers[0].name.rpartition(" ")
        amounts = [sum(pay.amount for pay in hers if pay.code == kind) for kind in KINDS]
        # A zero would overwrite what somebody entered; an empty cell does not.
        shown = [money_text(amount, payroll.currency) if amount else "" for amount in amounts]
        yield last, first, hers[0].number, *shown


def _file_name(payroll: Payroll) -> str:
    return f"gusto-payout-{payroll.number}.csv"


def _wrong(payroll: Payroll) -> Iterator[str]:
    if payroll.currency != "USD":
        yield f"Gusto pays US dollars, not {payroll.currency}."
    for pay in payroll.lines:
        if re.fullmatch(r"[A-Za-z0-9]{6}", pay.number) is None:
            yield f"The Gusto employee ID of {pay.person} has six letters or digits, not {pay.number!r}."
        if pay.code not in KINDS:
            yield f"What {pay.funded_by} pays is a bonus or a commission to Gusto, not {pay.code!r}."


LAYOUT = Layout("gusto", "Gusto", COLUMNS, _rows, _file_name, _wrong, asks={})
