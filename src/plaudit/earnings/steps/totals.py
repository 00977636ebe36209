"""Totals without lines: what a person did under one curve is gathered before the curve is asked, and lines are summed.

Lines of a curve are differences, and so are those of limits that only one person's money moves: their sum needs no line
in between. Caps per activity, budgets that are served in turn and what a clawback takes of one line look at each act.
"""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.earn import select

COLUMNS = ("slot", "person", "line", "activity", "ord", "day", "quantity", "n", "gross", "waiting", "earned")

MEASURED = """
    SELECT a.*, CAST(SUM(a.quantity) OVER (PARTITION BY a.slot, a.person ORDER BY a.day, a.activity, a.ord
        ROWS UNBOUNDED PRECEDING) AS BIGINT) AS after, 0 AS n FROM gathered AS a"""

# A row per person, window and kind of line; measures and ranks (line 0) as they are.
SUMMED = """
    SELECT slot, person, line, CAST(NULL AS INTEGER) AS activity, CASE WHEN line = 0 THEN ord ELSE 0 END AS ord,
      CAST(NULL AS INTEGER) AS day, CAST(MAX(quantity) AS BIGINT) AS quantity, CAST(MAX(n) AS INTEGER) AS n,
      CAST(SUM(gross) AS BIGINT) AS gross, CAST(SUM(waiting) AS BIGINT) AS waiting,
      CAST(SUM(earned) AS BIGINT) AS earned
    FROM lines GROUP BY slot, person, line, CASE WHEN line = 0 THEN ord ELSE 0 END"""


def totalled(ground: Ground, steps: tuple[Step, ...], *, in_turn: bool) -> tuple[Step, ...]:
    """The steps of the lines, with acts gathered before they are measured and lines summed at the end."""
    at = [name for name, _ in steps].index("measured")
    return (
        *steps[:at],
        ("gathered", _gathered(ground, in_turn=in_turn)),
        ("measured", MEASURED),
        *steps[at + 1 :],
        ("summed", SUMMED),
    )


def _gathered(ground: Ground, *, in_turn: bool) -> str:
    """One row for the acts of a person in an edition of a slot, before and in the period; the rest act by act.

    An edition holds on days without a gap and gives a person one curve, so what is gathered stands together in time.
    """
    alone = looked_at_singly(ground, in_turn=in_turn)
    singly = ", ".join(map(str, sorted(alone)))
    when = f"CASE WHEN a.day < {ground.start} THEN 0 ELSE 1 END"
    by_act = "acts AS a WHERE a.slot IN (SELECT slot FROM slot WHERE by_act = 1)"
    whole = f"{by_act}{f' AND a.slot NOT IN ({singly})' if alone else ''} GROUP BY a.slot, a.person, a.edition, a.curve"
    branches = [select(_columns(ground, gathered=True), f"{whole}, {when}")]
    if alone:
        branches.append(select(_columns(ground, gathered=False), f"{by_act} AND a.slot IN ({singly})"))
    return " UNION ALL ".join(branches)


def looked_at_singly(ground: Ground, *, in_turn: bool) -> set[int]:
    """Slots whose money needs each act; with `in_turn`, also those of budgets that are served in turn."""
    laid = ground.laid
    if in_turn and laid.table("plan_budget"):
        return {slot.number for slot in laid.slots}
    capped = {row[0] for row in laid.table("slot") if row[8] is not None}
    clawed = {row[0] for row in laid.table("claw") if row[4]}
    return capped | clawed | ({row[0] for row in laid.table("budget")} if in_turn else set())


def _columns(ground: Ground, *, gathered: bool) -> dict[str, str]:
    """What a move along the curve says; of gathered acts, the first and no share."""
    columns = {name: f"a.{name}" for name in ("slot", "person", "curve")}
    columns |= {name: f"MIN(a.{name})" if gathered else f"a.{name}" for name in ("activity", "day", "recorded")}
    columns["quantity"] = "CAST(SUM(a.quantity) AS BIGINT)" if gathered else "a.quantity"
    alike = {"step": "CAST(NULL AS INTEGER)", "ord": "0", "share": "CAST(NULL AS BIGINT)", "reason": "0"}
    if ground.laid.part_scale > 1:
        alike["portion"] = "1"
    if ground.act_only:
        alike |= {"line_kept": "1", "line_kept_of": "1"}
    return columns | (alike if gathered else {name: f"a.{name}" for name in alike})
