"""Compare what was paid with what is owed, and say why each difference is there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compare.case import Case, Shadow
from plaudit.earnings.compare.explained.credit import credit
from plaudit.earnings.compare.explained.limit import limit
from plaudit.earnings.compare.explained.missing_act import missing_act
from plaudit.earnings.compare.explained.rate import rate
from plaudit.earnings.compare.explained.rounding import rounding
from plaudit.earnings.compare.explained.tier import tier
from plaudit.earnings.compare.key import Key
from plaudit.earnings.compare.paid import Known, read_paid
from plaudit.earnings.compare.readings import Question, Readings
from plaudit.earnings.compare.sheet import sheet
from plaudit.earnings.rates import Rates
from plaudit.earnings.result import Result
from plaudit.values.money import money_text
from plaudit.values.problem import Problem

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


# Told how many of the differences are explained, after each reason.
Progress = Callable[[int, int], None]


def compare(question: Question, file: Path, tell: Progress = lambda _done, _total: None) -> Compared:
    """Raises Unreadable for a paid list with mistakes."""
    result = question.answer(question.versions)
    snapshot = result.ground.laid.roster.snapshot
    rates = Rates.of(snapshot.con.execute("SELECT day, base, quote, rate FROM rate").fetchall())
    paid = read_paid(file, _known(question, snapshot, result, rates))
    owed = sheet(result, paid.grain)
    unexplained: dict[Key, Case] = {}
    shadow = Shadow(
        versions=question.versions,
        paid=paid,
        owed=owed,
        again=Readings(question, owed, unexplained).again,
        rates=rates,
        currencies=_currencies(snapshot),
    )
    keys = {*paid.amounts, *(key for key in owed.lines if owed.total(key) != 0)}
    keys |= {paid.grain.key(person, incentive, None) for person, incentive in owed.unknown}
    rows = {key: _row(shadow, key) for key in sorted(keys, key=lambda key: key.order)}
    differing = ((key, row.paid, row.owed) for key, row in rows.items() if row.why is None and row.paid != row.owed)
    unexplained |= {key: Case(key, was, is_owed, shadow) for key, was, is_owed in differing if is_owed is not None}
    rows |= _explained(unexplained, tell)
    return Compared(tuple(rows.values()), result.currency, (*paid.problems, *result.problems))


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


def _row(shadow: Shadow, key: Key) -> Row:
    """Before it is explained."""
    paid, owed = shadow.paid.amounts.get(key, 0), shadow.owed.total(key)
    return Row(key, paid, owed) if owed is not None else Row(key, paid, None, "unknown", shadow.owed.why_unknown(key))


def _explained(unexplained: dict[Key, Case], tell: Progress) -> dict[Key, Row]:
    """One reason after the other for everything that no earlier one explains, so that few need another calculation."""
    rows: dict[Key, Row] = {}
    different = len(unexplained)
    for name, explain in REASONS:
        tell(different - len(unexplained), different)
        for case in tuple(unexplained.values()):
            because = explain(case)
            if because is not None:
                rows[case.key] = Row(case.key, case.paid, case.owed, name, because)
                del unexplained[case.key]
    return rows | {
        case.key: Row(case.key, case.paid, case.owed, "unknown", _unexplained(case)) for case in unexplained.values()
    }


def _unexplained(case: Case) -> str:
    acts = len({line.activity for line in case.lines if line.activity is not None and line.earned})
    count = "what is no act" if acts == 0 else "one act" if acts == 1 else f"{acts} acts"
    return f"Paid {case.money(case.paid)}, owed {case.money(case.owed)} for {count}; no other reading gives it."
