"""Money advanced against what is earned later."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned, Unit
from tests.conformance.terms import commission, deal, money, unscaled
from tests.conformance.world import World


def under(inputs: Inputs) -> Answer:
    draw, earned = Fraction(inputs["draw"]), Fraction(inputs["earned"])

    def read(worlds: tuple[Earned, ...]) -> Said:
        lines = draw_lines(worlds[0])
        paid = unscaled(worlds[0].money()) or Fraction(0)
        return {"additional": paid - max(draw, Fraction(0)), "deficit": sum(lines, Fraction(0))}

    return Answer(read, (months(draw, [earned]),))


def months(draw: Fraction, earnings: Sequence[Fraction]) -> World:
    """A commission of 100 % with a recoverable draw, month by month."""
    acts = tuple(
        deal(f"deal-{month}", amount, on=f"2026-{month:02}-10") for month, amount in enumerate(earnings, 1) if amount
    )
    # The draw begins with the year and ends with the last month of the case.
    effective = {"from": "2026-01-01", "to": f"2026-{len(earnings) + 1:02}-01"}
    terms = commission("all", {"rate": "100%"}, window="month", draw=money(draw), effective=effective)
    return World((terms,), acts, period="2026")


def draw_lines(earned: Earned) -> list[Fraction]:
    """The draw's line of each month; a month without one adds nothing."""
    found: list[Any] = [_draw(unit) for unit in earned.of("all")]
    return [unscaled(amount) or Fraction(0) for amount in found]


def _draw(unit: Unit) -> Fraction:
    return sum((Fraction(line["earned"]) for line in unit["lines"] if line["line"] == "draw"), Fraction(0))


KINDS = (Kind(under, needs=("draw", "earned")),)
