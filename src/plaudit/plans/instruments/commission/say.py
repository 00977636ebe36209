"""Explains a line, and tells the terms."""

from plaudit.plans.explained import whole
from plaudit.plans.pays.measured import Paid
from plaudit.plans.pays.said import act
from plaudit.plans.pays.told import told
from plaudit.plans.say import LineFacts
from plaudit.plans.tell import Telling


def say(line: LineFacts) -> str:
    return whole(line, act)


def tell(terms: Paid, telling: Telling) -> tuple[str, ...]:
    return (f"Amounts are converted to {telling.currency}.", told(terms.pays, terms.measure, telling))
