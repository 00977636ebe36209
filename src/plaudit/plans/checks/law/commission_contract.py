from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.paying:
        if subject.american and offer.commission and not _temporary(subject, offer):
            yield Remark(
                f"{offer.path}.pays",
                f"`{offer.key}` pays a share of sales, which is a commission: in California it needs a written "
                "contract that says how it is computed and paid, signed by both, with a receipt.",
                "Print it with `plaudit plan text`, have everybody covered sign, and keep the receipts.",
            )


def _temporary(subject: Subject, offer: Offer) -> bool:
    """Outside the law: pay for a short fixed time that can only add to what the contract already gives."""
    windows = subject.windows(offer.incentive)
    return len(windows) == 1 and windows[0].days <= 92 and offer.incentive.clawback is None


CHECK = Check(
    code="commission-contract",
    severity="warn",
    about="A percentage of sales paid to an employee who works in California (New York is alike) without a signed "
    "written contract. A temporary incentive that can only add to pay is outside.",
    cites="R15; Cal. Lab. Code 2751, 204.1; N.Y. Lab. Law 191(1)(c)",
    dated="2026-11",
    jurisdiction="US-CA, US-NY",
    find=find,
)
