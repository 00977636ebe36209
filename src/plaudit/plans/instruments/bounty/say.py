"""Explains a line."""

from plaudit.plans.say import LineFacts, money


def say(line: LineFacts) -> str:
    return money(line.earned, line.currency)
