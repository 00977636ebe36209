"""Explains a line, and tells the terms."""

from plaudit.plans.explained import whole
from plaudit.plans.pays.each import Slider
from plaudit.plans.pays.measured import Paid
from plaudit.plans.pays.said import act
from plaudit.plans.pays.told import told
from plaudit.plans.say import LineFacts
from plaudit.plans.tell import Telling


def say(line: LineFacts) -> str:
    return whole(line, act)


def tell(terms: Paid, telling: Telling) -> tuple[str, ...]:
    paid = told(terms.pays, terms.measure, telling)
    match terms.pays:
        case Slider():
            return (paid,)
        case _:
            return (*telling.measured(terms.measure), paid)
