from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        prizes = offer.promise.prizes
        if prizes is not None and prizes.seed is not None:
            yield Remark(
                f"{offer.path}.draw_lots",
                f"`{offer.key}` draws lots: a prize, chance and something given for the entry are together a "
                "lottery in most states, and pay by chance is still wages.",
                "Keep it among employees on paid time, never let customers enter for something of value, and have "
                "the rules read; or give the prizes by rank.",
            )


CHECK = Check(
    code="lottery",
    severity="warn",
    about="Prizes by lot. Prize, chance and consideration make a lottery; for customers it needs a free way in and "
    "published rules.",
    cites="R18; state lottery and sweepstakes law",
    dated="2026-11",
    jurisdiction="US states",
    find=find,
)
