from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.paying:
        missing = _missing(subject, offer)
        if offer.incentive.clawback is not None and missing:
            yield Remark(
                f"{offer.path}.clawback",
                f"`{offer.key}` takes pay back, and the plan does not say {' and '.join(missing)}: some states "
                "forbid deductions from wages that count as earned.",
                "Write both, say in the plan's text that the pay is an advance until the days have passed, and let "
                "counsel read it.",
            )


def _missing(subject: Subject, offer: Offer) -> list[str]:
    said = {
        "what happens with leavers (`leavers`)": subject.says("leavers", offer.incentive),
        "how much of a later statement it may take (`recover`)": subject.says("recover"),
    }
    return [what for what, written in said.items() if not written]


CHECK = Check(
    code="clawback-terms",
    severity="warn",
    about="A clawback without a written rule for leavers or without a limit of what a later statement may lose. "
    "The day on which pay is earned is the milestone's day, and stands in the plan.",
    cites="R17; Cal. Lab. Code 221; N.Y. Lab. Law 191(1)(c), 193",
    dated="2026-11",
    jurisdiction="US-CA, US-NY",
    find=find,
)
