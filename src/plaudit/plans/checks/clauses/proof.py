from collections.abc import Iterator

from plaudit.plans.checks.endorsement import public
from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import together
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    unproved = [
        offer for offer in subject.paying if offer.incentive.proof is None and any(public(kind) for kind in offer.kinds)
    ]
    if unproved:
        yield Remark(
            "",
            f"Nothing says what shows that an act happened for {together(unproved)}: whoever logs it is its "
            "only source.",
            "Write `proof: link` (or `file`): the published page is then the source of truth and of the date.",
        )


CHECK = Check(
    code="proof-unsaid",
    severity="info",
    about="Public acts (reviews, stories, posts) that pay without a source of truth beside the word of the person "
    "who earns.",
    cites="R19",
    dated="2026-11",
    find=find,
)
