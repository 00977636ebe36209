"""The measure that a way of paying is a curve over: a price list makes its own, a percentage needs amounts."""

from dataclasses import dataclass

from plaudit.plans.incentive import Measure
from plaudit.plans.keys.measure import MeasureDocument, PointsDocument, measure, weighed
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.each import Slider
from plaudit.plans.pays.pays import Pays, PaysDocument, pays


@dataclass(frozen=True, slots=True)
class Paid:
    """A measure and the way it is paid, which go together."""

    measure: Measure
    pays: Pays


def paid(
    document: PaysDocument, written: MeasureDocument | None, points: PointsDocument | None, reading: Reading
) -> Paid | None:
    """None when a problem was noted."""
    found = pays(document, reading.at("pays"))
    match found:
        case Slider():
            measured = _priced(found, written, points, reading)
        case _:
            measured = measure(written, points, reading)
    if found is None or measured is None or not _suits(found, measured, reading.at("pays")):
        return None
    return Paid(measured, found)


def _priced(
    slider: Slider, written: MeasureDocument | None, points: PointsDocument | None, reading: Reading
) -> Measure | None:
    """With a price for each kind, the measure is money: a quantity is the price of the act (rule 5)."""
    if points is not None or written not in (None, "count"):
        reading.at("pays", "each").note(
            "keys-contradict",
            "A price for each kind of activity already weighs the kinds, and `measure` or `points` weighs them again.",
            "Delete `measure` and `points`; or keep them and write one amount behind `each`.",
        )
        return None
    prices = weighed(dict(slider.prices), reading.at("pays", "each"), "price")
    return None if prices is None else Measure("points", prices)


def _suits(found: Pays, measured: Measure, reading: Reading) -> bool:
    if found.of == "amounts" and measured.of != "amount":
        reading.note(
            "rate-without-amount",
            f"`rate` pays a share of an amount, but the measure is `{measured.of}`.",
            "Pay money by the unit with `each`; or measure amounts: `kind: commission`, `measure: amount` in a quota.",
        )
        return False
    if found.of == "units" and measured.of == "amount":
        reading.note(
            "each-of-an-amount",
            "`each` and `package` pay by the unit, but amounts are measured here.",
            "Pay a share of them: `rate: 3%`.",
        )
        return False
    return True
