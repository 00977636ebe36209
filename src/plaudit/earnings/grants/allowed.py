"""Whether money may be given by hand at all: the incentive, its window, the person, the amount (rule 26)."""

from collections.abc import Sequence
from datetime import date, timedelta

from plaudit.activities.models import Close
from plaudit.earnings.promised import promised
from plaudit.earnings.slots import Edition, Slot, slots
from plaudit.people.models import Person
from plaudit.people.recorded import standing
from plaudit.plans.plan import Plan
from plaudit.plans.programs.covered import covered, stretches
from plaudit.values.money import Money, MoneyUnreadable
from plaudit.values.period import Period, day_number
from plaudit.values.refused import Refused


def allowed(plans: Sequence[Plan], incentive: str, person: Person, on: date, *, today: date) -> Slot:
    """The window that the grant will stand in. Raises Refused with what is in the way."""
    if on > today:
        raise Refused("grant-day-to-come", f"{on} is still to come: a grant is for what somebody has done.")
    slot = next((each for each in _slots(plans, on) if each.key == incentive), None)
    edition = None if slot is None else _edition(slot, on)
    if slot is None or edition is None:
        raise Refused("grant-no-window", f"{_title(plans, incentive)} has no window on {on}: choose a day it holds.")
    if not promised(edition.incentive, edition.plan.currency).pays:
        raise Refused("grant-without-money", f"{edition.incentive.title} pays no money, so none can be granted in it.")
    if person.key not in covered(edition.incentive.covers, _day(on), stretches({person.key})):
        says = f"{edition.incentive.title} does not cover {person} on {on}, so nothing can be granted there."
        raise Refused("grant-not-covered", says)
    closed = _closed(slot.window, plans[-1])
    if closed is not None:
        says = f"{closed} is closed, and nothing is added to it: choose a day in a window that is open."
        raise Refused("grant-closed", says)
    return slot


def amount(text: str, currency: str) -> Money:
    """Raises Refused for what is no amount, nothing, less, or finer than the currency."""
    try:
        money = Money.of(text.strip(), currency)
    except MoneyUnreadable as wrong:
        raise Refused("grant-amount", str(wrong)) from wrong
    if money.minor <= 0:
        raise Refused("grant-amount", "A grant gives something: write an amount above 0. Taking back is a retraction.")
    if money.minor >= _MOST:
        raise Refused("grant-amount", f"{money} {currency} is more than any grant: look at the amount again.")
    return money


# Facts hold amounts in millionths in 64 bits, and no honest grant is near.
_MOST = 10**11


def _slots(plans: Sequence[Plan], on: date) -> tuple[Slot, ...]:
    return tuple(each for each in slots(plans, _day(on)) if each.window.holds(on))


def _day(on: date) -> Period:
    return Period(on, on + timedelta(days=1))


def _edition(slot: Slot, on: date) -> Edition | None:
    return next((each for each in slot.editions if each.starts <= day_number(on) < each.ends), None)


def _title(plans: Sequence[Plan], incentive: str) -> str:
    titles = {each.key: each.title for plan in plans for each in plan.incentives}
    return titles.get(incentive, incentive)


def _closed(window: Period, plan: Plan) -> str | None:
    """The closed period in which the window's last day lies, where a grant stands."""
    calendar = plan.calendar
    for name in standing(Close).order_by("period").values_list("period", flat=True):
        if Period.of(name, calendar.first_month, calendar.named_by).holds(window.last):
            return str(name)
    return None
