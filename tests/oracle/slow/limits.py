"""What a line keeps: caps by act and person, budgets by who came first or in proportion (rules 7a, 15, 22a)."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.slow.exact import divide, minor, rounded
from tests.oracle.slow.units import Line, Unit
from tests.oracle.slow.versions import Terms, Till, for_life

RANKS = {"act": 0, "level": 1, "score": 2, "prize": 3}
ZERO = Fraction(0)


class Budget(NamedTuple):
    amount: int | None = None
    whole_life: bool = False
    prorated: bool = False


def budget(terms: Terms) -> Budget:
    limits = terms["limits"]
    if "budget" not in limits:
        return Budget()
    written = limits["budget"]
    if not isinstance(written, dict):
        written = {"amount": written}
    prorated = limits.get("budget_share", "first") == "prorate"
    return Budget(minor(written["amount"], terms["currency"]), for_life(written), prorated)


def by_rule_7(line: Line) -> tuple[int, date, bytes, int]:
    return RANKS[line.kind], line.on, (line.activity or "").encode(), line.order


def by_rule_7a(place: int, unit: Unit, line: Line) -> tuple[object, ...]:
    recorded = line.recorded or line.on
    activity = (line.activity or "").encode()
    return recorded, line.on, line.kind != "act", activity, unit.person.encode(), place, line.order


def capped(lines: Iterable[tuple[int, Line]], limit: str) -> None:
    """Each line keeps what its running total adds below its cap; a falling total gives room back."""
    total = 0
    for cap, line in lines:
        before, total = total, total + line.money
        line.keep(min(cap, total) - min(cap, before), limit)


def per_activity(unit: Unit) -> None:
    if "per_activity" not in unit.terms["limits"]:
        return
    cap = minor(unit.terms["limits"]["per_activity"], unit.terms["currency"])
    for line in unit.lines:
        if line.kind == "act" and line.share is not None:
            line.keep(min(line.money, rounded(cap * line.share * line.part)), "per-activity")


def per_person(terms: Terms, lines: list[Line]) -> None:
    if "per_person" in terms["limits"]:
        cap = minor(terms["limits"]["per_person"], terms["currency"])
        capped([(cap, line) for line in sorted(lines, key=by_rule_7)], "per-person")


class Pooled(NamedTuple):
    """A unit that shares a budget, and its incentive's place in the plan."""

    place: int
    unit: Unit


class Total:
    """What was asked of a till; it begins anew, with what was kept, when somebody changes what the till holds."""

    def __init__(self, till: Till) -> None:
        self.till, self.asked, self.kept = till, 0, 0
        self._since: date | None = None

    def keeps(self, line: Line, money: int) -> int:
        """What of this money the till would pay now."""
        since, holds = self.till.holds(line.recorded or line.on)
        if since != self._since:
            self._since, self.asked = since, self.kept
        return min(holds, self.asked + money) - min(holds, self.asked)

    def ask(self, line: Line, money: int) -> int:
        kept = self.keeps(line, money)
        self.asked, self.kept = self.asked + money, self.kept + kept
        return kept


def first_come(till: Till, pool: list[Pooled], limit: str) -> None:
    """As the lines stand, and with everything doubtful at its least and at its most."""
    for end in ("lines", "least", "most"):
        total = Total(till)
        lines = [(by_rule_7a(each.place, each.unit, line), line) for each in pool for line in getattr(each.unit, end)]
        for _, line in sorted(lines, key=lambda each: each[0]):
            line.keep(total.ask(line, line.money), limit)


def in_plan(till: Till, pool: list[Pooled]) -> None:
    """The plan's budget; whose money it could make another, between the most after little and the least after much."""
    ends = [
        (by_rule_7a(each.place, each.unit, least), each.unit, least, most)
        for each in pool
        for least, most in zip(each.unit.least, each.unit.most, strict=True)
    ]
    low, high = Total(till), Total(till)
    for _, unit, least, most in sorted(ends, key=lambda each: each[0]):
        unit.unknown |= low.keeps(most, most.money) != high.keeps(least, least.money)
        low.ask(least, least.money)
        high.ask(most, most.money)
    first_come(till, pool, "plan-budget")


def prorated(amount: int, units: list[Unit], closed: list[Unit] | None) -> None:
    """In proportion to totals; after a close the totals of then keep what they were allotted then."""
    units = sorted(units, key=lambda unit: unit.person.encode())
    totals = {unit.person: _total(unit) for unit in units}
    then = totals if closed is None else {unit.person: _total(unit) for unit in closed}
    then = {person: then.get(person, 0) for person in totals}
    allotted = _allot(amount, then)
    first = {person: _part(min(totals[person], then[person]), then[person], allotted[person]) for person in totals}
    extra = {person: max(0, totals[person] - then[person]) for person in totals}
    left = _allot(amount - sum(first.values()), extra)
    for unit in units:
        of = unit.person
        running = kept = 0
        for line in sorted(unit.lines, key=by_rule_7):
            running += line.money
            # A total that falls again may have passed what it ends at.
            settled = min(running, then[of]) if extra[of] else running
            upto = _part(max(0, settled), then[of], allotted[of])
            upto += _part(max(0, running - then[of]), extra[of], left[of])
            line.keep(upto - kept, "budget")
            kept = upto


def _total(unit: Unit) -> int:
    """Whoever has less than nothing has no part in a budget."""
    return max(0, sum(line.money for line in unit.lines))


def _allot(amount: int, totals: dict[str, int]) -> dict[str, int]:
    if sum(totals.values()) <= amount:
        return totals
    return dict(zip(totals, divide(amount, [Fraction(total) for total in totals.values()]), strict=True))


def _part(running: int, total: int, allotted: int) -> int:
    return running * allotted // total if total else 0
