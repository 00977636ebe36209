from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

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
        old = theirs.get(offer.key)
        changed = None if old is None else _changed(offer, old)
        if old is None or changed is None or offer.incentive.on_change == "restart":
            continue
        cut = _cut(subject, (old, offer), start)
        if cut is not None:
            yield Remark(f"{offer.path}.{changed.key}", _says(offer, changed, cut, start), _REMEDY)


_REMEDY = "Set `on_change: restart`, which cuts the window at that day, or let the version start where a window starts."


def _before(subject: Subject) -> Plan | None:
    """The version in force until this one starts."""
    ours = _starts(subject.plan)
    return max((plan for plan in subject.others if _starts(plan) < ours), key=_starts, default=None)


def _starts(plan: Plan) -> date:
    return plan.effective.start or date.min


def _cut(subject: Subject, held: Sequence[Offer], start: date) -> str | None:
    """The window, of the old length or of the new one, that the change would cut in two."""
    for offer in held:
        length = offer.incentive.window
        if not isinstance(length, Span):
            window = _one(length, start, subject.plan.calendar.first_month)
            if window.start != start:
                return f"{offer.window} from {window.start} to {window.last}"
    return None


def _one(length: Length, start: date, first_month: int) -> Period:
    return windows(length, Period(start, date.fromordinal(start.toordinal() + 1)), first_month)[0]


class Changed(NamedTuple):
    """What a version says otherwise: the plan's key, in words, and why a window does not survive it."""

    key: str
    what: str
    why: str


def _changed(offer: Offer, old: Offer) -> Changed | None:
    if offer.incentive.counts != old.incentive.counts:
        return Changed("counts", "what it counts", "one running total cannot be of two things")
    if offer.promise.measure != old.promise.measure:
        return Changed("counts", "how it measures", "one running total cannot be of two things")
    if offer.incentive.window != old.incentive.window:
        return Changed("window", "the length of windows", "an act belongs to one window")
    return None


def _says(offer: Offer, changed: Changed, cut: str, start: date) -> str:
    return f"This version changes {changed.what} in `{offer.key}` on {start}, inside the {cut}: {changed.why}."


CHECK = Check(
    code="change-needs-restart",
    severity="error",
    about="A version that counts or measures otherwise, or has windows of another length, begins inside a window. "
    "Rates may change there, because each act is paid by the version of its day; the measure may not, unless the "
    "window is cut.",
    cites="how it pays, rule 24",
    find=find,
)
