from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import together
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    unfunded = [offer for offer in subject.paying if offer.incentive.funded_by is None]
    if unfunded:
        yield Remark(
            "",
            f"Nobody is named who pays for {together(unfunded)}.",
            "Write `funded_by` (sales, marketing, customer success): the cost then lands in that budget, and "
            "payroll files keep it apart.",
        )


CHECK = Check(
    code="funded-by-unsaid",
    severity="info",
    about="An incentive without a payer. SPIFFs of sales or marketing that customer success pays by default are "
    "the ones that are cancelled when budgets are tight.",
    find=find,
)
