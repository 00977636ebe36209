from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        singles = [prizes[0] for _, prizes in offer.brackets if len(prizes) == 1]
        crowd = _crowd(subject, offer)
        if singles and (crowd is None or crowd >= 5):
            yield Remark(f"{offer.path}.prizes", _says(offer, singles[0], crowd), _remedy(offer, singles[0], crowd))


def _crowd(subject: Subject, offer: Offer) -> int | None:
    """How many compete for one list of prizes; people are taken to fall into the brackets evenly."""
    heads = subject.head_count(offer.incentive)
    return None if heads is None or _by_name(offer) else heads // max(1, len(offer.brackets))


def _says(offer: Offer, prize: int, heads: int | None) -> str:
    crowd = "however many compete" if heads is None else f"and {heads} compete"
    each = " in each bracket" if len(offer.brackets) > 1 or _by_name(offer) else ""
    return (
        f"There is one prize of {offer.money(prize)}{each}, {crowd}: whoever falls behind early, or has the smaller "
        "book, has no reason to go on."
    )


def _by_name(offer: Offer) -> bool:
    return offer.promise.prizes is not None and offer.promise.prizes.by in ("team", "segment")


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
