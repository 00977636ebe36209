"""What limits leave: per activity, per person, gate, budget, plan budget, in this order (rule 15).

Each limit reads the money that the one before it left and adds columns of its own, so that a line can tell what each
took and how much had gone before it.
"""

from dataclasses import dataclass, field

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.earn import ACT, factors
from plaudit.earnings.steps.queue import queue

DUE = (
    *("slot", "person", "line", "activity", "step", "ord", "day", "recorded", "share", "portion"),
    *("quantity", "before", "after", "n", "reason", "curve_before", "curve"),
)


@dataclass(slots=True)
class Chain:
    """The steps so far, the columns of the last one, and which column holds the money that is left."""

    columns: tuple[str, ...]
    steps: list[Step] = field(default_factory=list)
    money: str = "gross"
    limits: list[str] = field(default_factory=list)
    way: str = ""

    @property
    def last(self) -> str:
        return self.steps[-1][0]

    def where(self, name: str, test: str) -> "Chain":
        """A chain that goes on from here with some of the lines, its steps named after them."""
        return Chain(self.columns, [(name, f"SELECT * FROM {self.last} AS d WHERE {test}")], self.money, way=f"_{name}")

    def shown(self) -> str:
        return ", ".join(f"d.{column}" for column in self.columns)

    def follow(self, name: str, query: str, *columns: str) -> None:
        """A limit whose query adds `columns`, the last of which is what it left."""
        self.steps.append((f"by_{name}{self.way}", query))
        self.columns += columns
        self.money = columns[-1]
        self.limits.append(name)


def limit(ground: Ground) -> Chain:
    """Lines whose windows have a limit that needs an order go one way, the others a shorter one past all sorting."""
    due = _due(ground)
    in_order = {row[0] for name in SORTED for row in ground.laid.table(name)}
    if in_order in (set(), {row[0] for row in ground.laid.table("slot")}):
        return _limits(ground, due, sorts=bool(in_order))
    listed = ", ".join(str(slot) for slot in sorted(in_order))
    longer = _limits(ground, due.where("sorted", f"d.slot IN ({listed})"), sorts=True)
    shorter = _limits(ground, due.where("unsorted", f"d.slot NOT IN ({listed})"), sorts=False)
    passed = ", ".join(_passed(column, longer, shorter) for column in longer.columns)
    union = f"SELECT * FROM {longer.last} UNION ALL SELECT {passed} FROM {shorter.last} AS d"
    steps = [*due.steps, *longer.steps, *shorter.steps, ("together", union)]
    return Chain(longer.columns, steps, longer.money, longer.limits)


def _passed(column: str, longer: Chain, shorter: Chain) -> str:
    """What a line shows of a limit that its way does not have: the money that the limits before it left; none waits."""
    if column in shorter.columns:
        return f"d.{column}"
    if column.endswith("_waits"):
        return f"0 AS {column}"
    if not column.startswith("after_"):
        return f"CAST(NULL AS BIGINT) AS {column}"
    earlier = [f"after_{name}" for name in longer.limits[: longer.limits.index(column.removeprefix("after_"))]]
    left = next((name for name in reversed(earlier) if name in shorter.columns), "gross")
    return f"d.{left} AS {column}"


SORTED = ("per_person", "budget", "prorated", "plan_budget")


def _limits(ground: Ground, chain: Chain, *, sorts: bool) -> Chain:
    """A slot has at most one line of a person that no act made, and it comes last: days and acts put all in order."""
    in_person = f"d.day, d.activity{ground.milestones('d')}"
    has = {name for name in SORTED if sorts and ground.has(name)}
    if ground.any("slot", 8):
        _per_activity(chain, ground.laid.part_scale)
    if "per_person" in has:
        _capped(ground, chain, "per_person", in_person)
    if ground.has("gate"):
        _gated(ground, chain)
    if "budget" in has:
        _capped(ground, chain, "budget", in_turn(ground))
    if "prorated" in has:
        _prorated(chain, in_person)
    if "plan_budget" in has:
        _capped(ground, chain, "plan_budget", in_turn(ground, ", d.slot"))
    return chain


def in_turn(ground: Ground, slot: str = "") -> str:
    """The order in which lines of several people are served (rule 7a); where incentives share, `slot` parts an act."""
    return f"{ground.learned('d')}, d.activity, d.person{slot}{ground.milestones('d')}"


