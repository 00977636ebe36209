from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import together
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    unsaid = [offer for offer in subject.paying if not subject.says("leavers", offer.incentive)]
    if unsaid:
        yield Remark(
            "",
            f"The plan does not say what somebody who leaves is still paid for {together(unsaid)}; unwritten, "
            "it is `leavers: stop`: nothing that happens after her last day.",
            "Write `leavers: stop`, `paid` (what she opened and is accepted later still pays) or `prorated`, and let "
            "counsel read it: some states give an earned incentive to whoever has left.",
        )


CHECK = Check(
    code="leavers-unsaid",
    severity="warn",
    about="No rule for people who leave in the middle of a window. It is the commonest dispute about a plan, and "
    "several states read a missing rule in favour of the employee.",
    cites="R17; N.Y. Lab. Law 191(1)(c)",
    dated="2026-11",
    jurisdiction="US",
    find=find,
)
