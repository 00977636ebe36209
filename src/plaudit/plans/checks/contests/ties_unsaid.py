from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        prizes = offer.promise.prizes
        if prizes is not None and prizes.seed is None and f"{offer.path}.ties" not in subject.plan.lines:
            yield Remark(
                offer.path,
                f"The contest `{offer.key}` does not say what happens when two people are equal; the prize would be "
                f"given by `ties: {prizes.ties}`.",
                "Write `ties: share` (they divide the prizes of their places), `all` (each gets the full prize) or "
                "`earliest` (who got there first).",
            )


CHECK = Check(
    code="ties-unsaid",
    severity="warn",
    about="A contest whose rule for ties is not written. Small teams tie often, and the rule is asked for on the "
    "day when somebody loses by it.",
    cites="how it pays, rule 17",
    find=find,
)
