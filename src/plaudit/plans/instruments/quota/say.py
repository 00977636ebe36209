"""Explains a line, and tells the terms."""

from plaudit.plans.document.shown import number
from plaudit.plans.explained import whole
from plaudit.plans.instruments.quota.terms import Quota
from plaudit.plans.pays.said import attained
from plaudit.plans.pays.told import told
from plaudit.plans.say import LineFacts
from plaudit.plans.tell import Telling


def say(line: LineFacts) -> str:
    return whole(line, attained)


def tell(terms: Quota, telling: Telling) -> tuple[str, ...]:
    aim = "Each person has a target of her own"
    if terms.target is not None:
        aim = f"The target is {number(terms.target)} in a {telling.window}, where a person has none of her own"
    return (
        *telling.measured(terms.measure),
        f"{aim}.",
        told(terms.pays, terms.measure, telling),
    )
