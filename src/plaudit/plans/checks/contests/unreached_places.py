from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        heads = subject.head_count(offer.incentive)
        places = max((len(prizes) for _, prizes in offer.brackets), default=0)
        if heads is not None and places >= heads:
            yield Remark(
                f"{offer.path}.prizes",
                f"There are {places} prizes for {heads} people: "
                + ("everybody wins, and the last place pays too." if places == heads else "nobody can reach the last."),
                f"Keep at most {max(1, heads // 2)}: with fewer winners than losers a place is worth working for.",
            )


CHECK = Check(
    code="more-prizes-than-people",
    severity="warn",
    about="A contest with as many prizes as people, or more: a bonus for taking part, or places that nobody reaches.",
    cites="Kalra & Shi 2001, Marketing Science 20(2):170",
    dated="2026-11",
    find=find,
)
