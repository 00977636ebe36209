from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.paying:
        before_cash = [counted for counted in offer.counted if counted.milestone != "paid"]
        if offer.commission and before_cash and offer.incentive.clawback is None:
            yield Remark(
                offer.path,
                f"`{offer.key}` pays a share of the deal when it is {before_cash[0].milestone}, and keeps it paid "
                "when the customer cancels or never pays.",
                "Add `clawback: {milestone: churned, within_days: 180, portion: prorated}`, or pay at the "
                "milestone `paid`.",
            )


CHECK = Check(
    code="commission-without-clawback",
    severity="warn",
    about="A percentage of a deal that is paid before the customer has paid, with nothing to take it back by.",
    cites="how it pays, rule 19",
    find=find,
)
