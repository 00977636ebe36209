"""Explains a level, and tells the terms."""

from plaudit.plans.document.shown import number
from plaudit.plans.explained import whole
from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.champions.terms import Champions
from plaudit.plans.pays.said import attained
from plaudit.plans.pays.told import told
from plaudit.plans.say import LineFacts
from plaudit.plans.tell import Telling


def say(line: LineFacts) -> str:
    return whole(line, attained)


def tell(terms: Champions, telling: Telling) -> tuple[str, ...]:
    when = (
        f"on average over the days of the {telling.window}" if terms.average else f"on the {telling.window}'s last day"
    )
    aim = (
        () if terms.target is None else (f"The target is {number(terms.target)}, where a person has none of her own.",)
    )
    return (
        f"What counts are her shares in the accounts that are champions {when}, used in public or not.",
        *aim,
        told(terms.pays, Measure("champions"), telling),
    )
