"""Refunds and clawbacks: how much goes back, and never more than was paid."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.conformance import taken
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import commission, deal, money, percent, unscaled
from tests.conformance.world import Act, Grant, Reached, World

WON = "2026-07-10"


def prorated(amount: Fraction | str, within: int, kept: int, scale: int, won: str = WON) -> World:
    """A commission of 100 % whose deal churns after `kept` of `within` days, which leaves that share of it."""
    clawback = {"milestone": "churned", "within_days": within, "portion": "prorated"}
    act = taken.churned(deal("deal", amount, on=won, scale=scale), taken.after_days(won, kept))
    return World((commission("all", {"rate": "100%"}, clawback=clawback),), (act,))


def half(inputs: Inputs) -> Answer:
    """A share of what was earned is posted back, as a deal does that churns when so much of its time is left."""
    kept = 100 - int(inputs["clawback_pct"])
    return Answer(taken.said("adjustment"), taken.twice(prorated(inputs["earned"], 100, kept, 10_000)))


def unserved(inputs: Inputs) -> Answer:
    """Months of a term, each counted as a day."""
    term = int(inputs.get("term_months") or inputs["months"])
    served = int(inputs.get("served_months") or inputs["served"])
    name = "clawback_pct" if "term_months" in inputs else "percent_back"

    def read(earned: tuple[Earned, ...]) -> Said:
        adjustment = taken.difference(earned)
        return {name: None if adjustment is None else -adjustment}

    return Answer(read, taken.twice(prorated("100", term, served, 10_000)))


def held_back(inputs: Inputs) -> Answer:
    """Parts by milestone: so much when won, the rest when the customer has paid."""
    first = Fraction(inputs["upfront_pct"]) / 100
    parts = [{"milestone": "won", "part": percent(first)}, {"milestone": "paid", "part": percent(1 - first)}]
    terms = {key: value for key, value in commission("all", {"rate": "100%"}, earns=parts).items() if key != "counts"}
    terms["counts"] = {"activity": "csql"}
    act = Act(
        "deal",
        "csql",
        (Reached("won", WON), Reached("paid", "2026-09-10")),
        amount=money(inputs["earned"]),
        currency="USD",
    )

    def read(earned: tuple[Earned, ...]) -> Said:
        by_day = {line["on"]: unscaled(Fraction(line["earned"])) for line in earned[0].lines("all")}
        return {"upfront": by_day[WON], "after_window": by_day["2026-09-10"]}

    return Answer(read, (World((terms,), (act,)),))


def repair(inputs: Inputs) -> Answer:
    """Days of a paid period are taken back: the deal churns when the days that are kept are over.

    An adjustment made before is a grant of less than nothing, given by hand.
    """
    first, last, start, end = (date.fromisoformat(inputs[name]) for name in ("from", "to", "period_from", "period_to"))
    within, back = (end - start).days, (last - first).days
    world = prorated(inputs["amount"], within, within - back, 1)
    decision = "rounded-once"
    if Fraction(inputs["adjusted"]):
        world, decision = replace(world, grants=(Grant("all", WON, inputs["adjusted"]),)), "grants-stand-apart"
    return Answer(taken.said("repair", 1), taken.twice(world), decision)


def refund(inputs: Inputs) -> Answer:
    """The commission of a deal that is refunded in full, after it was paid."""
    rate = {"rate": percent(Fraction(inputs["rate_percent"]) / 100)}
    world = World((commission("all", rate),), (taken.withdrawn(deal("deal", inputs["refund"], scale=1)),))
    return Answer(taken.said("new_line_minor", 1, times=100), taken.twice(world))


def summed(inputs: Inputs) -> Answer:
    """A negative amount is the withdrawal of the act with that amount; we know no negative acts."""
    amounts = [Fraction(amount) for amount in inputs["amounts"]]
    gone = [-amount for amount in amounts if amount < 0]
    acts = []
    for number, amount in enumerate(amount for amount in amounts if amount >= 0):
        act = deal(f"deal-{number}", amount)
        if amount in gone:
            gone.remove(amount)
            act = taken.withdrawn(act)
        acts.append(act)
    world = World((commission("all", {"rate": "100%"}),), tuple(acts), as_of=taken.AFTER)
    return Answer(lambda earned: {"total": unscaled(earned[0].money())}, (world,), "no-negative-acts")


def returned(inputs: Inputs) -> Answer:
    """One of several equal items comes back."""
    price, quantity = Fraction(inputs["price"]), int(inputs["quantity"])
    acts = [deal(f"item-{number}", price) for number in range(quantity)]
    acts[-1] = taken.withdrawn(acts[-1])
    world = World((commission("all", {"rate": "100%"}),), tuple(acts))

    def read(earned: tuple[Earned, ...]) -> Said:
        adjustment = taken.difference(earned)
        return {"refund": None if adjustment is None else -adjustment}

    return Answer(read, taken.twice(world), "no-order-adjustments")


def coupon(inputs: Inputs) -> Answer:
    """A fixed amount is a cap that earlier use has filled in part; a percentage is a rate."""
    share = {"fixed": Fraction(1), "percent": Fraction(inputs["value"]) / 100}[inputs["kind"]]
    limits: dict[str, Any] = {"limits": {"per_person": money(inputs["value"])}} if inputs["kind"] == "fixed" else {}
    terms = commission("all", {"rate": percent(share)}, window="year", **limits)
    acts = (deal("used", inputs["used"], on="2026-02-01"), deal("base", inputs["base"]))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (World((terms,), acts),))


KINDS = (
    Kind(half, needs=("clawback_pct", "earned")),
    Kind(unserved, needs=("served_months", "term_months")),
    Kind(unserved, "clawback_unserved", needs=("months", "served")),
    Kind(held_back, needs=("earned", "upfront_pct")),
    Kind(repair, "kb_repair"),
    Kind(refund, "clawback_percent"),
    Kind(summed, "sum"),
    Kind(returned, "refund_share"),
    Kind(coupon, "coupon_amount"),
)
