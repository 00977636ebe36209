from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.document.shown import number


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.paying:
        gift = offer.incentive.customer_gift
        if gift is not None and gift[0] > 0:
            value = f"{number(gift[0])} {gift[1]}"
            yield Remark(f"{offer.path}.customer_gift", _says(offer, value), _REMEDY)


_REMEDY = (
    "Compare the sum of both, not each, with what the act is worth (`plaudit evidence amount`), and lower one of "
    "them if the sum is more."
)


def _says(offer: Offer, gift: str) -> str:
    first = offer.first(offer.kinds[0]) if offer.kinds else None
    csm = "the CSM is paid" if first is None else f"the CSM is paid {first} for the first"
    return f"One act costs twice: {csm}, and the customer gets {gift}."


CHECK = Check(
    code="customer-paid-too",
    severity="warn",
    about="The customer gets a gift for an act that the CSM is paid for as well: its cost is the sum of both.",
    cites="R22",
    dated="2026-11",
    find=find,
)