def _due(ground: Ground) -> Chain:
    """Every line before its limits: acts, levels and scores from their curve, prizes from their rank."""
    gross, source = ("kept_gross", "clawed") if ground.act_only else ("gross", "earned")
    columns = DUE + (("kept", "kept_of") if ground.act_only else ()) + factors(ground)
    prize = {"curve_before": "1", "curve": "1", "kept": "1", "kept_of": "1"}
    prize |= dict.fromkeys(factors(ground), "CAST(NULL AS BIGINT)")
    rows = f"SELECT {', '.join(columns)}"
    if not ground.has("contest"):
        return Chain((*columns, "gross"), [("due", f"{rows}, {gross} AS gross FROM {source}")])
    pots = ("pot", "turn", "tied")
    no_pot = ", ".join(f"CAST(NULL AS BIGINT) AS {name}" for name in pots)
    prizes = ", ".join(f"{prize[name]} AS {name}" if name in prize else name for name in columns)
    query = (
        f"{rows}, {no_pot}, {gross} AS gross FROM {source} "
        f"UNION ALL SELECT {prizes}, {', '.join(pots)}, gross FROM prized"
    )
    return Chain((*columns, *pots, "gross"), [("due", query)])


def _per_activity(chain: Chain, part_scale: int) -> None:
    """cap x share x part, rounded once; only acts have a cap of their own."""
    portion = " * d.portion" if part_scale > 1 else ""
    cap = f"CAST(ROUNDED(WIDE(l.per_activity) * d.share{portion}, {1_000_000 * part_scale}) AS BIGINT)"
    query = f"""
        SELECT {chain.shown()}, CASE WHEN d.line = {ACT} AND l.per_activity IS NOT NULL
          THEN LEAST(d.gross, {cap}) ELSE d.gross END AS after_per_activity
        FROM {chain.last} AS d JOIN slot AS l ON l.slot = d.slot"""
    chain.follow("per_activity", query, "after_per_activity")


def _capped(ground: Ground, chain: Chain, name: str, order: str) -> None:
    """min(cap, total up to and including the line) - min(cap, total before it); a falling total gives room back.

    Only the lines of capped windows are put in order; the others pass by, and so do lines without money, unless they
    are to show how much had gone before them.
    """
    before, money = chain.last, chain.money
    moving, still = ("", "") if ground.steps else (f" WHERE d.{money} <> 0", f" OR d.{money} = 0")
    asked = queue(ground, before, name, {"base": f"d.{money}"})
    running = f"""
        SELECT {chain.shown()}, {asked.cap}, CAST({asked.total("base", f"d.{money}", order)} AS BIGINT) AS running
        FROM {before} AS d {asked.joined}{moving}"""
    chain.steps += [*asked.steps, (f"running_{name}", running)]
    saw = {f"{name}_cap": "d.cap"} if ground.steps else {}
    saw[f"{name}_so_far"] = f"d.running - d.{money}"
    seen = "".join(f"{value} AS {column}, " for column, value in saw.items())
    nothing = "".join(f"CAST(NULL AS BIGINT) AS {column}, " for column in saw)
    query = f"""
        SELECT {chain.shown()}, {seen}
          LEAST(d.cap, d.running) - LEAST(d.cap, d.running - d.{money}) AS after_{name}
        FROM running_{name} AS d
        UNION ALL SELECT {chain.shown()}, {nothing}d.{money} AS after_{name}
        FROM {before} AS d WHERE d.slot NOT IN (SELECT slot FROM {name}){still}"""
    chain.follow(name, query, *saw, f"after_{name}")


def _gated(ground: Ground, chain: Chain) -> None:
    """A gate is decided on the window's last day; until then its lines wait (rule 15a)."""
    opened, joins = gate_opens(ground)
    money = f"d.{chain.money}"
    query = f"""
        SELECT {chain.shown()}, CASE WHEN l.gated = 1 AND l.final = 0 THEN {money} ELSE 0 END AS gate_waits,
          CASE WHEN l.gated = 0 THEN {money} WHEN l.final = 0 THEN 0 WHEN {opened} = 1 THEN {money}
            ELSE 0 END AS after_gate
        FROM {chain.last} AS d JOIN slot AS l ON l.slot = d.slot {joins}"""
    chain.follow("gate", query, "gate_waits", "after_gate")


def gate_opens(ground: Ground) -> tuple[str, str]:
    """Whether the gate of a line `d` is open, 1 or 0, and the joins to read it from."""
    value, score = "COALESCE(t.x, 0)", ""
    if ground.has("part"):
        value = "COALESCE(c.x, t.x, 0)"
        score = "LEFT JOIN scored AS c ON c.slot = g.reads AND c.person = g.person"
    joins = f"""
        LEFT JOIN gate AS g ON g.slot = d.slot AND g.person = d.person
        LEFT JOIN totals AS t ON t.slot = g.reads AND t.part = 0 AND t.person = g.person {score}"""
    return f"COALESCE(g.opened, CASE WHEN {value} >= g.at_least THEN 1 ELSE 0 END)", joins


