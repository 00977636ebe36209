"""Explains a line, and tells the terms."""

from plaudit.plans.say import LineFacts, money
from plaudit.plans.tell import Telling


def say(line: LineFacts) -> str:
    return money(line.earned, line.currency)


def tell(_terms: object, _telling: Telling) -> tuple[str, ...]:
    return ()
