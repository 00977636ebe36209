"""The most a plan can cost: per person and window, for everybody, over its life. None stands for no bound."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.promise import Part
from plaudit.values.rounding import rounded_fraction


@dataclass(frozen=True, slots=True)
class Worst:
    """`person` and `everybody` are for one window, `life` for all windows of the incentive, in minor units."""

    person: Fraction | None
    everybody: Fraction | None
    life: Fraction | None


def worst(subject: Subject, offer: Offer) -> Worst:
    person, everybody = _person(offer), _everybody(subject, offer)
    limits, windows = offer.incentive.limits, len(subject.windows(offer.incentive))
    if limits.budget is not None and limits.budget_per == "effective" and offer.incentive.guarantee is None:
        return Worst(person, everybody, Fraction(limits.budget))
    return Worst(person, everybody, everybody * windows if everybody is not None and windows else None)


def lowest(bounds: Iterable[Fraction | int | None]) -> Fraction | None:
    """The tightest of several bounds; None when there is none."""
    return min((Fraction(bound) for bound in bounds if bound is not None), default=None)


def total(bounds: Iterable[Fraction | None]) -> Fraction | None:
    summed = list(bounds)
    known = [bound for bound in summed if bound is not None]
    return sum(known, Fraction(0)) if len(known) == len(summed) else None


def highest_score(parts: tuple[Part, ...]) -> Fraction | None:
    """The best score in 10^-12 that the parts can give; None without parts, or when one has no end."""
    weighed = total(_times(part.curve.maximum(), part.weight) for part in parts)
    weight = sum((part.weight for part in parts), Fraction(0))
    return None if weighed is None or not weight else weighed / weight


def _person(offer: Offer) -> Fraction | None:
    limits, guarantee = offer.incentive.limits, offer.incentive.guarantee
    earned = lowest((_earned(offer), limits.per_person, limits.budget))
    return earned if guarantee is None or earned is None else max(earned, Fraction(guarantee))


def _earned(offer: Offer) -> Fraction | None:
    """The most the curve or the prizes give one person, before limits."""
    if offer.promise.prizes is not None:
        return Fraction(max((prize for _, prizes in offer.brackets for prize in prizes), default=0))
    if offer.curve is None:
        return Fraction(0)
    best = highest_score(offer.promise.parts)
    return offer.curve.maximum(None if best is None else rounded_fraction(best))


def _everybody(subject: Subject, offer: Offer) -> Fraction | None:
    heads, guarantee = subject.head_count(offer.incentive), offer.incentive.guarantee
    by_heads = _times(_person(offer), heads)
    # A guarantee is paid after the budget has cut, so it comes on top.
    guaranteed = Fraction(0) if guarantee is None else _times(Fraction(guarantee), heads)
    budget = total((lowest((offer.incentive.limits.budget,)), guaranteed))
    return lowest((by_heads, budget, _prize_money(offer)))


def _prize_money(offer: Offer) -> Fraction | None:
    """All prizes of one window; with `ties: all`, or a list for each team or segment, their number is open."""
    prizes = offer.promise.prizes
    if prizes is None or prizes.ties == "all" or prizes.by in ("team", "segment"):
        return None
    return Fraction(sum(prize for _, listed in offer.brackets for prize in listed))


def _times(amount: Fraction | None, factor: Fraction | int | None) -> Fraction | None:
    return None if amount is None or factor is None else amount * factor
