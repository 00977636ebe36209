from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        prizes = [prize for _, listed in offer.brackets for prize in listed if prize > 0]
        heads = subject.head_count(offer.incentive)
        many = offer.promise.prizes is not None and offer.promise.prizes.by in ("team", "segment")
        if len(prizes) == 1 and not many and (heads is None or heads >= 5):
            yield Remark(f"{offer.path}.prizes", _says(offer, prizes[0], heads), _remedy(offer, prizes[0], heads))


def _says(offer: Offer, prize: int, heads: int | None) -> str:
    crowd = "however many compete" if heads is None else f"and {heads} compete"
    return (
        f"There is one prize of {offer.money(prize)}, {crowd}: whoever falls behind early, or has the smaller "
        "book, has no reason to go on."
    )


def _remedy(offer: Offer, prize: int, heads: int | None) -> str:
    if heads is None:
        return (
            "Split it into equal prizes for about a third of the people, at least two (two of "
            f"{offer.money(prize // 2)}); with fewer than five people one prize is enough."
        )
    winners = max(2, (2 * heads + 3) // 6)
    return f"Split it into {winners} equal prizes of {offer.money(prize // winners)}."


CHECK = Check(
    code="single-winner",
    severity="warn",
    about="One winner among five or more, or among nobody knows how many. In the field and in the laboratory "
    "several equal prizes bring more effort than one; a third of the contestants, at least two, is the rule of "
    "thumb.",
    cites="R20; Lim, Ahearne & Ham 2009, JMR 46(3):356; Kalra & Shi 2001, Marketing Science 20(2):170",
    dated="2026-11",
    find=find,
)
