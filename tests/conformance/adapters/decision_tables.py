"""Tables of conditions: composed rates and fees, and which values a condition catches."""

import re
from collections.abc import Iterable
from fractions import Fraction
from math import prod
from typing import Any

from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import bounty, commission, deal, metered, money, percent, reading, reviews, text, unscaled
from tests.conformance.world import Target, World

# The next number that `where` can tell apart: it knows at least and at most.
STEP = Fraction(1, 1_000_000)


def rate(inputs: Inputs) -> Answer:
    """The plan states the rate that its author composed; without a sale the rate of a deal of one is read."""
    base = Fraction(inputs["base_rate"])
    whole = (base + Fraction(inputs["volume_bonus"])) * prod(map(Fraction, inputs["multipliers"]))
    sale = Fraction(inputs["sale"] or 1)
    world = World(
        (commission("base", {"rate": percent(base)}), commission("all", {"rate": percent(whole)})),
        (deal("sale", sale),),
    )

    def read(earned: tuple[Earned, ...]) -> Said:
        amount = unscaled(earned[0].money("all"))
        return {
            "rate": None if amount is None else amount / sale,
            "amount": amount,
            "base_commission": unscaled(earned[0].money("base")),
        }

    return Answer(read, (world,))


def fee(inputs: Inputs) -> Answer:
    """A share of the base and a fixed amount."""
    share, base = Fraction(inputs["base_rate"]) + Fraction(inputs["rate_adjustment"]), Fraction(inputs["base"])
    world = World(
        (commission("variable", {"rate": percent(share)}), bounty("fixed", {"each": money(inputs["fixed"])})),
        (deal("base", base), *reviews(1)),
    )

    def read(earned: tuple[Earned, ...]) -> Said:
        variable = unscaled(earned[0].money("variable"))
        return {
            "rate": None if variable is None else variable / base,
            "variable": variable,
            "amount": unscaled(earned[0].money()),
        }

    return Answer(read, (world,))


def capped(inputs: Inputs) -> Answer:
    """Percentages that add up, as rates of one plan with a budget of so many percent of the base."""
    base = Fraction(inputs["base"])
    terms = tuple(
        commission(f"rate-{number}", {"rate": f"{share}%"}) for number, share in enumerate(inputs["percents"])
    )
    budget = money(base * Fraction(inputs["cap"]) / 100)
    world = World(terms, (deal("base", base),), head=(("budget", budget),))

    def read(earned: tuple[Earned, ...]) -> Said:
        kept, cut = (unscaled(earned[0].money(what=what)) or Fraction(0) for what in ("earned", "limited"))
        return {"sum": (kept + cut) / base * 100, "applied": kept / base * 100, "amount": base - kept}

    return Answer(read, (world,))


Band = tuple[Fraction | None, Fraction | None]
COMPARED = re.compile(r"(>=|<=|>|<|==)?\s*(-?[0-9.]+)")
RANGE = re.compile(r"([\[(\]])\s*(-?[0-9.]+)\s*\.\.\s*(-?[0-9.]+)\s*([\])\[])")
UNEQUAL = re.compile(r"!=\s*(-?[0-9.]+)")
WORDS = re.compile(r"[\"']([^\"']*)[\"']")


def unary(inputs: Inputs) -> Answer:
    """Bands of an attribute, each a `where` of its own: `or` and the comma join bands, `and` cuts them."""
    parts = [part.strip() for part in re.split(r"\bor\b|,", inputs["condition"])]
    wheres = [where for part in parts for where in _wheres(part)]
    terms = tuple(bounty(f"band-{number}", {"each": money(1)}, where=where) for number, where in enumerate(wheres))
    world = World(terms, reviews(1, attributes={"value": inputs["value"]}))
    return Answer(
        lambda earned: {"matches": any(earned[0].number("measure", terms["key"]) for terms in world.incentives)},
        (world,),
    )


def _wheres(part: str) -> list[dict[str, Any]]:
    unequal = UNEQUAL.fullmatch(part)
    if unequal:
        bound = Fraction(unequal[1])
        return [_where((None, bound - STEP)), _where((bound + STEP, None))]
    word = WORDS.fullmatch(part)
    return [{"value": [word[1]]}] if word else [_where(_all(re.split(r"\band\b", part)))]


def _all(parts: Iterable[str]) -> Band:
    least: Fraction | None = None
    most: Fraction | None = None
    for low, high in map(_band, parts):
        least = low if least is None else least if low is None else max(least, low)
        most = high if most is None else most if high is None else min(most, high)
    return least, most


def _band(part: str) -> Band:
    ends = RANGE.fullmatch(part.strip())
    if ends:
        low, high = Fraction(ends[2]), Fraction(ends[3])
        return (low if ends[1] == "[" else low + STEP), (high if ends[4] == "]" else high - STEP)
    compared = COMPARED.fullmatch(part.strip())
    if compared is None:
        raise NotImplementedError(part)
    bound = Fraction(compared[2])
    return {
        ">=": (bound, None),
        ">": (bound + STEP, None),
        "<=": (None, bound),
        "<": (None, bound - STEP),
        "==": (bound, bound),
        None: (bound, bound),
    }[compared[1]]


def _where(band: Band) -> dict[str, Any]:
    least, most = band
    where = {} if least is None else {"value_at_least": text(least)}
    return where | ({} if most is None else {"value_at_most": text(most)})


def divided(inputs: Inputs) -> Answer:
    """Attainment of a person's own target, which may be zero."""
    aim = metered("all", {"at_target": "1", "curve": [["0", "0"], ["1", "1"]]})
    world = World((aim,), metrics=(reading(inputs["numerator"]),), targets=(Target("all", inputs["denominator"]),))
    return Answer(lambda earned: {"result": earned[0].number("attainment", "all")}, (world,))


KINDS = (
    Kind(rate, "zen_rate"),
    Kind(fee, "zen_fee"),
    Kind(capped, "zen_capped_discount"),
    Kind(unary, "zen_unary"),
    Kind(divided, needs=("numerator", "denominator")),
)
