from collections.abc import Iterator
from datetime import date

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.incentive import Span
from plaudit.values.period import Period


def find(subject: Subject) -> Iterator[Remark]:
    review = subject.plan.review_on
    for offer in subject.paying:
        first = next(iter(subject.windows(offer.incentive)), None)
        fixed = isinstance(offer.incentive.window, Span)
        # A standing plan without any review has its own finding; a SPIFF that ends must be judged by what follows it.
        if first is not None and first.days <= 92 and (review is not None or fixed):
            clear = date.fromordinal(first.end.toordinal() + first.days)
            if review is None or review < clear:
                yield Remark(f"{offer.path}.window", _says(offer, first, review), _remedy(clear))


def _says(offer: Offer, window: Period, review: date | None) -> str:
    judged = "no review is set" if review is None else f"the plan is reviewed on {review}"
    return (
        f"`{offer.key}` runs from {window.start} to {window.last} and {judged}: acts that were only pulled forward "
        "into these days will look like success, and the slump after them will not be seen."
    )


def _remedy(clear: date) -> str:
    return f"Set `review_on: {clear}` or later, so that as many days after the window are counted as in it."


CHECK = Check(
    code="no-washout",
    severity="warn",
    about="A window of a quarter or less that is judged before an equal time has passed after it. Part of what an "
    "incentive moves is timing: 6 to 8 % of revenue in one study.",
    cites="R20; Oyer 1998, QJE 113:149; Larkin 2014, JOLE 32(2):199",
    dated="2026-11",
    find=find,
)
