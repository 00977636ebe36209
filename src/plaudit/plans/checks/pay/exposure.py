from collections.abc import Iterator
from fractions import Fraction

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer, together
from plaudit.plans.checks.subject import Subject
from plaudit.plans.checks.worst import Worst, lowest, total, worst


def find(subject: Subject) -> Iterator[Remark]:
    costs = [(offer, worst(subject, offer)) for offer in subject.paying]
    for offer, most in costs:
        if most.person is not None:
            yield Remark(offer.path, _says(offer, most), _COMPARE)
    for offer in subject.offers:
        gifts = sum(award.value for award in offer.promise.awards if award.value is not None)
        if gifts:
            worth = f"{offer.money(gifts)} a person and {offer.window}"
            yield Remark(offer.path, f"`{offer.key}` gives gifts worth at most {worth}, outside payroll.", _COMPARE)
    if costs:
        yield Remark("incentives", _whole(subject, costs), _remedy(subject, costs))


_COMPARE = "Compare the figure with what you can fund."


def _says(offer: Offer, most: Worst) -> str:
    drawn = offer.incentive.draw
    person = f"`{offer.key}` costs at most {_money(offer, most.person)} a person and {offer.window}"
    if most.everybody is not None:
        person += f", {_money(offer, most.everybody)} for everybody"
    if most.life is not None and most.life != most.everybody:
        person += f", {_money(offer, most.life)} over its life"
    if most.everybody is None:
        person += "; for everybody that is times the number of people covered, which no budget bounds"
    return f"{person}." if drawn is None else f"{person}; draws of {offer.money(drawn)} can stand unearned at the end."


def _whole(subject: Subject, costs: list[tuple[Offer, Worst]]) -> str:
    budget = subject.plan.budget
    first = costs[0][0]
    bound = lowest((total(most.life for _, most in costs), budget))
    if bound is not None:
        return f"Over its life the whole plan costs at most {first.money(bound)}."
    open_ended = together([offer for offer, most in costs if most.life is None])
    known = total(most.life for _, most in costs if most.life is not None)
    rest = f" Everything else costs at most {_money(first, known)}." if known else ""
    return f"No figure bounds what the whole plan can cost: {open_ended} can grow with people, acts or time.{rest}"


def _remedy(subject: Subject, costs: list[tuple[Offer, Worst]]) -> str:
    bounded = lowest((total(most.life for _, most in costs), subject.plan.budget)) is not None
    return (
        _COMPARE
        if bounded
        else "Set `budget` at the head of the plan, or `limits.budget` in each of them, and say when the plan ends."
    )


def _money(offer: Offer, amount: Fraction | None) -> str:
    return "an open amount" if amount is None else offer.money(amount)


CHECK = Check(
    code="worst-case",
    severity="info",
    about="The most that a plan can cost, in money: for one person and window, for everybody, over its life; from "
    "curves, limits, budgets, prizes and guarantees. Finance asks for it before anything else.",
    cites="how it pays, rules 11, 15, 16 and 17",
    find=find,
)
