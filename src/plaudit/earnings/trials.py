"""A plan on many trials at once: what may be done in days to come enters where acts are measured, and is then paid.

A trial is one way those days may go. It has slots of its own, numbered after those of the trial before it, so that
ranks, budgets and gates of one never meet another's; curves, limits and prizes are the steps that pay people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plaudit.activities.facts import Snapshot
from plaudit.activities.known import literal
from plaudit.earnings.compile import Compiled, compile_plan, compile_totals
from plaudit.earnings.engines import embedded
from plaudit.earnings.ground import Ground
from plaudit.earnings.laid import Laid
from plaudit.earnings.prepare import prepare
from plaudit.earnings.roster import window
from plaudit.earnings.slots import slots
from plaudit.earnings.steps.limit import SORTED
from plaudit.earnings.steps.lines import LIMITS
from plaudit.earnings.steps.totals import looked_at_singly
from plaudit.earnings.tables import TABLES
from plaudit.plans.incentive import Span
from plaudit.plans.plan import Plan
from plaudit.values.period import Period

if TYPE_CHECKING:
    # Naming a table must not load what holds it.
    import pyarrow as pa

# What a trial supposes: sums of acts, acts one by one, levels of metrics, gates of metrics. Of an act alone, `share` is
# the part of a limit that it may fill, and `kept` what a clawback leaves of its money: millionths.
ACTS = "trial slot part person day turn quantity"
SUPPOSED = {
    "moves": ACTS,
    "alone": f"{ACTS} share kept",
    "levels": "trial slot part person x",
    "gates": "trial slot person opened",
}
WIDE = {"quantity", "share", "kept", "x"}
TAKES_FROM_ALL = tuple(LIMITS.index(name) + 1 for name in ("budget", "prorated", "plan_budget"))
PLAN_SHORT = TAKES_FROM_ALL[-1]
BY_MONTH = """SELECT trial, slot, month, SUM(gross)::BIGINT AS gross, SUM(earned)::BIGINT AS earned,
    SUM(waiting)::BIGINT AS waiting, MAX(short) AS short FROM paid GROUP BY ALL ORDER BY ALL"""
BY_PERSON = "SELECT trial, person, SUM(earned)::BIGINT AS earned FROM paid GROUP BY ALL ORDER BY ALL"


@dataclass(frozen=True, slots=True)
class Supposed:
    """Arrow tables with the columns of SUPPOSED, for trials counted from 0."""

    trials: int
    moves: "pa.Table"
    alone: "pa.Table"
    levels: "pa.Table"
    gates: "pa.Table"


@dataclass(frozen=True, slots=True)
class Paid:
    """Minor units: by trial, slot and month (counted from the year 0), and by trial and person.

    `gross` is before limits; `short` is PLAN_SHORT where the plan's budget took something, less but not 0 where an
    incentive's own did.
    """

    by_month: "pa.Table"
    by_person: "pa.Table"


@dataclass(frozen=True, slots=True)
class Trials:
    """A plan over days of which the facts tell the first."""

    ground: Ground
    snapshot: Snapshot

    @property
    def singly(self) -> set[int]:
        """Slots in which each act has a limit or a clawback of its own: there, sums of acts say too little."""
        return looked_at_singly(self.ground, in_turn=False)

    def known(self) -> list[tuple[int, int, int]]:
        """(slot, person, measure) of what was done before the first day that is supposed."""
        query = "SELECT slot, person, SUM(quantity)::BIGINT FROM known_measured GROUP BY slot, person"
        return self.snapshot.con.execute(query).fetchall()

    def pay(self, supposed: Supposed) -> Paid:
        con = self.snapshot.con
        for name, columns in SUPPOSED.items():
            con.register("given", getattr(supposed, name))
            kinds = {each: "BIGINT" if each in WIDE else "INTEGER" for each in columns.split()}
            listed = ", ".join(f"{each}::{kind} AS {each}" for each, kind in kinds.items())
            con.execute(f"CREATE OR REPLACE TEMP TABLE supposed_{name} AS SELECT {listed} FROM given")
            con.unregister("given")
        con.execute(f"CREATE OR REPLACE TEMP TABLE trial AS SELECT range AS trial FROM range({supposed.trials})")
        with embedded.as_written(self.snapshot):
            con.execute(f"CREATE OR REPLACE TEMP TABLE paid AS {self._compiled(supposed.trials).text()}")
        return Paid(con.sql(BY_MONTH).to_arrow_table(), con.sql(BY_PERSON).to_arrow_table())

    def _compiled(self, trials: int) -> Compiled:
        """The query that pays, over each table of the plan once for every trial."""
        laid, shift = self.ground.laid, Shift.of(self.ground.laid)
        schema = self.snapshot.schema
        compiled = compile_plan(replace(self.ground, laid=shift.multiplied(laid, trials), wide_curve=True))
        compiled = compiled.reading("measured", self._measured(shift)).over("totals", _totals(shift))
        for name, table in TABLES.items():
            columns = [column for column, _ in table.columns]
            if "slot" in columns and embedded.there(laid, name):
                compiled = compiled.over(name, _repeated(name, columns, shift, schema))
        day = f"LEAST(d.day, {self.ground.end - 1})"
        month = f"(YEAR(DATE '1970-01-01' + {day}) * 12 + MONTH(DATE '1970-01-01' + {day}) - 1)::INTEGER"
        sums = ", ".join(f"SUM(d.{name})::BIGINT AS {name}" for name in ("gross", "earned", "waiting"))
        summed = f"""
            SELECT d.slot // {shift.slots} AS trial, d.slot % {shift.slots} AS slot, d.person, {month} AS month, {sums},
              MAX(CASE WHEN d.cut IN {TAKES_FROM_ALL} THEN d.cut ELSE 0 END) AS short
            FROM lines AS d WHERE d.line <> 0 GROUP BY ALL"""
        return Compiled((*compiled.steps, ("summed", summed)), ("*",))

    def _measured(self, shift: "Shift") -> str:
        """What is known in each trial, and what it supposes on top of it, by the curve of the day."""
        schema, ground = self.snapshot.schema, self.ground
        more = f", {ground.laid.part_scale} AS portion" if ground.laid.part_scale > 1 else ""
        if ground.act_only:
            more += ", s.kept AS line_kept, 1000000 AS line_kept_of"
        over = "(PARTITION BY s.trial, s.slot, s.person ORDER BY s.day, s.turn ROWS UNBOUNDED PRECEDING)"
        return f"""
            SELECT m.* REPLACE ({shift.slot("m")} AS slot) FROM known_measured AS m CROSS JOIN trial AS k
            UNION ALL BY NAME
            SELECT {shift.slot("s", "s")} AS slot, s.person, e.curve, s.turn AS activity, NULL::INTEGER AS step,
              0 AS ord, s.day, s.day AS recorded, s.share, 0 AS reason, s.quantity,
              (COALESCE(b.x, 0) + SUM(s.quantity) OVER {over})::BIGINT AS after, 0 AS n{more}
            FROM (SELECT *, NULL::BIGINT AS share, 1000000::BIGINT AS kept FROM supposed_moves
                UNION ALL SELECT * FROM supposed_alone) AS s
            JOIN {schema}.slot AS l ON l.slot = s.slot AND l.by_act = 1
            JOIN {schema}.enrolled AS e ON e.slot = s.slot AND e.person = s.person AND s.day >= e.starts
              AND s.day < e.ends AND e.opened_before IS NULL
            LEFT JOIN (SELECT slot, person, SUM(quantity) AS x FROM known_measured GROUP BY slot, person) AS b
              ON b.slot = s.slot AND b.person = s.person
            WHERE s.part = 0"""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the numbers of one trial stand from those of the trial before."""

    slots: int
    incentives: int

    @classmethod
    def of(cls, laid: Laid) -> "Shift":
        return cls(
            1 + max(slot.number for slot in laid.slots),
            1 + max(slot.incentive for slot in laid.slots),
        )

    @property
    def by_column(self) -> Mapping[str, int]:
        """A pool is named by its slot, by its incentive below 0, or by 0."""
        pools = self.slots + self.incentives
        same = {"slot": self.slots, "reads": self.slots, "previous": self.slots}
        return {**same, "incentive": self.incentives, "pool": pools}

    def slot(self, row: str, trial: str = "k") -> str:
        return f"({row}.slot + {trial}.trial * {self.slots})::INTEGER"

    def multiplied(self, laid: Laid, trials: int) -> Laid:
        """What the query's own text is made of: slots, and which of them have which limits."""
        rows, pools = dict(laid.rows), self.by_column["pool"]
        rows["slot"] = [
            (row[0] + trial * self.slots, *row[1:]) for trial in range(trials) for row in laid.table("slot")
        ]
        for name in SORTED:
            rows[name] = [
                (slot + trial * self.slots, pool + trial * pools, cap)
                for trial in range(trials)
                for slot, pool, cap in laid.table(name)
            ]
        # The highest number is all that the query asks of the rest.
        last = replace(laid.slots[-1], number=laid.slots[-1].number + (trials - 1) * self.slots)
        return replace(laid, slots=(*laid.slots, last), rows=rows)


