"""What plans on file pay for a result: lines, tables, pieces, caps, draws."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from plaudit.values.curve import UNIT, Curve, Segment
from tests.conformance.adapters.draw import draw_lines, months
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import (
    commission,
    deal,
    metered,
    money,
    percent,
    reading,
    straight,
    text,
    unscaled,
)
from tests.conformance.world import Person, World

Row = Sequence[str]


def linear(inputs: Inputs) -> Answer:
    """Lines between the points, nothing below the first, level (or further along the last line) above the last."""
    beyond = "extend" if inputs.get("above") == "extend" else "flat"
    return _attained(inputs["points"], inputs["value"], "line", beyond)


def table(inputs: Inputs) -> Answer:
    """Rows read as `at least`: a row holds from its own value on."""
    rows = sorted(inputs["table"], key=lambda row: Fraction(row[0]))
    return _attained(rows, inputs["value"], "step")


def _attained(rows: Sequence[Row], value: str, between: str, beyond: str = "flat") -> Answer:
    curve = [[at, text(Fraction(share) / 100)] for at, share in rows]
    pays = {"at_target": money(100), "curve": curve, "between": between, "beyond": beyond}
    world = World((metered("all", pays, target="1"),), metrics=(reading(value),))
    return Answer(lambda earned: {"payout_percent": unscaled(earned[0].money())}, (world,))


def segments(inputs: Inputs) -> Answer:
    """Straight pieces in percent, of a bonus or of a hundred, and a cap on the percentage."""
    pieces = [
        (Fraction(piece["from"]), Fraction(piece["pay_at_from"]) / 100, Fraction(piece["slope"]) / 100)
        for piece in inputs["segments"]
    ]
    cap = Fraction(inputs["cap"]) / 100
    terms = tuple(
        metered(key, straight(pieces, whole), target="1", limits={"per_person": money(cap * whole)})
        for key, whole in (("percent", Fraction(100)), ("amount", Fraction(inputs.get("bonus", 100))))
    )
    world = World(terms, metrics=(reading(inputs["value"]),))
    return Answer(
        lambda earned: {
            "payout_percent": unscaled(earned[0].money("percent")),
            "amount": unscaled(earned[0].money("amount")),
        },
        (world,),
    )


def quarter(inputs: Inputs) -> Answer:
    """In proportion up to the quarter's cap."""
    cap = text(Fraction(inputs["quarter_cap"]) / 100)
    pays = {"at_target": money(100), "curve": [["0", "0"], [cap, cap]], "between": "line"}
    world = World((metered("all", pays, target="100"),), metrics=(reading(inputs["quarter"]),))
    return Answer(lambda earned: {"paid_in_quarter": unscaled(earned[0].money())}, (world,))


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def contradiction(inputs: Inputs) -> Answer:
    """Ranges that start lower than the one before has ended: the curve says where it falls."""
    breaks = [tuple(map(Fraction, row)) for row in inputs["breaks"]]
    curve = Curve(
        tuple(Segment(int(at * UNIT), int(pay * UNIT * 10), int(slope * 10), UNIT * 10) for at, pay, slope in breaks)
    )
    falls = {fall.start for fall in curve.falls()}
    found = [
        f"{text(before[1])} + {text(after[0] - before[0])} x {text(before[2])} = "
        f"{text(before[1] + (after[0] - before[0]) * before[2])} at the end of the {ORDINALS[number]} range, "
        f"but {text(after[1])} at the start of the {ORDINALS[number + 1]}"
        for number, (before, after) in enumerate(pairwise(breaks))
        if falls & {int(after[0] * UNIT) - 1, int(after[0] * UNIT)}
    ]
    return Answer.of(None, contradiction="; ".join(found) or None)


def product(inputs: Inputs) -> Answer:
    """An amount, a rate and, of three factors, the share of the credit; more than the whole is a share of a target."""
    amount, rate, *shares = map(Fraction, inputs["factors"])
    share = Fraction(1)
    for part in shares:
        share *= part
    shares_of = (("ada", text(share)), ("rest", text(1 - share)))
    curve = [["0", "0"], ["1", text(rate * share)]]
    worlds = {
        "above": World(
            (metered("all", {"at_target": money(amount), "curve": curve}, target="1"),), metrics=(reading(1),)
        ),
        "whole": World((commission("all", {"rate": percent(rate)}),), (deal("deal", amount),)),
        "split": World(
            (commission("all", {"rate": percent(rate)}),),
            (deal("deal", amount, shares=shares_of, person=""),),
            people=(Person("ada"), Person("rest")),
        ),
    }
    world = worlds["above" if max(rate, share) > 1 else "whole" if share == 1 else "split"]

    def read(earned: tuple[Earned, ...]) -> Said:
        paid = unscaled(earned[0].money(person="ada"))
        return {"amount": paid, "arithmetic": paid}

    return Answer(read, (world,))


def accelerated(inputs: Inputs) -> Answer:
    """In proportion up to the target, steeper above it, up to the cap."""
    target, cap = Fraction(inputs["target"]), Fraction(inputs["cap"])
    steeper = Fraction(inputs["accelerator"])
    end = 1 + (cap / target - 1) / steeper
    curve = [["0", "0"], ["1", "1"], [text(end), text(cap / target)]]
    pays = {"at_target": money(target), "curve": curve, "between": "line"}
    world = World((metered("all", pays, target="100"),), metrics=(reading(inputs["attainment"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def draw(inputs: Inputs) -> Answer:
    """The balance of earlier months, then the month of the case: months in which nothing was earned fill it."""
    amount, balance = Fraction(inputs["draw"]), Fraction(inputs["balance_before"])
    earlier: list[Fraction] = []
    while balance > 0:
        owed = min(amount, balance)
        earlier.append(amount - owed)
        balance -= owed
    earnings = [*earlier, Fraction(inputs["earnings"])]

    def read(earned: tuple[Earned, ...]) -> Said:
        lines = draw_lines(earned[0])
        return {"draw_paid": max(Fraction(0), lines[len(earnings) - 1]), "balance": sum(lines, Fraction(0))}

    return Answer(read, (months(amount, earnings),))


KINDS = (
    Kind(linear, "piecewise_linear"),
    Kind(table, "step_floor"),
    Kind(table, "table_row"),
    Kind(segments, "segment_curve"),
    Kind(segments, "segment_curve_amount"),
    Kind(product, "product"),
    Kind(accelerated, "accelerated_target"),
    Kind(draw, "draw"),
    Kind(quarter, needs=("quarter", "quarter_cap")),
    Kind(contradiction, needs=("breaks",)),
    Kind(product, needs=("factors",), leaves={"stated": "the slip of the document itself"}),
)
