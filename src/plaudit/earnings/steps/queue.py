"""The lines of a limit in a queue: who shares a cap, which cap holds for whom, where its total begins (rule 15).

A later version may change the amount of a budget that goes on. What is served from then on finds what was kept until
then: with k kept when the amount c came, its lines keep min(c, total) - min(c, total before), and the total begins at
k. Each amount holds for a stretch of the queue, because a queue for a budget is in the order of days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step


@dataclass(frozen=True, slots=True)
class Queue:
    """How a line `d` finds its cap, what parts the lines that share one, and where each total of theirs begins."""

    joined: str
    cap: str
    parted: str
    steps: tuple[Step, ...] = ()
    # What goes before a running sum, for each way to read the lines' money.
    begins: Mapping[str, str] = field(default_factory=dict)

    def total(self, base: str, money: str, order: str) -> str:
        parted = f"PARTITION BY {self.parted} " if self.parted else ""
        return f"{self.begins.get(base, '')}SUM({money}) OVER ({parted}ORDER BY {order} ROWS UNBOUNDED PRECEDING)"


def queue(ground: Ground, before: str, name: str, moneys: Mapping[str, str], *, way: str = "") -> Queue:
    """The queue of a limit by name, for the lines of the step `before`."""
    joined = f"JOIN {name} AS b ON b.slot = d.slot"
    if not ground.has(f"{name}_amount"):
        pool = ground.unit("d", name) if name == "per_person" else ground.pool(name)
        return Queue(joined, "b.cap", pool)
    opened = f"{way}opened_{name}"
    joined += f" JOIN {opened} AS o ON o.pool = b.pool AND d.recorded >= o.starts AND d.recorded < o.ends"
    begins = {base: f"o.{base} + " for base in moneys}
    return Queue(joined, "o.cap", "o.pool, o.nth", _opened(ground, before, name, moneys, way), begins)


def _opened(ground: Ground, before: str, name: str, moneys: Mapping[str, str], way: str) -> tuple[Step, ...]:
    """Each amount with what had been kept of its pool when it came; a column for each way to read the lines' money."""
    # What the unknown could be is far beyond any money.
    kind = "HUGEINT" if way else "BIGINT"
    asked = ", ".join(f"{money} AS {base}" for base, money in moneys.items())
    sums = ", ".join(f"CAST(COALESCE(SUM(d.{base}), 0) AS {kind}) AS {base}" for base in moneys)
    lines = f"SELECT b.pool, d.recorded, {asked} FROM {before} AS d JOIN {name} AS b ON b.slot = d.slot"
    totals = f"""
        SELECT a.pool, a.nth, a.cap, {sums}
        FROM {name}_amount AS a
        LEFT JOIN ({lines}) AS d ON d.pool = a.pool AND d.recorded >= a.starts AND d.recorded < a.ends
        GROUP BY a.pool, a.nth, a.cap"""
    most = max(row[1] for row in ground.laid.table(f"{name}_amount"))
    bases = ", ".join(f"{_pick(base, most)} AS {base}" for base in moneys)
    query = f"""
        SELECT a.pool, a.nth, a.starts, a.ends, a.cap, {bases}
        FROM {name}_amount AS a JOIN ({_kept(f"{way}asked_{name}", tuple(moneys), most)}) AS k ON k.pool = a.pool"""
    return (f"{way}asked_{name}", totals), (f"{way}opened_{name}", query)


def _kept(asked: str, moneys: tuple[str, ...], most: int) -> str:
    """A row per pool: what was kept when its first, second, ... amount came; each follows from the one before."""
    columns = [
        f"MAX(CASE WHEN t.nth = {nth} THEN t.{of} END) AS {of}_{nth}"
        for of in ("cap", *moneys)
        for nth in range(1, most)
    ]
    columns += [f"0 AS {base}_kept_1" for base in moneys]
    query = f"SELECT t.pool, {', '.join(columns)} FROM {asked} AS t GROUP BY t.pool"
    for nth in range(1, most):
        kept = (_goes_on(f"{base}_kept_{nth}", f"{base}_{nth}", f"cap_{nth}") for base in moneys)
        named = ", ".join(f"{each} AS {base}_kept_{nth + 1}" for each, base in zip(kept, moneys, strict=True))
        query = f"SELECT t.*, {named} FROM ({query}) AS t"
    return query


def _goes_on(kept: str, asked: str, cap: str) -> str:
    return f"t.{kept} + LEAST(t.{cap}, t.{kept} + t.{asked}) - LEAST(t.{cap}, t.{kept})"


def _pick(base: str, most: int) -> str:
    return f"CASE a.nth {' '.join(f'WHEN {nth} THEN k.{base}_kept_{nth}' for nth in range(1, most + 1))} END"
