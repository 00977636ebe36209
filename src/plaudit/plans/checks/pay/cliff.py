from collections.abc import Iterator
from fractions import Fraction

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.values.curve import UNIT, Curve
from plaudit.values.rounding import rounded_fraction


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        curve = offer.curve
        if curve is not None:
            act = _act(offer)
            # The first act is always the step from nothing to something: no cliff.
            for reached in (at for at in _reached(curve, act) if at > act):
                before, after = curve.exact(reached - act), curve.exact(reached)
                usual = _usual(offer, curve, before, after)
                before, after = _capped(offer, before), _capped(offer, after)
                if 2 * (after - before) > usual:
                    yield Remark(f"{offer.path}.pays", _says(offer, reached, before, after, usual), _REMEDY)


_REMEDY = (
    "Use `tiers: graduated` or `between: line`, or put levels in between, so that no single act moves more than half "
    "of a period's pay."
)


def _act(offer: Offer) -> int:
    """What the smallest whole act adds to the measure; 1, the least there is, where nothing whole is counted."""
    measure = offer.promise.measure
    if offer.in_targets or measure.average or measure.per_accounts:
        return 1
    points = dict(measure.points)
    sizes = {
        "count": [Fraction(1)],
        "champions": [Fraction(1)],
        "points": [points[kind] for kind in offer.kinds if points.get(kind)],
    }.get(measure.of)
    return rounded_fraction(min(sizes) * UNIT) if sizes else 1


def _reached(curve: Curve, act: int) -> list[int]:
    """Each measure, in whole acts, at which a jump of the curve has been made."""
    return list(dict.fromkeys(-(-jump.at // act) * act for jump in curve.jumps()))


def _says(offer: Offer, at: int, before: Fraction, after: Fraction, usual: Fraction) -> str:
    share = rounded_fraction((after - before) * 100 / usual)
    return (
        f"Reaching {offer.at(at)} moves the pay from {offer.money(before)} to {offer.money(after)} at once, "
        f"{share} % of a {offer.window}'s pay ({offer.money(usual)}): people will pull acts forward to reach it, "
        "or hold them back when they cannot."
    )


def _capped(offer: Offer, amount: Fraction) -> Fraction:
    """In whole minor units: a jump of 250.00015 is one of 250.00."""
    cap, paid = offer.incentive.limits.per_person, Fraction(rounded_fraction(amount))
    return paid if cap is None else min(paid, Fraction(cap))


def _usual(offer: Offer, curve: Curve, before: Fraction, after: Fraction) -> Fraction:
    """A period's pay: at target where there is one, else the most there is, else what stands before the act."""
    target = offer.promise.target
    if target is not None:
        return curve.exact(int(target * 10**offer.scale))
    most = curve.maximum()
    if most is not None:
        return _capped(offer, most)
    return before if before > 0 else after


CHECK = Check(
    code="cliff",
    severity="warn",
    about="One act moves more than half of a period's pay: a retroactive tier, a level, a threshold. Such edges "
    "buy timing instead of effort, and a dispute about one act becomes a dispute about the whole period.",
    cites="R20; Oyer 1998, QJE 113:149; Larkin 2014, JOLE 32(2):199",
    dated="2026-11",
    find=find,
)
