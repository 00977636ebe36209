from collections.abc import Iterator
from itertools import combinations

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.overlap import overlap
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for first, second in combinations([offer for offer in subject.offers if offer.curve is not None], 2):
        shared = _shared(first, second)
        if shared and overlap(subject, first.incentive, second.incentive):
            yield Remark(f"{second.path}.counts", _says(first, second, shared), _REMEDY)


_REMEDY = (
    "Let one of them count it, keep them apart with `where` or `covers`, or say in the plan's text that both are "
    "meant and compare their sum with what the act is worth."
)


def _shared(first: Offer, second: Offer) -> tuple[tuple[str, str], ...]:
    theirs = {(counted.kind, counted.milestone) for counted in second.counted}
    ours = [(counted.kind, counted.milestone) for counted in first.counted]
    return tuple(act for act in dict.fromkeys(ours) if act in theirs)


def _says(first: Offer, second: Offer, shared: tuple[tuple[str, str], ...]) -> str:
    acts = ", ".join(f"{kind.replace('_', ' ')} ({milestone})" for kind, milestone in shared)
    return f"The same act counts in `{first.key}` and in `{second.key}`: {acts}. {_price(first, second, shared[0][0])}"


def _price(first: Offer, second: Offer, kind: str) -> str:
    prices = [(offer.key, offer.first(kind)) for offer in (first, second)]
    known = [f"{price} in `{key}`" for key, price in prices if price is not None]
    one = kind.replace("_", " ")
    return f"The first {one} alone pays {' and '.join(known)}." if known else "Both move with it."


CHECK = Check(
    code="paid-twice",
    severity="warn",
    about="Two incentives pay for the same milestone of the same kind of act, for the same people on the same "
    "days: a quota and a SPIFF, most often. What one act costs is then the sum of both. Contests are not counted: "
    "a prize is no pay for one act.",
    cites="R22",
    dated="2026-11",
    find=find,
)
