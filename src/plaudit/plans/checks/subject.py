"""What every check is given: the plan, its offers, its other versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plaudit.plans.checks.offer import Offer, offers
from plaudit.plans.incentive import Incentive, Span
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, windows

_LAST_STEP = re.compile(r"(\.[^.\[\]]+|\[[0-9]+\]|^[^.\[\]]+)$")
_AMERICAN = ("America/", "US/", "Pacific/Honolulu")


@dataclass(frozen=True, slots=True)
class Subject:
    """One version of a plan under examination."""

    plan: Plan
    offers: tuple[Offer, ...]
    others: tuple[Plan, ...] = ()

    @classmethod
    def of(cls, plan: Plan, *others: Plan) -> "Subject":
        return cls(plan, tuple(offers(plan)), others)

    @property
    def paying(self) -> Iterator[Offer]:
        return (offer for offer in self.offers if offer.pays)

    @property
    def american(self) -> bool:
        """Whether United States wage law may apply: the plan pays dollars or keeps American time."""
        return self.plan.currency == "USD" or self.plan.calendar.time_zone.startswith(_AMERICAN)

    def says(self, key: str, incentive: Incentive | None = None) -> bool:
        """Whether the plan's text gives this key, in the incentive or at its head."""
        inside = incentive is not None and f"{incentive.path}.{key}" in self.plan.lines
        return inside or key in self.plan.lines

    def line(self, path: str) -> int | None:
        """The line of the path, or of the nearest thing around it that has one."""
        while path and path not in self.plan.lines:
            path = _LAST_STEP.sub("", path)
        return self.plan.lines.get(path, min(self.plan.lines.values(), default=None))

    def windows(self, incentive: Incentive) -> tuple[Period, ...]:
        """The windows of the incentive's life; empty when its life or its one window has no end."""
        span, window = incentive.effective, incentive.window
        if isinstance(window, Span):
            return () if window.start is None or window.end is None else (Period(window.start, window.end),)
        if span.start is None or span.end is None:
            return ()
        return windows(window, Period(span.start, span.end), self.plan.calendar.first_month)

    @staticmethod
    def head_count(incentive: Incentive) -> int | None:
        """How many people the plan's own text covers; None when it names roles or teams, not people."""
        return len(incentive.covers.people) if incentive.covers.people else None