def _repeated(name: str, columns: Sequence[str], shift: Shift, schema: str) -> str:
    by_column = shift.by_column
    selected = {
        column: f"(t.{column} + k.trial * {by_column[column]})::INTEGER" if column in by_column else f"t.{column}"
        for column in columns
    }
    source = f"{schema}.{name} AS t CROSS JOIN trial AS k"
    if name == "gate":
        selected["opened"] = "COALESCE(g.opened, t.opened)"
        source += " LEFT JOIN supposed_gates AS g ON g.trial = k.trial AND g.slot = t.slot AND g.person = t.person"
    if name in {"enrolled", "standing"}:
        # After acts are measured, only windows that their end decides ask who stands in them.
        source += f" WHERE t.slot IN (SELECT slot FROM {schema}.slot WHERE by_act = 0)"
    return f"SELECT {', '.join(f'{value} AS {column}' for column, value in selected.items())} FROM {source}"


def _totals(shift: Shift) -> str:
    slot = shift.slot("s", "s")
    acts = " UNION ALL ".join(
        f"SELECT {slot} AS slot, s.part, s.person, s.quantity AS x, "
        "CASE WHEN s.quantity <> 0 THEN s.day END AS reached "
        f"FROM supposed_{name} AS s"
        for name in ("moves", "alone")
    )
    return f"""
        SELECT slot, part, person, SUM(x)::BIGINT AS x, MAX(reached) AS reached FROM (
          SELECT {shift.slot("m")} AS slot, m.part, m.person, m.x, m.reached
          FROM known_totals AS m CROSS JOIN trial AS k
          UNION ALL {acts}
          UNION ALL SELECT {slot} AS slot, s.part, s.person, s.x, s.day AS reached
          FROM (SELECT v.*, l.last_day AS day FROM supposed_levels AS v JOIN slot AS l
            ON l.slot = v.slot + v.trial * {shift.slots}) AS s) AS known_and_supposed
        GROUP BY slot, part, person"""


