"""Which terms are in force on which day, and how an incentive's life falls into windows (rules 3 and 24)."""

from datetime import date
from itertools import pairwise
from typing import Any

from tests.oracle.slow import windows
from tests.oracle.slow.exact import minor
from tests.oracle.slow.facts import span
from tests.oracle.slow.reading import Plan
from tests.oracle.slow.windows import DAY, NAMES, Calendar, Window

Terms = dict[str, Any]
INHERITED = ("covers", "leavers", "late")


def calendar_of(plan: Plan) -> Calendar:
    written = plan.get("calendar", {})
    return Calendar(
        zone=written.get("time_zone", "UTC"),
        first_month=NAMES.index(written.get("fiscal_year_starts", "january").lower()) + 1,
        named_by=written.get("fiscal_year_named_by", "end"),
    )


def with_tills(versions: list[Plan]) -> list[Plan]:
    """Each version with the till of its own budget."""
    tills = Tills()
    return [
        plan | {"till": tills.of(span(plan["effective"]), plan.get("budget"), plan["currency"])} for plan in versions
    ]


def resolved(plan: Plan, incentive: Terms) -> Terms:
    """An incentive with what it inherits from its plan."""
    inherited = {key: plan[key] for key in INHERITED if key in plan}
    own = span(incentive.get("effective", {}))
    mine = span(plan["effective"])
    force = Window(max(own.start, mine.start), min(own.end, mine.end))
    return {
        "covers": {}, "leavers": "stop", "credit": {}, "limits": {}, "pays": "none", "prorate": "none",
        **inherited, **incentive, "force": force, "plan_budget": plan.get("budget"),
        "rates": plan.get("rates", "milestone"), "currency": plan["currency"],
    }  # fmt: skip


class Life:
    """One incentive through all versions of its plan."""

    def __init__(self, key: str, versions: list[Plan]) -> None:
        self.key = key
        self.calendar = calendar_of(versions[-1])
        self.pieces: list[tuple[Window, Terms]] = []
        own = Tills()
        self._window: dict[date, Window | None] = {}
        for place, plan in enumerate(versions):
            until = span(versions[place + 1]["effective"]).start if place + 1 < len(versions) else windows.LAST
            for incentive in plan["incentives"]:
                if incentive["key"] == key:
                    terms = resolved(plan, incentive)
                    force = Window(terms["force"].start, min(terms["force"].end, until))
                    if force.start < force.end:
                        written = terms["limits"].get("budget")
                        amount = written["amount"] if for_life(written) else None
                        till = own.of(terms["force"], amount, plan["currency"])
                        self.pieces.append((force, terms | {"till": till, "plan_till": plan["till"]}))
        self.start = min((force.start for force, _ in self.pieces), default=windows.LAST)
        self.end = max((force.end for force, _ in self.pieces), default=windows.FIRST)

    def terms(self, day: date) -> Terms | None:
        return next((terms for force, terms in self.pieces if force.holds(day)), None)

    def last_terms(self, window: Window) -> Terms:
        """The version of the window's last day; when there is none any more, the last one before it."""
        begun = [terms for force, terms in self.pieces if force.start <= window.last]
        return self.terms(window.last) or begun[-1]

    def in_force(self, window: Window) -> list[date]:
        return [day for day in window.each_day() if self.terms(day) is not None]

    def windows(self, until: date) -> list[Window]:
        """Every window that begins before `until` and shares a day with the incentive's life, in order."""
        found: list[Window] = []
        for stretch, terms in self._stretches():
            written = terms["window"]
            if isinstance(written, dict):
                fixed = span(written)
                whole = [fixed] if fixed.meets(stretch) else []
            else:
                end = min(stretch.end, max(until, stretch.start + DAY))
                whole = windows.windows(written, Window(stretch.start, end), self.calendar)
            cut = [Window(max(w.start, self._cut(stretch, 0)), min(w.end, self._cut(stretch, 1))) for w in whole]
            lived = [window for window in cut if any(force.meets(window) for force, _ in self.pieces)]
            found += [window for window in lived if window.start < until and window not in found]
        return found

    def window(self, day: date) -> Window | None:
        if day not in self._window:
            self._window[day] = next((window for window in self.windows(day + DAY) if window.holds(day)), None)
        return self._window[day]

    def _restarts(self) -> list[date]:
        return [
            force.start
            for (_, before), (force, after) in pairwise(self.pieces)
            if after.get("on_change") == "restart" and _said(before) != _said(after)
        ]

    def _stretches(self) -> list[tuple[Window, Terms]]:
        """The life, cut where a version restarts or has other windows; each stretch with the terms that name them."""
        others = [b.start for (_, old), (b, new) in pairwise(self.pieces) if old["window"] != new["window"]]
        cuts = [self.start, *sorted({*self._restarts(), *others}), self.end]
        stretches = [Window(a, b) for a, b in pairwise(cuts)]
        return [(s, next(terms for force, terms in self.pieces if force.meets(s))) for s in stretches]

    def _cut(self, stretch: Window, side: int) -> date:
        """Windows end at a restart, not at the ends of the incentive's life."""
        edge = stretch[side]
        return edge if edge in self._restarts() else (windows.FIRST, windows.LAST)[side]


def _said(terms: Terms) -> Terms:
    unsaid = {"force", "effective", "on_change", "title", "till", "plan_till", "plan_budget"}
    return {key: value for key, value in terms.items() if key not in unsaid}


def for_life(budget: Any) -> bool:
    return isinstance(budget, dict) and budget.get("per") == "effective"


class Till:
    """A budget for an effective life: how much it holds in all, from which day on."""

    def __init__(self, *amounts: int) -> None:
        self.filled = [(windows.FIRST, amount) for amount in amounts]

    def holds(self, served: date) -> tuple[date, int]:
        """Since when, and how much; what was served before the first day finds the first amount."""
        begun = [each for each in self.filled if each[0] <= served]
        return begun[-1] if begun else self.filled[0]


class Tills:
    """A version that begins when all before it have ended has a till of its own."""

    def __init__(self) -> None:
        self._till, self._spans = Till(), list[Window]()

    def of(self, written: Window, amount: str | None, currency: str) -> Till:
        if all(written.start >= each.end for each in self._spans):
            self._till = Till()
        self._spans.append(written)
        filled = self._till.filled
        if amount is not None:
            holds = minor(amount, currency)
            filled[:] = [each for each in filled if each[0] < written.start]
            if not filled or filled[-1][1] != holds:
                filled.append((written.start, holds))
        return self._till
