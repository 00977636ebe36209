"""Deals in several currencies: a plan has one, so nothing ever mixes."""

from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import commission, deal
from tests.conformance.world import World

CURRENCIES = ("USD", "EUR", "GBP", "CHF")
AGO = {"this": "m0", "last": "m-1"}


def settlements(inputs: Inputs) -> Answer:
    """One plan for each currency, windows of a month: each window with pay is a settlement."""
    names = sorted({currency for _, currency in inputs["invoices"]})
    codes = dict(zip(names, CURRENCIES, strict=False))
    worlds = tuple(
        World(
            (commission("all", {"rate": "10%"}, window="month"),),
            tuple(
                deal(f"invoice-{number}", 100, on=_day(month), currency=codes[name])
                for number, (month, currency) in enumerate(inputs["invoices"])
                if currency == name
            ),
            currency=codes[name],
            period="2026",
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


def _day(month: str) -> str:
    """`m-2` is two months before this one, which is December."""
    return f"2026-{12 + int(AGO.get(month, month).removeprefix('m')):02}-10"


KINDS = (Kind(settlements, needs=("invoices",)),)
