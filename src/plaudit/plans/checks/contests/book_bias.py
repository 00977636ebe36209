from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        prizes, measure = offer.promise.prizes, offer.promise.measure
        levelled = measure.per_accounts or measure.improvement
        if prizes is not None and prizes.by is None and prizes.seed is None and not levelled:
            yield Remark(
                offer.path,
                f"`{offer.key}` ranks plain totals: whoever holds more accounts has more chances to win.",
                "Rank by account (`measure: {per: accounts}`), by improvement (`measure: improvement`), or within "
                "`brackets: {by: accounts, bounds: [...]}`.",
            )


CHECK = Check(
    code="book-bias",
    severity="info",
    about="A contest over totals, without brackets and not by account, that the largest portfolio is likely to win.",
    cites="how it pays, rule 17",
    find=find,
)
