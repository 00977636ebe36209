"""Whether two incentives can meet in one act of one person."""

from datetime import date
from fractions import Fraction

from plaudit.plans.checks.subject import Subject
from plaudit.plans.incentive import Condition, Incentive, Span


def overlap(subject: Subject, first: Incentive, second: Incentive) -> bool:
    """False only where the plan's own text keeps them apart: by days, by people, or by what they filter."""
    spans = [span for incentive in (first, second) for span in (incentive.effective, incentive.window)]
    days = [span for span in spans if isinstance(span, Span)] + [subject.plan.effective]
    return _share_days(days) and _share_people(first, second) and not _apart(first.where, second.where)


def _share_days(spans: list[Span]) -> bool:
    latest = max((span.start for span in spans if span.start is not None), default=date.min)
    earliest = min((span.end for span in spans if span.end is not None), default=date.max)
    return latest < earliest


def _share_people(first: Incentive, second: Incentive) -> bool:
    ours, theirs = first.covers, second.covers
    pairs = ((ours.role, theirs.role), (ours.team, theirs.team), (ours.people, theirs.people))
    return all(not one or not other or set(one) & set(other) for one, other in pairs)


def _apart(first: tuple[Condition, ...], second: tuple[Condition, ...]) -> bool:
    return any(
        _exclude(one, other) or _exclude(other, one)
        for one in first
        for other in second
        if one.attribute == other.attribute
    )


def _exclude(one: Condition, other: Condition) -> bool:
    if one.test == "in" and other.test == "in":
        return not set(one.values) & set(other.values)
    if one.test == "at_least" and other.test == "at_most":
        return Fraction(one.values[0]) > Fraction(other.values[0])
    return False
