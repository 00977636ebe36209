"""Exchange rates: amounts converted at another day's rate, or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from plaudit.earnings.compare.case import Case, Reading
from plaudit.earnings.compare.sheet import Owed
from plaudit.plans.say import joined
from plaudit.values.currency import digits
from plaudit.values.period import day
from plaudit.values.rounding import rounded_fraction

# More acts than this are counted, not named.
NAMED = 5
OTHER_DAY = Reading(
    "the rate of the other day (the window's last for the milestone's, or the reverse)",
    lambda plan: replace(plan, rates="window_end" if plan.rates == "milestone" else "milestone"),
)


def rate(case: Case) -> str | None:
    return _paid_abroad(case) or _other_reading(case) or _other_rate(case)


def _other_reading(case: Case) -> str | None:
    if not _foreign(case):
        return None
    other = case.shadow.again(OTHER_DAY)
    incentives = None if other is None else case.paid_under(other)
    if incentives is None:
        return None
    said = "each milestone's day" if case.shadow.versions[-1].rates == "milestone" else "the window's last day"
    return f"{incentives}: paid at {OTHER_DAY.says}; the plan converts at the rate of {said}."


def _foreign(case: Case) -> list[tuple[Owed, str]]:
    """Lines of acts whose amount is in another currency, and moves the money."""
    found = []
    for line in case.lines:
        currency = case.shadow.currencies.get(str(line.activity))
        if currency not in {None, case.shadow.currency} and line.exact:
            found.append((line, str(currency)))
    return found


def _other_rate(case: Case) -> str | None:
    """One day's rate for all foreign acts of the key, the nearest day first; or the amounts as they stand."""
    foreign = _foreign(case)
    currencies = {currency for _, currency in foreign}
    if len(currencies) != 1:
        return None
    currency = currencies.pop()
    for on, other in _candidates(case, currency, foreign[0][0].on):
        paid = case.owed
        for line, _ in foreign:
            own = case.shadow.rates.at(line.on, currency, case.shadow.currency)
            if own is None or line.exact is None:
                return None
            paid += rounded_fraction(line.exact * other / own) - line.earned
        if paid == case.paid:
            return _sentence(case, foreign, on, other)
    return None


def _candidates(case: Case, currency: str, near: int) -> Iterator[tuple[int | None, Fraction]]:
    yield None, Fraction(1)
    quote, rates = case.shadow.currency, case.shadow.rates
    days = {*rates.days.get((currency, quote), ()), *rates.days.get((quote, currency), ())}
    for on in sorted(days, key=lambda on: (abs(on - near), on)):
        found = rates.at(on, currency, quote)
        if found is not None:
            yield on, found


def _sentence(case: Case, foreign: list[tuple[Owed, str]], on: int | None, other: Fraction) -> str:
    line, currency = foreign[0]
    pair = f"{currency} to {case.shadow.currency}"
    acts = list(dict.fromkeys(str(line.activity) for line, _ in foreign))
    named = joined(acts if len(acts) <= NAMED else [*acts[:NAMED], f"{len(acts) - NAMED} more"])
    were = f"{named} {'was' if len(acts) == 1 else 'were'} paid"
    found = (case.shadow.rates.at(line.on, currency, case.shadow.currency) for line, _ in foreign)
    own = sorted({rate for rate in found if rate is not None})
    if len(own) == 1:
        here = f"the plan takes {_shown(own[0])} ({pair}, {day(line.on).isoformat()})"
    else:
        here = f"the plan takes {_shown(own[0])} to {_shown(own[-1])} ({pair}), the rate of each act's own day"
    if on is None:
        return f"{were} without converting {pair}; {here}."
    return f"{were} at {_shown(other)}, the rate of {day(on).isoformat()}; {here}."


def _shown(rate: Fraction) -> str:
    """Six decimals tell rates apart."""
    millionths = rounded_fraction(rate * 1_000_000)
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}".rstrip("0").rstrip(".")


def _paid_abroad(case: Case) -> str | None:
    """The list itself is in another currency: at which day's rate does it give what is owed?"""
    abroad = case.shadow.paid.foreign.get(case.key, ())
    currencies = {each.currency for each in abroad}
    if len(currencies) != 1:
        return None
    currency = currencies.pop()
    scale = Fraction(10 ** digits(case.shadow.currency), 10 ** digits(currency))
    amount = sum(each.amount for each in abroad)
    for on, other in _candidates(case, currency, 0):
        # The list rounds to its own minor unit, which may be worth more than ours.
        if abs(amount * scale * other - case.owed) <= max(scale * other, Fraction(1)) / 2:
            when = f"at the rate of {day(on).isoformat()}" if on is not None else "one for one"
            return f"Paid in {currency}; it is {case.money(case.owed)} {case.shadow.currency} {when}."
    return None
