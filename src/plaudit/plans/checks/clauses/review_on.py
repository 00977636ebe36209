from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    if subject.plan.review_on is None and any(subject.paying):
        yield Remark(
            "",
            "The plan names no day on which its amounts are looked at again.",
            "Write `review_on`, after one or two quarters: by then the close rate of the channel is known, and "
            "amounts can follow it.",
        )


CHECK = Check(
    code="review-unsaid",
    severity="info",
    about="No day for looking at the plan again. Amounts are set before anything is known; a plan without a review "
    "keeps them until somebody complains.",
    find=find,
)
