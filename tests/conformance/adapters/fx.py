"""Deals in several currencies: a plan has one, so nothing ever mixes."""

from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import commission, deal
from tests.conformance.world import World

CURRENCIES = ("USD", "EUR", "GBP", "CHF")
MONTHS = {"this": "2026-09", "m0": "2026-09", "last": "2026-08", "m-1": "2026-08"}


def settlements(inputs: Inputs) -> Answer:
    """One plan for each currency, windows of a month: each window with pay is a settlement."""
    names = sorted({currency for _, currency in inputs["invoices"]})
    codes = dict(zip(names, CURRENCIES, strict=False))
    worlds = tuple(
        World(
            (commission("all", {"rate": "10%"}, window="month"),),
            tuple(
                deal(f"invoice-{number}", 100, on=f"{MONTHS[month]}-10", currency=codes[name])
                for number, (month, currency) in enumerate(inputs["invoices"])
                if currency == name
            ),
            currency=codes[name],
        )
        for name in names
    )
    return Answer(
        lambda earned: {
            "settlements": sum(1 for plan in earned for unit in plan if unit["earned"] and unit["lines"]),
            "currencies": len(earned),
        },
        worlds,
    )


KINDS = (Kind(settlements, needs=("invoices",)),)
