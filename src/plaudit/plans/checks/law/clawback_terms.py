from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.paying:
        if offer.incentive.clawback is not None and subject.plan.recover is None:
            yield Remark(
                f"{offer.path}.clawback",
                f"`{offer.key}` takes pay back, and the plan does not say how much of a later statement that may cost: "
                "some states forbid deductions from wages that count as earned.",
                "Write `recover: {at_most: 50%}` at the head of the plan, say in its text that the pay is an advance "
                "until the days have passed, and let counsel read it.",
            )


CHECK = Check(
    code="clawback-terms",
    severity="warn",
    about="A clawback without a limit of what a later statement may lose by it. "
    "The day on which pay is earned is the milestone's day, and stands in the plan.",
    cites="R17; Cal. Lab. Code 221; N.Y. Lab. Law 191(1)(c), 193",
    dated="2026-11",
    jurisdiction="US-CA, US-NY",
    find=find,
)
