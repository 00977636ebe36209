"""Offers to buyers read as pay: the discount is what the act earns."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.conformance.adapters.cap import flexible
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import LAST, Tier, commission, counted, deal, money, rated, text, unscaled, worth
from tests.conformance.world import Act, Reached, World

# By so much below a bound, for `where`, which knows at least and at most.
STEP = Fraction(1, 1_000_000)

# The currency whose minor unit is the step to which a source rounds.
CURRENCIES = {"1": "JPY", "0.01": "USD", "0.001": "KWD", "0.0001": "CLF"}


def flat(inputs: Inputs) -> Answer:
    """The whole order's amount by the tier of its value, bounded from below; a foreign value needs a rate."""
    ends = [*(start for start, _ in inputs["tiers"]), None]
    paid = [inputs["base"], *(amount for _, amount in inputs["tiers"])]
    given = [Tier(end, flat=Fraction(amount)) for end, amount in zip(ends, paid, strict=True)]
    act = deal("order", inputs["value"], currency=inputs["currency"])
    world = World((commission("all", rated("volume", given, "below")),), (act,), currency=inputs["calculator_currency"])
    decision = "nothing-for-nothing" if Fraction(inputs["value"]) == 0 else "rates-are-needed"
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,), decision)


def by_order(inputs: Inputs) -> Answer:
    """The value of the order picks the percentage, the line is paid; the currency rounds to its step."""
    line, lines = Fraction(inputs["line"]), int(inputs["lines"])
    currency = CURRENCIES[inputs["step"]]
    attributes = {"order_total": text(line * lines)}
    acts = tuple(
        deal(f"line-{number}", line, scale=1, currency=currency, attributes=attributes) for number in range(lines)
    )
    world = World(_percentages("order_total", inputs), acts, currency=currency)
    return Answer(lambda earned: {"amount": _line(earned[0], "line-0", world)}, (world,))


def by_quantity(inputs: Inputs) -> Answer:
    """The number of eligible items picks the percentage, the line is paid."""
    attributes = {"eligible": text(sum(map(Fraction, inputs["eligible"]), Fraction(0)))}
    amount = Fraction(inputs["price"]) * Fraction(inputs["quantity"])
    world = World(_percentages("eligible", inputs), (deal("line-0", amount, scale=1, attributes=attributes),))
    return Answer(lambda earned: {"amount": _line(earned[0], "line-0", world)}, (world,))


def _percentages(attribute: str, inputs: Inputs) -> tuple[Any, ...]:
    return tuple(
        commission(f"band-{number}", {"rate": f"{share}%"}, where=where)
        for number, (where, share) in enumerate(_bands(attribute, inputs["base"], inputs["tiers"]))
    )


def _line(earned: Earned, act: str, world: World) -> Fraction:
    return sum((earned.line_money(terms["key"], act) for terms in world.incentives), Fraction(0))


def _bands(attribute: str, base: str, tiers: Sequence[tuple[str, str]]) -> list[tuple[Any, str]]:
    """From each bound on, with the bound, up to the next; below the first bound the base."""
    starts = [None, *(Fraction(start) for start, _ in tiers)]
    bands = []
    for start, end, amount in zip(starts, [*starts[1:], None], [base, *(paid for _, paid in tiers)], strict=True):
        where = {} if start is None else {f"{attribute}_at_least": text(start)}
        where |= {} if end is None else {f"{attribute}_at_most": text(end - STEP)}
        bands.append((where, amount))
    return bands


def percentage(inputs: Inputs) -> Answer:
    """A percentage of a line, rounded to the step of the currency."""
    currency = CURRENCIES[inputs["step"]]
    amount = Fraction(inputs["price"]) * Fraction(inputs["quantity"])
    world = World(
        (commission("all", {"rate": f"{inputs['rate_percent']}%"}),),
        (deal("line", amount, scale=1, currency=currency),),
        currency=currency,
    )
    return Answer(lambda earned: {"amount": earned[0].money()}, (world,))


def full_groups(inputs: Inputs) -> Answer:
    """Only full groups pay, each item of them; the discount is a negative price."""
    each = Fraction(inputs["flat"]) * Fraction(inputs["group"])
    quantities = inputs["quantities"]
    pays = {"package": inputs["group"], "each": money(each), "started": "free"}
    days = [f"2026-07-{day:02}" for day, _ in enumerate(quantities, 1)]
    world = World((counted("all", pays, quantities),), worth(days))
    acts = list(LAST)[: len(quantities)]

    def read(earned: tuple[Earned, ...]) -> Said:
        return {"amounts": [-(unscaled(earned[0].line_money("all", act)) or 0) for act in acts]}

    return Answer(read, (world,))


def offer(inputs: Inputs) -> Answer:
    """Each item is an act worth its price, and what it earns is its discount.

    A gate asks for so many items or so much value. Where only so many items may be discounted, the cheapest are served
    first: their keys say so.
    """
    needs, least = inputs["needs"]
    prices = sorted(Fraction(price) for price, count in inputs["items"] for _ in range(int(count)))
    acts = tuple(
        Act(
            f"item-{number:03}",
            "csql",
            (Reached("won", "2026-07-01"),),
            amount=text(price),
            currency="USD",
            account="basket",
        )
        for number, price in enumerate(prices)
    )
    gate = {
        "count": {**commission("gate", "none"), "kind": "bounty"},
        "value": commission("gate", "none"),
    }[needs]
    limits: dict[str, Any] = {"per_account": int(inputs["max_items"])} if inputs["max_items"] else {}
    limits |= {"absolute": {"per_person": inputs["value"]}, "unit": {"per_activity": inputs["value"]}}.get(
        inputs["kind"], {}
    )
    share = f"{inputs['value']}%" if inputs["kind"] == "percent" else "100%"
    terms = commission("all", {"rate": share}, requires={"incentive": "gate", "measure": least})
    world = World((gate, {**terms, "limits": limits} if limits else terms), acts)
    return Answer(lambda earned: _discount(earned[0], len(acts)), (world,))


def _discount(earned: Earned, items: int) -> Mapping[str, Any]:
    used = sum(Fraction(line["quantity"]) > 0 and Fraction(line["earned"]) >= 0 for line in earned.lines("all"))
    paid = earned.money("all")
    used = used if paid else 0
    return {"discount": paid, "items_with": used, "items_without": items - used}


KINDS = (
    Kind(flat, "tiered_flat"),
    Kind(by_order, "tiered_percent"),
    Kind(by_quantity, "qty_percent"),
    Kind(percentage, "percent_line"),
    Kind(flexible, "flexi"),
    Kind(full_groups, "qty_groups"),
    Kind(offer, "oscar"),
)
