"""The one entry: preview, adjustment, comparison and simulation call it with other inputs; nothing else calculates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from plaudit.activities.facts import Facts, Snapshot
from plaudit.earnings.compile import Compiled, compile_plan, compile_totals
from plaudit.earnings.engines import Engine, embedded
from plaudit.earnings.ground import Ground
from plaudit.earnings.prepare import at_close, prepare
from plaudit.earnings.result import Result
from plaudit.earnings.settled import PLACES, Close, Settling, lay_settled, needed, settlings
from plaudit.earnings.spread import Reach, reach, unknown
from plaudit.earnings.steps.lines import STATED
from plaudit.plans.plan import Calendar, Plan
from plaudit.values.period import Period
from plaudit.values.problem import Problem


@dataclass(frozen=True, slots=True)
class Question:
    """These versions over this period, with the facts known at `as_of`; `closes` replaces those among the facts.

    Without `lines` each incentive has its totals alone, which takes less time.
    """

    versions: tuple[Plan, ...]
    facts: Facts
    period: Period
    as_of: datetime | None = None
    closes: tuple[Close, ...] | None = None
    lines: bool = True

    @property
    def plan(self) -> Plan:
        """The version of the period's last day; before the first one takes effect, the first."""
        ordered = sorted(self.versions, key=lambda plan: (plan.effective.start or self.period.start, plan.version))
        begun = [plan for plan in ordered if plan.effective.start is None or plan.effective.start <= self.period.last]
        return begun[-1] if begun else ordered[0]

    def known(self, at: datetime | None) -> Snapshot:
        return self.facts.at(at, self.plan.calendar.time_zone)

    def compiled(self, ground: Ground) -> Compiled:
        return compile_plan(ground) if self.lines else compile_totals(ground)


def calculate(
    versions: Sequence[Plan],
    facts: Facts,
    period: Period,
    as_of: datetime | None = None,
    closes: Sequence[Close] | None = None,
) -> Result:
    """Everybody's lines for a period, from the facts known at `as_of`; the same inputs give the same bytes.

    Raises Unreadable when a plan and its facts cannot be calculated exactly.
    """
    return answer(Question(tuple(versions), facts, period, as_of, None if closes is None else tuple(closes)))


def answer(question: Question, engine: Engine = embedded.ENGINE) -> Result:
    """The same on any engine."""
    plan, period, as_of = question.plan, question.period, question.as_of
    snapshot = question.known(as_of)
    ground = prepare(question.versions, snapshot, period, steps=question.lines)
    closes = _closes(snapshot, plan.calendar) if question.closes is None else question.closes
    settled = settlings(ground.laid, closes, as_of)
    stands: list[tuple[Any, ...]] = []
    before = Reach()
    for settling in settled:
        rows, reached = _settle(question, ground, settling)
        stands, before = [*stands, *rows], before | reached
    compiled = question.compiled(ground)
    rows = engine(compiled, ground.laid, snapshot)
    final = {slot for settling in settled for slot in settling.contests}
    reached = before | reach(ground, snapshot).only(lambda slot: slot not in final)
    still_open = [row for row in rows if row[2] != 0 or row[0] not in final]
    named = [dict(zip(STATED, row, strict=True)) for row in stands]
    return Result(
        plan=plan,
        versions=question.versions,
        period=period,
        as_of=None if as_of is None else as_of.isoformat(),
        inputs=snapshot.inputs,
        ground=ground,
        rows=[*still_open, *(tuple(row.get(column) for column in compiled.columns) for row in named)],
        columns=compiled.columns,
        unknown=unknown(ground, snapshot, reached),
        problems=_problems(snapshot, ground),
        activities=_named(snapshot, {row[compiled.columns.index("activity")] for row in rows}),
        itemized=question.lines,
    )


def _settle(question: Question, ground: Ground, settling: Settling) -> tuple[list[tuple[Any, ...]], Reach]:
    """Calculate as known at a close, keep its ranks and shares, and answer with where its contestants stood."""
    snapshot = question.known(settling.at)
    then = at_close(ground, question.versions, snapshot, needed(ground.laid, settling))
    compiled = compile_plan(then)
    embedded.lay(then.laid, snapshot)
    places = embedded.ask(compiled, snapshot, "placed", PLACES) if settling.contests else []
    shares: list[tuple[Any, ...]] = []
    if settling.budgets:
        shares = embedded.ask(compiled, snapshot, "allotted", ("slot", "person", "total", "allotted"))
    lay_settled(ground.laid, settling, places, shares)
    shown = {slot.number for slot in ground.laid.slots if slot.reported} & settling.contests
    rows = embedded.ask(compiled, snapshot, "units", STATED) if shown else []
    return [row for row in rows if row[0] in shown], reach(then, snapshot).only(settling.contests.__contains__)


def _closes(snapshot: Snapshot, calendar: Calendar) -> list[Close]:
    rows = snapshot.con.execute("SELECT period, closed_at FROM close").fetchall()
    return [
        (Period.of(period, calendar.first_month, calendar.named_by), moment.replace(tzinfo=UTC))
        for period, moment in rows
    ]


def _problems(snapshot: Snapshot, ground: Ground) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys((*snapshot.problems, *ground.laid.problems)))


def _named(snapshot: Snapshot, numbers: set[int | None]) -> dict[int, tuple[str, str]]:
    """Keys and kinds of the activities that lines speak of."""
    seen = sorted(number for number in numbers if number is not None)
    rows = snapshot.con.execute(
        "SELECT activity, key, kind FROM activity WHERE activity IN (SELECT UNNEST(?::INTEGER[]))", [seen]
    ).fetchall()
    return {number: (key, kind) for number, key, kind in rows}
