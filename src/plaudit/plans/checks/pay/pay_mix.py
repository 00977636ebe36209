from collections.abc import Iterator
from fractions import Fraction

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.incentive import Span
from plaudit.values.period import MONTHS
from plaudit.values.rounding import rounded_fraction


def find(subject: Subject) -> Iterator[Remark]:
    variable = subject.plan.variable_pay
    if variable is None:
        return
    yearly = [(offer, _a_year(offer)) for offer in subject.paying]
    known = [(offer, paid) for offer, paid in yearly if paid is not None]
    paid = sum((each for _, each in known), Fraction(0))
    if known and paid > Fraction(variable, 2):
        first = known[0][0]
        yield Remark(
            "variable_pay",
            f"At its targets and limits the plan pays one person {first.money(paid)} a year, more than half of her "
            f"{first.money(variable)} of variable pay.",
            "Lower targets' pay or `limits.per_person`; `plaudit simulate` tells what people are likely to get.",
        )


def _a_year(offer: Offer) -> Fraction | None:
    """What she gets at target, or at most; None where neither is written."""
    window = offer.incentive.window
    times = 1 if isinstance(window, Span) else 12 // MONTHS[window]
    at_target = _at_target(offer)
    limit = offer.incentive.limits.per_person
    bounds = [each for each in (at_target, None if limit is None else Fraction(limit)) if each is not None]
    return min(bounds) * times if bounds else None


def _at_target(offer: Offer) -> Fraction | None:
    promise = offer.promise
    if offer.curve is None or not (offer.in_targets or promise.target is not None or promise.parts):
        return None
    target = Fraction(1) if promise.target is None else promise.target
    return offer.curve.exact(rounded_fraction(target * 10**offer.scale))


CHECK = Check(
    code="pay-mix",
    severity="warn",
    about="At its targets and limits the plan pays a person more than half of the variable pay that the plan says she "
    "has (`variable_pay`): advocacy would weigh more than what she was hired for. Incentives with neither a target "
    "nor a limit for each person are not counted.",
    cites="R21",
    dated="2026-11",
    find=find,
)
