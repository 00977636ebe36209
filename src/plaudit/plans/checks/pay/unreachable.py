from collections.abc import Iterator
from fractions import Fraction

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.checks.worst import highest_score
from plaudit.values.curve import Curve


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        curve = offer.curve
        if curve is not None:
            yield from _beyond_the_cap(offer, curve)
            yield from _beyond_the_score(offer, curve)


def _beyond_the_cap(offer: Offer, curve: Curve) -> Iterator[Remark]:
    limits = offer.incentive.limits
    caps = [("per_person", limits.per_person), ("budget", limits.budget if limits.budget_per == "window" else None)]
    for name, cap in caps:
        tier = None if cap is None else _first_tier_above(curve, cap)
        if cap is not None and tier is not None:
            full = curve.inverse(cap, 0)
            reached = "" if full is None else f", reached at {offer.at(full)}"
            yield Remark(
                f"{offer.path}.limits.{name}",
                f"What the plan promises from {offer.at(tier)} on is never paid: `{name}` is "
                f"{offer.money(cap)}{reached}.",
                f"Raise `{name}` above {offer.money(curve.exact(tier))}, or take the tier out.",
            )
            return


def _first_tier_above(curve: Curve, cap: int) -> int | None:
    """Where the first tier starts that would raise a pay that stands at the cap already."""
    return next((start for start, before in _rises(curve) if before >= cap), None)


def _beyond_the_score(offer: Offer, curve: Curve) -> Iterator[Remark]:
    best = highest_score(offer.promise.parts)
    lost = [start for start, _ in _rises(curve) if best is not None and _above(curve, start, best)]
    if best is not None and lost:
        yield Remark(
            f"{offer.path}.pays",
            f"What it pays from {offer.at(lost[0])} on is never paid: the best score that its parts can give is "
            f"{offer.at(int(best))}.",
            "Let the parts score higher (`at_most`, or a `shape` that goes further), or end the curve there.",
        )


def _above(curve: Curve, start: int, best: Fraction) -> bool:
    """A line that begins at the best score rises only beyond it; a leap at the best score is reached."""
    return start > best or (start == best and start not in {jump.at for jump in curve.jumps()})


def _rises(curve: Curve) -> Iterator[tuple[int, Fraction]]:
    """Where a new segment starts that pays more than stands right before it, and what stands there."""
    leaps = {jump.at for jump in curve.jumps() if jump.after > jump.before}
    for left, right in zip(curve.segments, curve.segments[1:], strict=False):
        if right.slope > 0 or right.lo in leaps:
            yield right.lo, left.exact(right.lo - 1)


CHECK = Check(
    code="unreachable-tier",
    severity="warn",
    about="A tier that starts where a cap or the budget already ends, or a score that the parts cannot give: it "
    "looks like a promise and pays nobody.",
    cites="how it pays, rules 15 and 20",
    find=find,
)
