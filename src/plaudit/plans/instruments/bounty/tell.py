"""Puts the terms into sentences."""

from plaudit.plans.tell import Telling


def tell(terms: object, telling: Telling) -> tuple[str, ...]:
    return ()
