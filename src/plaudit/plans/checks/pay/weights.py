from collections.abc import Iterator
from fractions import Fraction

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.values.rounding import rounded_fraction


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        whole = sum((part.weight for part in offer.promise.parts), Fraction(0))
        for part in offer.promise.parts:
            share = part.weight / whole if whole else Fraction(0)
            if share < Fraction(1, 10):
                yield Remark(offer.path, _says(offer, part.title, share), _REMEDY)


_REMEDY = "Give it a tenth of the weight or more, or leave it out: three to five parts are as many as people follow."


def _says(offer: Offer, title: str, share: Fraction) -> str:
    says = f"`{title}` weighs about {rounded_fraction(share * 100)} %"
    curve = offer.curve
    if curve is None:
        return f"{says}: the score hardly moves whether it is reached or not."
    moved = curve.exact(10**12) * share
    return f"{says}: whether it is reached or not moves about {offer.money(moved)} a {offer.window}."


CHECK = Check(
    code="small-weight",
    severity="info",
    about="A key result or index part that weighs less than a tenth: it takes attention and moves no money to "
    "speak of.",
    cites="how it pays, rule 20",
    find=find,
)