def trials(versions: Sequence[Plan], snapshot: Snapshot, period: Period, begins: int) -> Trials:
    """Lay the plan over the period and keep what was reached before the day `begins`.

    Targets to come are the last ones. The snapshot is no longer good for anything else.
    """
    _carry_targets(versions, snapshot, period)
    # A temporary table stands before the one that it is made of.
    snapshot.con.execute(
        f"CREATE OR REPLACE TEMP TABLE milestone AS SELECT * FROM {snapshot.schema}.milestone WHERE day < {begins}"
    )
    ground = prepare(versions, snapshot, period)
    embedded.lay(ground.laid, snapshot)
    known = compile_totals(ground, in_turn=False)
    with embedded.as_written(snapshot):
        for step in ("measured", "totals"):
            snapshot.con.execute(f"CREATE OR REPLACE TEMP TABLE known_{step} AS {known.text(step, ('*',))}")
    return Trials(ground, snapshot)


def counted(plan: Plan, snapshot: Snapshot, period: Period) -> "pa.Table":
    """The acts that these terms would have counted in a past period, whenever they took effect.

    (incentive, part, person, activity, step, day, quantity, share, kept): the incentive by its place, from 0.
    """
    always = tuple(
        replace(each, effective=Span(), window="quarter" if isinstance(each.window, Span) else each.window)
        for each in plan.incentives
    )
    supposed = replace(plan, effective=Span(), incentives=always, budget=None)
    ground = replace(prepare((supposed,), snapshot, period), once=False)
    embedded.lay(ground.laid, snapshot)
    scale = ground.laid.part_scale
    share = f"a.share * a.portion // {scale}" if scale > 1 else "a.share"
    kept = "1000000 * a.line_kept // a.line_kept_of" if ground.act_only else "1000000"
    query = f"""
        SELECT l.incentive, a.part, a.person, a.activity, a.step, a.day, a.quantity, {share} AS share, {kept} AS kept
        FROM ({compile_plan(ground).text("acts", ("*",))}) AS a JOIN slot AS l ON l.slot = a.slot
        WHERE a.quantity <> 0 AND a.day >= {ground.start} AND a.day < {ground.end} ORDER BY ALL"""
    with embedded.as_written(snapshot):
        return snapshot.con.sql(query).to_arrow_table()


def _carry_targets(versions: Sequence[Plan], snapshot: Snapshot, period: Period) -> None:
    newest = max(versions, key=lambda plan: plan.version)
    known: dict[str, list[tuple[Period, str]]] = {}
    for incentive, text in snapshot.con.execute("SELECT DISTINCT incentive, period FROM target").fetchall():
        known.setdefault(incentive, []).append((window(text, newest.calendar), text))
    carried = list(_carried(known, versions, period))
    if carried:
        rows = ", ".join(f"({literal(key)}, {literal(last)}, {literal(until)})" for key, last, until in carried)
        snapshot.con.execute(f"""CREATE OR REPLACE TEMP TABLE target AS SELECT * FROM {snapshot.schema}.target
            UNION ALL SELECT t.incentive, t.person, c.until, t.target, t.pay FROM {snapshot.schema}.target AS t
            JOIN (VALUES {rows}) AS c(incentive, period, until) USING (incentive, period)""")


def _carried(
    known: Mapping[str, list[tuple[Period, str]]], versions: Sequence[Plan], period: Period
) -> Iterator[tuple[str, str, str]]:
    for slot in slots(versions, period):
        told = known.get(slot.key, [])
        before = [(days, text) for days, text in told if days.start < slot.window.start]
        if before and slot.window not in {days for days, _ in told}:
            yield slot.key, max(before)[1], slot.window.key
