from collections.abc import Iterator
from datetime import date

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer, offers
from plaudit.plans.checks.subject import Subject
from plaudit.plans.incentive import Span
from plaudit.plans.plan import Plan
from plaudit.values.period import Length, Period, windows


def find(subject: Subject) -> Iterator[Remark]:
    start, before = subject.plan.effective.start, _before(subject)
    if start is None or before is None:
        return
    theirs = {offer.key: offer for offer in offers(before)}
    for offer in subject.offers:
        old, inside = theirs.get(offer.key), _window_holding(subject, offer, start)
        if old is not None and inside is not None and _measures_otherwise(offer, old):
            yield Remark(f"{offer.path}.counts", _says(offer, old, inside, start), _REMEDY)


_REMEDY = "Set `on_change: restart`, which cuts the window at that day, or let the version start where a window starts."


def _before(subject: Subject) -> Plan | None:
    """The version in force until this one starts."""
    ours = _starts(subject.plan)
    return max((plan for plan in subject.others if _starts(plan) < ours), key=_starts, default=None)


def _starts(plan: Plan) -> date:
    return plan.effective.start or date.min


def _window_holding(subject: Subject, offer: Offer, start: date) -> Period | None:
    """The window that the change would cut in two; None when it starts with the window, or restarts it."""
    length = offer.incentive.window
    if isinstance(length, Span) or offer.incentive.on_change == "restart":
        return None
    window = _one(length, start, subject.plan.calendar.first_month)
    return None if window.start == start else window


def _one(length: Length, start: date, first_month: int) -> Period:
    return windows(length, Period(start, date.fromordinal(start.toordinal() + 1)), first_month)[0]


def _measures_otherwise(offer: Offer, old: Offer) -> bool:
    return offer.incentive.counts != old.incentive.counts or offer.promise.measure != old.promise.measure


def _says(offer: Offer, old: Offer, window: Period, start: date) -> str:
    changed = "what it counts" if offer.incentive.counts != old.incentive.counts else "how it measures"
    return (
        f"This version changes {changed} in `{offer.key}` on {start}, inside the {offer.window} from "
        f"{window.start} to {window.last}: one running total cannot be of two things."
    )


CHECK = Check(
    code="change-needs-restart",
    severity="error",
    about="A version that counts or measures otherwise begins inside a window. Rates may change there, because "
    "each act is paid by the version of its day; the measure may not, unless the window is cut.",
    cites="how it pays, rule 24",
    find=find,
)
