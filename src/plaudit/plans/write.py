"""Write a plan back: its own text, amended where its head was changed; comments survive."""

from collections.abc import Iterator

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.plans.amend import Written, amend
from plaudit.plans.document.shown import number
from plaudit.plans.head import MONTHS
from plaudit.plans.incentive import Covers, Span
from plaudit.plans.plan import Calendar, Plan
from plaudit.plans.read import read
from plaudit.values.money import money_text
from plaudit.values.refused import Refused


def write(plan: Plan, catalogue: Catalogue = BUILT_IN) -> str:
    """Text that reads as this plan; incentives follow the head in what they take over from it.

    An incentive is changed in the text, with `amend`, not in the value.
    """
    before = read(plan.text, catalogue)
    for incentive in plan.incentives:
        if incentive not in before.incentives:
            raise Refused(
                "incentive-not-in-the-text",
                f"`{incentive.key}` is not what the plan's text says. Change the text at its path, then read it again.",
            )
    if plan.incentives != before.incentives:
        raise Refused(
            "incentive-not-in-the-text", "The plan's text has other incentives. Change the text, then read it."
        )
    old = dict(_head(before))
    return amend(plan.text, {key: value for key, value in _head(plan) if value != old[key]})


def _head(plan: Plan) -> Iterator[tuple[str, Written | None]]:
    """Every key of the head; None where the plan need not say it."""
    yield "plan", plan.key
    yield "version", str(plan.version)
    yield "title", plan.title
    yield "currency", plan.currency
    yield "calendar", _calendar(plan.calendar)
    yield "covers", _covers(plan.covers)
    yield "effective", _span(plan.effective)
    yield "leavers", plan.leavers
    yield "budget", None if plan.budget is None else money_text(plan.budget, plan.currency)
    yield "recover", None if plan.recover is None else {"at_most": number(plan.recover)}
    yield "late", None if plan.late is None else {"within_days": str(plan.late)}
    yield "rates", plan.rates
    yield "review_on", None if plan.review_on is None else plan.review_on.isoformat()
    yield "variable_pay", None if plan.variable_pay is None else money_text(plan.variable_pay, plan.currency)
    yield "sign_off", plan.sign_off


def _calendar(calendar: Calendar) -> Written:
    return {
        "time_zone": calendar.time_zone,
        "fiscal_year_starts": MONTHS[calendar.first_month - 1],
        "fiscal_year_named_by": calendar.named_by,
    }


def _covers(covers: Covers) -> Written | None:
    named = {"role": covers.role, "team": covers.team, "people": covers.people}
    return {key: list(words) for key, words in named.items() if words} or None


def _span(span: Span) -> Written | None:
    days = {"from": span.start, "to": span.end}
    return {key: day.isoformat() for key, day in days.items() if day is not None} or None
