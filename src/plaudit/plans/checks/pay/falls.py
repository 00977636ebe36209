from collections.abc import Iterator
from math import ceil

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.values.curve import Curve, Fall


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        curve = offer.curve
        if curve is not None and not _less_is_better(offer, curve):
            for fall in curve.falls():
                yield Remark(f"{offer.path}.pays", _says(offer, curve, fall), _REMEDY)


_REMEDY = "Use `tiers: graduated`, or let no tier pay less for everything than the one below it has paid already."


def _says(offer: Offer, curve: Curve, fall: Fall) -> str:
    start = f"At {offer.at(fall.start)} it pays {offer.money(fall.before)}"
    if fall.end is None or fall.after is None:
        return f"{start}, and every unit more takes money away, without end."
    lost = offer.money(fall.before - fall.after)
    says = f"{start}, at {offer.at(fall.end)} only {offer.money(fall.after)}: doing more costs {lost}."
    again = curve.inverse(ceil(fall.before - fall.after), fall.end)
    return says if again is None else f"{says} The old pay is reached again at {offer.at(again)}."


def _less_is_better(offer: Offer, curve: Curve) -> bool:
    """An outside metric such as churn is meant to fall: a curve over it that never rises is no mistake."""
    rises = any(segment.slope > 0 for segment in curve.segments)
    leaps = any(jump.after > jump.before for jump in curve.jumps() if jump.at > curve.segments[0].lo)
    return offer.promise.measure.of == "metric" and not rises and not leaps


CHECK = Check(
    code="payout-falls",
    severity="error",
    about="Somebody who does more is paid less. It happens with retroactive tiers whose rate goes down, and with "
    "curves that bend back. People find the edge and stop before it.",
    cites="how it pays, rules 11 and 14",
    find=find,
)
