"""One deal and several people: split credit, and an amount spread over weights."""

from fractions import Fraction

from plaudit.values.allocate import allocate
from plaudit.values.money import minor
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import bounty, commission, deal, money, percent, reviews, text, unscaled
from tests.conformance.world import Person, World


def credit(inputs: Inputs) -> Answer:
    shares = (
        (inputs["sdr_split_pct"], inputs["sdr_rate_pct"], inputs["sdr_meeting"]),
        (inputs["ae_split_pct"], inputs["ae_rate_pct"], "0"),
    )
    return credited(inputs["deal"], shares, "payouts", "amount")


def credited(amount: str, shares: tuple[tuple[str, str, str], ...], each: str, total: str) -> Answer:
    """Each has a share of the credit, a rate of his own, and perhaps a fixed amount for the meeting."""
    people = [f"p{number}" for number, _ in enumerate(shares)]
    terms = []
    for person, (_, rate, fixed) in zip(people, shares, strict=True):
        terms.append(commission(f"rate-{person}", {"rate": percent(Fraction(rate) / 100)}, covers=[person]))
        terms.append(bounty(f"meeting-{person}", {"each": money(fixed)}, covers=[person]))
    given = tuple((person, text(Fraction(share) / 100)) for person, (share, _, _) in zip(people, shares, strict=True))
    acts = [deal("deal", amount, shares=given, person="")]
    acts += [act for person in people for act in reviews(1, mark=f"meeting-{person}", person=person)]
    world = World(tuple(terms), tuple(acts), people=tuple(map(Person, people)))
    return Answer(
        lambda earned: {
            each: [unscaled(earned[0].money(person=person)) for person in people],
            total: unscaled(earned[0].money()),
        },
        (world,),
    )


def spread(inputs: Inputs) -> Answer:
    parts = allocate(minor(inputs["amount"], "USD"), [Fraction(weight) for weight in inputs["weights"]])
    return Answer.of(None, shares=[Fraction(part, 100) for part in parts])


KINDS = (
    Kind(credit, needs=("ae_rate_pct", "ae_split_pct", "deal", "sdr_meeting", "sdr_rate_pct", "sdr_split_pct")),
    Kind(spread, needs=("amount", "weights")),
)
