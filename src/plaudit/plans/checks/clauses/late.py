from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import together
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    open_ended = [offer for offer in subject.paying if offer.incentive.late is None and offer.counted]
    if open_ended:
        yield Remark(
            "",
            f"Nothing says until when an act may be reported for {together(open_ended)}: one found years later "
            "reopens its quarter.",
            "Write `late: {within_days: 30}` at the head of the plan: an act first recorded later than that after "
            "its window's end earns nothing.",
        )


CHECK = Check(
    code="late-unsaid",
    severity="info",
    about="No last day for reporting an act. Each late act is an adjustment of a closed period, and finance cannot "
    "call a quarter done.",
    cites="how it pays, rule 27",
    find=find,
)