def _prorated(chain: Chain, in_order: str) -> None:
    """The budget allotted to people by largest remainder; their lines follow as differences of floored running shares.

    What a close has settled stays: up to the total it knew, a person keeps its allotment; only what came later shares
    what the budget has left (rule 22a).
    """
    before, money = chain.last, chain.money
    totals = f"""
        SELECT t.slot, t.person, b.cap, t.total, COALESCE(s.total, 0) AS settled,
          COALESCE(s.allotted, 0) AS settled_allotted, GREATEST(t.total - COALESCE(s.total, 0), 0) AS fresh,
          {_settled("t.total", "COALESCE(s.total, 0)", "COALESCE(s.allotted, 0)")} AS taken
        FROM (SELECT d.slot, d.person, CAST(SUM(d.{money}) AS BIGINT) AS total FROM {before} AS d
          WHERE d.slot IN (SELECT slot FROM prorated) GROUP BY d.slot, d.person) AS t
        JOIN prorated AS b ON b.slot = t.slot LEFT JOIN settled AS s ON s.slot = t.slot AND s.person = t.person"""
    running = f"""
        SELECT {chain.shown()}, a.settled, a.settled_allotted, a.fresh, a.allotted,
          CAST(SUM(d.{money}) OVER (PARTITION BY d.slot, d.person ORDER BY {in_order} ROWS UNBOUNDED PRECEDING)
            AS BIGINT) AS running
        FROM {before} AS d JOIN allotted AS a ON a.slot = d.slot AND a.person = d.person"""
    chain.steps += [
        ("person_totals", totals),
        ("wanted", WANTED),
        ("floored_shares", FLOORED_SHARES),
        ("allotted", ALLOTTED),
        ("running_prorated", running),
    ]
    after, so_far = _share("d.running"), _share(f"d.running - d.{money}")
    nothing = ", ".join("CAST(NULL AS BIGINT)" for _ in range(5))
    query = f"""
        SELECT {chain.shown()}, d.running - d.{money} AS prorated_so_far, d.settled AS prorated_settled,
          d.settled_allotted AS prorated_kept, d.fresh AS prorated_total, d.allotted AS prorated_allotted,
          CASE WHEN l.final = 0 THEN d.{money} ELSE 0 END AS prorated_waits,
          CASE WHEN l.final = 0 THEN 0 ELSE {after} - ({so_far}) END AS after_prorated
        FROM running_prorated AS d JOIN slot AS l ON l.slot = d.slot
        UNION ALL SELECT {chain.shown()}, {nothing}, 0, d.{money} FROM {before} AS d
        WHERE d.slot NOT IN (SELECT slot FROM prorated)"""
    seen = ("so_far", "settled", "kept", "total", "allotted", "waits")
    chain.follow("prorated", query, *(f"prorated_{name}" for name in seen), "after_prorated")


WANTED = """
    SELECT slot, person, settled, settled_allotted, fresh, total,
      cap - CAST(SUM(taken) OVER (PARTITION BY slot) AS BIGINT) AS room,
      CAST(SUM(fresh) OVER (PARTITION BY slot) AS BIGINT) AS whole FROM person_totals"""

FLOORED_SHARES = """
    SELECT w.*, CASE WHEN whole <= room THEN fresh WHEN room <= 0 THEN 0
        ELSE CAST(WHOLE(WIDE(fresh) * room, whole) AS BIGINT) END AS part
    FROM wanted AS w"""

ALLOTTED = """
    SELECT f.*, part + CASE WHEN whole > room
        AND ROW_NUMBER() OVER (PARTITION BY slot ORDER BY WIDE(fresh) * room - WIDE(part) * whole DESC, person)
          <= room - CAST(SUM(part) OVER (PARTITION BY slot) AS BIGINT) THEN 1 ELSE 0 END AS allotted
    FROM floored_shares AS f"""


def _settled(running: str, settled: str, kept: str) -> str:
    """What a close allotted to the first part of a running total."""
    return _part(f"LEAST(GREATEST({running}, 0), {settled})", kept, settled)


def _share(running: str) -> str:
    """The allotted part of a running total, which may pass its end: of what was settled, and of what came later."""
    alone = _part(f"GREATEST({running}, 0)", "d.settled_allotted", "d.settled")
    beside = _settled(running, "d.settled", "d.settled_allotted")
    fresh = _part(f"GREATEST({running} - d.settled, 0)", "d.allotted", "d.fresh")
    return f"CASE WHEN d.fresh = 0 THEN {alone} ELSE {beside} + {fresh} END"


def _part(reached: str, allotted: str, total: str) -> str:
    return f"CASE WHEN {total} = 0 THEN 0 ELSE CAST(WHOLE(WIDE({reached}) * {allotted}, {total}) AS BIGINT) END"
