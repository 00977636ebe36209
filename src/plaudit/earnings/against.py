"""What another plan would have paid: both totals of each person, and the difference."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from plaudit.earnings.accounts import Accounts
from plaudit.earnings.result import Result
from plaudit.values.money import money_text
from plaudit.values.refused import Refused

DAY = timedelta(days=1)


def against(result: Result, other: Result) -> dict[str, Any]:
    """As a document of texts; null where a problem leaves either without a number."""
    if result.currency != other.currency:
        raise Refused(
            "currencies-differ",
            f"{result.plan.key} pays in {result.currency} and {other.plan.key} in {other.currency}: "
            "write the other plan in the same currency.",
        )
    ours, theirs = _totals(result), _totals(other)
    calendar = result.plan.calendar
    people = [
        {"person": person, **_row(result, ours.get(person, 0), theirs.get(person, 0))}
        for person in _order(ours, theirs)
    ]
    return {
        "format": 1,
        "plan": result.plan.key,
        "version": result.plan.version,
        "against": {"plan": other.plan.key, "version": other.plan.version},
        "period": result.period.name(calendar.first_month, calendar.named_by),
        "as_of": result.as_of,
        "currency": result.currency,
        **_row(result, _sum(ours), _sum(theirs)),
        "people": people,
        "remarks": [said for each in (result, other) for said in _not_in_effect(each)],
    }


def _not_in_effect(result: Result) -> Iterator[str]:
    """Zeros that say nothing about the plan."""
    plan, effective = result.plan, result.plan.effective
    period = result.period.name(plan.calendar.first_month, plan.calendar.named_by)
    begins, ends = effective.start, effective.end
    if (begins is not None and begins >= result.period.end) or (ends is not None and ends <= result.period.start):
        days = [] if begins is None else [f"from {begins} on" if ends is None else str(begins)]
        days += [] if ends is None else [f"until {ends - DAY}" if begins is None else str(ends - DAY)]
        yield (
            f"{plan.key} version {plan.version} is not in effect in {period} ({' to '.join(days)}), so it pays nothing "
            "there: see `effective` in the plan."
        )


Totals = dict[str, int | None]


def _totals(result: Result) -> Totals:
    totals: Totals = {}
    for person, accounts in Accounts(result):
        earned = [account.total("earned") for account in accounts]
        totals[result.ground.laid.roster.named(person)] = (
            None if None in earned else sum(each for each in earned if each is not None)
        )
    return totals


def _order(ours: Totals, theirs: Totals) -> list[str]:
    return sorted({*ours, *theirs}, key=str.encode)


def _sum(totals: Totals) -> int | None:
    known = list(totals.values())
    return None if None in known else sum(each for each in known if each is not None)


def _row(result: Result, ours: int | None, theirs: int | None) -> dict[str, str | None]:
    """`difference` is what the other plan would have paid more."""
    return {
        "earned": _money(result, ours),
        "would_earn": _money(result, theirs),
        "difference": None if ours is None or theirs is None else _money(result, theirs - ours),
    }


def _money(result: Result, minor: int | None) -> str | None:
    return None if minor is None else money_text(minor, result.currency)
