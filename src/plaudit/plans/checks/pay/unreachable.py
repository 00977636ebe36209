from collections.abc import Iterator

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
    """Where the first segment starts that would raise a pay that stands at the cap already."""
    for left, right in zip(curve.segments, curve.segments[1:], strict=False):
        before, after = left.exact(right.lo - 1), right.exact(right.lo)
        if min(before, after) >= cap and (right.slope > 0 or after > before):
            return right.lo
    return None


def _beyond_the_score(offer: Offer, curve: Curve) -> Iterator[Remark]:
    best = highest_score(offer.promise.parts)
    if best is None:
        return
    for left, right in zip(curve.segments, curve.segments[1:], strict=False):
        before, after = left.exact(right.lo - 1), right.exact(right.lo)
        if right.lo > best and (right.slope > 0 or after > before):
            yield Remark(
                f"{offer.path}.pays",
                f"What it pays from {offer.at(right.lo)} on is never paid: the best score that its parts can give is "
                f"{offer.at(int(best))}.",
                "Let the parts score higher (`at_most`, or a `shape` that goes further), or end the curve there.",
            )
            return


CHECK = Check(
    code="unreachable-tier",
    severity="warn",
    about="A tier that starts where a cap or the budget already ends, or a score that the parts cannot give: it "
    "looks like a promise and pays nobody.",
    cites="how it pays, rules 15 and 20",
    find=find,
)
