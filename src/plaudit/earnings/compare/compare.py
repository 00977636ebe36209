"""Compare what was paid with what is owed, and say why each difference is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from plaudit.activities.facts import Facts, Snapshot
from plaudit.earnings.calculate import calculate
from plaudit.earnings.compare.case import Case, Reading, Shadow
from plaudit.earnings.compare.explained.credit import credit
from plaudit.earnings.compare.explained.limit import limit
from plaudit.earnings.compare.explained.missing_act import missing_act
from plaudit.earnings.compare.explained.rate import rate
from plaudit.earnings.compare.explained.rounding import rounding
from plaudit.earnings.compare.explained.tier import tier
from plaudit.earnings.compare.key import Grain, Key
from plaudit.earnings.compare.paid import Known, read_paid
from plaudit.earnings.compare.sheet import Sheet, sheet
from plaudit.earnings.rates import Rates
from plaudit.earnings.result import Result
from plaudit.plans.plan import Plan
from plaudit.values.money import money_text
from plaudit.values.period import Period
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

# The surest first: what the lines themselves show goes before what only another calculation shows.
REASONS: tuple[tuple[str, Callable[[Case], str | None]], ...] = (
    ("rounding", rounding),
    ("limit", limit),
    ("other-tier-reading", tier),
    ("other-credit", credit),
    ("rate", rate),
    ("missing-act", missing_act),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One key; `why` and `because` are None where both lists agree, `owed` where a problem leaves no number."""

    key: Key
    paid: int
    owed: int | None
    why: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Everybody who was paid or is owed something, in order of person, incentive and activity."""

    rows: tuple[Row, ...]
    currency: str
    problems: tuple[Problem, ...]

    @property
    def different(self) -> int:
        return sum(row.why is not None for row in self.rows)

    def document(self) -> dict[str, Any]:
        """`compare --format json`; the difference is what would have to be paid on top."""
        rows = [
            {
                "person": row.key.person,
                "incentive": row.key.incentive,
                "activity": row.key.activity,
                "paid": money_text(row.paid, self.currency),
                "owed": None if row.owed is None else money_text(row.owed, self.currency),
                "difference": None if row.owed is None else money_text(row.owed - row.paid, self.currency),
                "class": row.why,
                "because": row.because,
            }
            for row in self.rows
        ]
        return {"rows": rows, "equal": len(rows) - self.different, "different": self.different}


@dataclass(frozen=True, slots=True)
class Question:
    """What was calculated elsewhere: these versions over this period, with what was known at a moment."""

    versions: tuple[Plan, ...]
    facts: Facts
    period: Period
    as_of: datetime | None = None

    def answer(self, versions: Sequence[Plan]) -> Result:
        return calculate(versions, self.facts, self.period, self.as_of)


def compare(question: Question, file: Path) -> Compared:
    """Raises Unreadable for a paid list with mistakes."""
    result = question.answer(question.versions)
    snapshot = result.ground.laid.roster.snapshot
    rates = Rates.of(snapshot.con.execute("SELECT day, base, quote, rate FROM rate").fetchall())
    paid = read_paid(file, _known(question, snapshot, result, rates))
    owed = sheet(result, paid.grain)
    read: dict[Reading, Sheet | None] = {}
    shadow = Shadow(
        versions=question.versions,
        paid=paid,
        owed=owed,
        again=partial(_again, question, paid.grain, read),
        rates=rates,
        currencies=_currencies(snapshot),
    )
    keys = {*paid.amounts, *(key for key in owed.lines if owed.total(key) != 0)}
    keys |= {paid.grain.key(person, incentive, None) for person, incentive in owed.unknown}
    rows = tuple(_row(shadow, key) for key in sorted(keys, key=lambda key: key.order))
    return Compared(rows, result.currency, (*paid.problems, *result.problems))


def _known(question: Question, snapshot: Snapshot, result: Result, rates: Rates) -> Known:
    return Known(
        people=_keys(snapshot, "person"),
        incentives=frozenset(each.key for plan in question.versions for each in plan.incentives),
        activities=_keys(snapshot, "activity"),
        currency=result.currency,
        period=question.period,
        rates=rates,
    )


def _keys(snapshot: Snapshot, table: str) -> frozenset[str]:
    return frozenset(key for (key,) in snapshot.con.execute(f"SELECT key FROM {table}").fetchall())


def _currencies(snapshot: Snapshot) -> dict[str, str]:
    rows = snapshot.con.execute("SELECT key, currency FROM activity WHERE currency IS NOT NULL").fetchall()
    return dict(rows)


def _again(question: Question, grain: Grain, read: dict[Reading, Sheet | None], reading: Reading) -> Sheet | None:
    """Calculated once for all differences; a reading that changes nothing, or cannot be calculated, explains none."""
    if reading not in read:
        changed = tuple(reading.plan(plan) for plan in question.versions)
        try:
            read[reading] = None if changed == question.versions else sheet(question.answer(changed), grain)
        except Unreadable:
            read[reading] = None
    return read[reading]


def _row(shadow: Shadow, key: Key) -> Row:
    paid = shadow.paid.amounts.get(key, 0)
    owed = shadow.owed.total(key)
    if owed is None:
        return Row(key, paid, None, "unknown", shadow.owed.why_unknown(key))
    if owed == paid:
        return Row(key, paid, owed)
    case = Case(key, paid, owed, shadow)
    for name, explain in REASONS:
        because = explain(case)
        if because is not None:
            return Row(key, paid, owed, name, because)
    return Row(key, paid, owed, "unknown", _unexplained(case))


def _unexplained(case: Case) -> str:
    acts = len({line.activity for line in case.lines if line.activity is not None and line.earned})
    count = "what is no act" if acts == 0 else "one act" if acts == 1 else f"{acts} acts"
    return (
        f"Paid {case.money(case.paid)}, owed {case.money(case.owed)} for {count}; no other reading gives it. "
        f"See `plaudit explain --person {case.key.person}`."
    )
