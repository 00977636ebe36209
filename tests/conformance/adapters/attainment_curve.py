"""What an attainment pays: lines, steps, accelerators, weighted measures."""

import re
from fractions import Fraction
from typing import Any

from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import metered, money, percent, reading, straight, text, unscaled
from tests.conformance.world import Metric, Person, World


def accelerated(inputs: Inputs) -> Answer:
    """A line from the threshold to the target, then steeper up to the cap."""
    (multiple,) = re.findall(r"^([0-9.]+)x above 100%$", inputs["accelerator"])
    steeper = Fraction(multiple)
    threshold, cap = Fraction(inputs["threshold_pct"]) / 100, Fraction(inputs["cap_pct"]) / 100
    points = [[text(threshold), "0"], ["1", "1"], [text(1 + (cap - 1) / steeper), text(cap)]]
    pays = {"at_target": money(inputs["target_bonus"]), "curve": points, "between": "line"}
    result = Fraction(inputs["quota"]) * Fraction(inputs["attainment_pct"]) / 100
    world = World((metered("bonus", pays, target=inputs["quota"]),), metrics=(reading(result),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def stepped(inputs: Inputs) -> Answer:
    """Bands with an end that belongs to them, but for one that ends `lt`: what a band pays is its flat."""
    rates: list[dict[str, Any]] = []
    for step in inputs["steps"]:
        bound = {"below": str(step["lt"])} if "lt" in step else {"upto": str(step["to"])} if step["to"] else {}
        rates.append({**bound, "flat": money(step["payout_pct"])})
    pays = {"tiers": "volume", "rates": rates}
    world = World((metered("bonus", pays),), metrics=(reading(inputs["nrr_pct"]),))
    return Answer(lambda earned: {"payout_pct": unscaled(earned[0].money())}, (world,))


def weighted(inputs: Inputs) -> Answer:
    """An index of a shaped measure and one with a target, paid in proportion to its score; a person for each case."""
    nrr, weights = inputs["nrr"], {name: percent(Fraction(share) / 100) for name, share in inputs["weights"].items()}
    index = {
        "key": "index",
        "kind": "index",
        "window": "quarter",
        "metrics": [
            {"metric": "nrr", "shape": [[nrr["zero_at"], "0"], [nrr["full_at"], "1"]], "weight": weights["nrr"]},
            {"metric": "kpi", "target": str(inputs["kpi_target"]), "weight": weights["kpi"], "at_most": "1"},
        ],
        "pays": {"at_target": money(100), "curve": [["0", "0"], ["1", "1"]], "between": "line"},
    }
    people = [f"p{number}" for number, _ in enumerate(inputs["cases"])]
    metrics = [
        Metric(name, str(case[name]), "2026-Q3", person)
        for person, case in zip(people, inputs["cases"], strict=True)
        for name in ("nrr", "kpi")
    ]
    world = World((index,), metrics=tuple(metrics), people=tuple(map(Person, people)))
    return Answer(
        lambda earned: {"payout_pct": [unscaled(earned[0].money(person=person)) for person in people]}, (world,)
    )


# The curve of this filing stands in its text: from 80 points 15 % and 2.5 % a point, and so on.
REVENUE = ((80, 15, "2.5"), (90, 60, "2.5"), (100, 100, "2.5"), (105, 115, "5"))


def revenue(inputs: Inputs) -> Answer:
    pieces = [(Fraction(start), Fraction(pay, 100), Fraction(slope) / 100) for start, pay, slope in REVENUE]
    terms = (
        metered("percent", straight(pieces, 100), target="1"),
        metered("amount", straight(pieces, Fraction(inputs["target"])), target="1"),
    )
    world = World(terms, metrics=(reading(inputs["revenue_pct"]),))
    return Answer(
        lambda earned: {
            "payout_pct": unscaled(earned[0].money("percent")),
            "amount": unscaled(earned[0].money("amount")),
        },
        (world,),
    )


KINDS = (
    Kind(accelerated, needs=("accelerator", "attainment_pct", "cap_pct", "quota", "target_bonus", "threshold_pct")),
    Kind(stepped, needs=("nrr_pct", "steps")),
    Kind(weighted, needs=("cases", "kpi_target", "nrr", "weights")),
    Kind(revenue, needs=("revenue_pct", "target")),
)
