"""How far unknown money reaches: the limits that people share, with each line at its least and at its most.

What a cap leaves of a line depends on what came before it, and only ever falls or only ever rises as that grows. So a
line that is the same at both ends is the same for everything between, and nobody need wait for it. Of a share that is
itself unknown most is left where it is the most and the least came before it. A line of the end at which all is least
may be the greater one, where a cap has left more of it.
"""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.earn import ACT
from plaudit.earnings.steps.limit import Chain, gate_opens, in_turn
from plaudit.earnings.steps.queue import queue

PLACE = "d.slot, d.person, d.line, d.activity, d.ord, d.day, d.recorded, d.kept"
# No money comes near it.
ANY = f"CAST({10**30} AS HUGEINT)"
SHARED = ("budget", "prorated", "plan_budget")


def pooled(ground: Ground) -> frozenset[int]:
    """The slots whose money is limited together with that of others."""
    return frozenset(row[0] for name in SHARED for row in ground.laid.table(name))


def doubt(ground: Ground, chain: Chain) -> list[Step]:
    """Each line of a shared limit at its least and at its most, through all limits in their order (rule 15)."""
    steps = [("ends", _ends(ground, chain))]
    if ground.has("per_person"):
        steps += _capped(ground, steps[-1][0], "per_person", f"d.day, d.activity{ground.milestones('d')}")
    if ground.has("gate"):
        steps.append(("ends_gated", _gated(ground, steps[-1][0])))
    if ground.has("budget"):
        steps += _capped(ground, steps[-1][0], "budget", in_turn(ground))
    if ground.has("prorated"):
        steps += _prorated(steps[-1][0])
    if ground.has("plan_budget"):
        steps += _capped(ground, steps[-1][0], "plan_budget", in_turn(ground, ", d.slot"), last=True)
    last = steps[-1][0]
    return [*steps, ("doubted", f"SELECT DISTINCT slot, person FROM {last} WHERE least <> most")]


def _ends(ground: Ground, chain: Chain) -> str:
    """Known lines as they are before what a gate or another line could change, and the doubtful ones."""
    money = "d.after_per_activity" if "after_per_activity" in chain.columns else "d.gross"
    kept = "d.after_prorated" if "after_prorated" in chain.columns else "CAST(NULL AS BIGINT)"
    anything = "q.slot IS NOT NULL AND d.quantity <> 0"
    slots = ", ".join(map(str, sorted(pooled(ground))))
    return f"""
        SELECT {PLACE.removesuffix("d.kept")}{kept} AS kept,
          CASE WHEN {anything} THEN -{ANY} ELSE WIDE({money}) END AS least,
          CASE WHEN {anything} THEN {ANY} ELSE WIDE({money}) END AS most
        FROM limited AS d LEFT JOIN unmeasured AS q ON q.slot = d.slot AND q.person = d.person
        WHERE d.slot IN ({slots}) AND NOT EXISTS (SELECT 1 FROM doubtful AS o
          WHERE o.slot = d.slot AND o.person = d.person AND o.line = d.line AND o.line <> {ACT})
        UNION ALL SELECT d.slot, d.person, d.line, d.activity, 0 AS ord, d.day, d.recorded, NULL AS kept,
          COALESCE(WIDE(d.least), -{ANY}) AS least, COALESCE(WIDE(d.most), {ANY}) AS most
        FROM doubtful AS d WHERE d.slot IN ({slots})"""


def _capped(ground: Ground, before: str, name: str, order: str, *, last: bool = False) -> list[Step]:
    """Both ends of what a cap leaves; the `last` one is not summed on, so a share may be most behind the least."""
    asked = queue(ground, before, name, {"low": "d.least", "high": "d.most"}, way="ends_")
    low, high = (asked.total(base, f"d.{end}", order) for base, end in (("low", "least"), ("high", "most")))
    running = f"""
        SELECT {PLACE}, d.least, d.most, {asked.cap}, {low} AS low, {high} AS high
        FROM {before} AS d {asked.joined}"""
    own = ("GREATEST(d.least, d.most)", "LEAST(d.least, d.most)") if last else ("d.least", "d.most")
    left = ", ".join(
        f"LEAST(d.cap, d.{run} - d.{end} + {line}) - LEAST(d.cap, d.{run} - d.{end}) AS {end}"
        for run, end, line in zip(("low", "high"), ("least", "most"), own, strict=True)
    )
    query = f"""
        SELECT {PLACE}, {left} FROM ends_running_{name} AS d
        UNION ALL SELECT {PLACE}, d.least, d.most FROM {before} AS d WHERE d.slot NOT IN (SELECT slot FROM {name})"""
    return [*asked.steps, (f"ends_running_{name}", running), (f"ends_by_{name}", query)]


def _gated(ground: Ground, before: str) -> str:
    opened, joins = gate_opens(ground)
    shut = f"l.gated = 1 AND (l.final = 0 OR (u.slot IS NULL AND {opened} = 0))"
    ends = ", ".join(
        f"CASE WHEN {shut} THEN 0 WHEN u.slot IS NULL THEN d.{end} ELSE {bound}(d.{end}, 0) END AS {end}"
        for end, bound in (("least", "LEAST"), ("most", "GREATEST"))
    )
    return f"""
        SELECT {PLACE}, {ends} FROM {before} AS d JOIN slot AS l ON l.slot = d.slot {joins}
        LEFT JOIN undecided AS u ON u.slot = d.slot AND u.person = d.person"""


def _prorated(before: str) -> list[Step]:
    """Where a doubtful total meets a budget too small for all, now or at its close, nobody's share is known.

    Where there is enough for all, each has her total, and its lines follow; of who owes none has anything (rule 15).
    """
    most = f"""
        SELECT d.slot, d.person, GREATEST(SUM(d.most), 0) AS most, MIN(d.least) AS lowest,
          MAX(CASE WHEN d.least <> d.most THEN 1 ELSE 0 END) AS unsure FROM {before} AS d GROUP BY d.slot, d.person"""
    scarce = """
        SELECT d.slot, CASE WHEN SUM(d.most) <= b.cap AND s.slot IS NULL THEN 0 ELSE 1 END AS short
        FROM ends_most AS d JOIN prorated AS b ON b.slot = d.slot JOIN slot AS l ON l.slot = d.slot
        LEFT JOIN (SELECT DISTINCT slot FROM settled WHERE allotted <> total) AS s ON s.slot = d.slot
        WHERE l.final = 1 GROUP BY d.slot, b.cap, s.slot HAVING MAX(d.unsure) = 1"""
    said = "s.short IS NULL OR (p.unsure = 0 AND (s.short = 0 OR p.most = 0))"
    says = f"CASE WHEN {said} THEN COALESCE(d.kept, 0)"
    query = f"""
        SELECT {PLACE}, {says} WHEN s.short = 0 AND p.lowest >= 0 THEN d.least ELSE LEAST(d.least, 0) END AS least,
          {says} WHEN s.short = 0 AND p.lowest >= 0 THEN d.most ELSE LEAST(GREATEST(d.most, 0), b.cap) END AS most
        FROM {before} AS d JOIN prorated AS b ON b.slot = d.slot
        JOIN ends_most AS p ON p.slot = d.slot AND p.person = d.person LEFT JOIN scarce AS s ON s.slot = d.slot
        UNION ALL SELECT {PLACE}, d.least, d.most FROM {before} AS d WHERE d.slot NOT IN (SELECT slot FROM prorated)"""
    return [("ends_most", most), ("scarce", scarce), ("ends_by_prorated", query)]
