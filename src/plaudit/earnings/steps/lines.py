"""The last select: the period's lines, and one row per person and window with what she stands at (line 0)."""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.earn import ACT, FACTORS
from plaudit.earnings.steps.limit import Chain
from plaudit.earnings.steps.settle import PLAIN

UNIT = 0
LIMITS = ("per_activity", "per_person", "gate", "budget", "prorated", "plan_budget")
# For `steps` of lines: what the limits saw. Columns that no limit of the plan makes are left out.
SAW = ("_cap", "_so_far", "_settled", "_kept", "_total", "_allotted")
SEEN = ("portion", "curve_before", "curve", "kept", "kept_of", "pot", "turn", "tied", "recorded", *FACTORS)

# The columns of every plan's lines; what an answer shows beside them is null where somebody stands.
STATED = (*(name for name in PLAIN if name != "portion"), "gross", "cut", "waiting", "earned")
# Of a draw: what was owed before, and what its whole window earned, of which a period may hold a part.
BALANCE = ("balance", "base")


def lines(ground: Ground, chain: Chain) -> list[Step]:
    extras = _extras(chain) if ground.steps else ()
    # Where a pool's one queue came first, the engine would write all that follows with a single thread.
    branches = ["SELECT * FROM units", _limited(ground, chain, extras)]
    for step, table, balance in (
        ("guaranteed", "floored", False),
        ("draw_lines", "drawn", True),
        ("grants", "granted", False),
    ):
        if ground.has(table):
            branches.append(_settled(step, extras, balance=balance))
    return [("units", _units(ground, extras)), ("lines", " UNION ALL ".join(branches))]


def columns(ground: Ground, chain: Chain) -> tuple[str, ...]:
    extras = _extras(chain) if ground.steps else ()
    return (*STATED, *extras, *(BALANCE if ground.steps else ()))


def _extras(chain: Chain) -> tuple[str, ...]:
    limits = tuple(column for column in chain.columns if column.endswith(SAW))
    left = tuple(column for column in chain.columns if column.startswith("after_"))
    return (*(name for name in SEEN if name in chain.columns), *limits, *left)


def _limited(ground: Ground, chain: Chain, extras: tuple[str, ...]) -> str:
    waits = [column for column in chain.columns if column.endswith("_waits")]
    waiting = " + ".join(f"d.{column}" for column in waits) if waits else "CAST(0 AS BIGINT)"
    shown = ", ".join(f"d.{name}" for name in PLAIN if name != "portion")
    more = "".join(f", d.{name}" for name in extras)
    balance = ", CAST(NULL AS BIGINT) AS balance, CAST(NULL AS BIGINT) AS base" if ground.steps else ""
    return f"""
        SELECT {shown}, d.gross, {_cut(chain)} AS cut, {waiting} AS waiting, d.{chain.money} AS earned{more}{balance}
        FROM limited AS d {_reported(ground)}"""


def _reported(ground: Ground) -> str:
    """The windows and days that are asked for; no act is later, and there is nothing to test where none is earlier."""
    tests = []
    slots = ground.laid.table("slot")
    if not all(row[5] for row in slots):
        tests.append(f"d.slot IN ({ground.slots(5) or 'NULL'})")
    if any(row[2] < ground.start for row in slots):
        tests.append(f"(d.line <> {ACT} OR d.day >= {ground.start})")
    return f"WHERE {' AND '.join(tests)}" if tests else ""


def _cut(chain: Chain) -> str:
    """The last limit that took something, by its place in LIMITS from 1; what waits was not taken."""
    cases = []
    before = "gross"
    for name in chain.limits:
        waits = f" - d.{name}_waits" if f"{name}_waits" in chain.columns else ""
        cases.append(f"WHEN d.after_{name} <> d.{before}{waits} THEN {LIMITS.index(name) + 1}")
        before = f"after_{name}"
    return f"CASE {' '.join(reversed(cases))} ELSE 0 END" if cases else "0"


def _settled(step: str, extras: tuple[str, ...], *, balance: bool) -> str:
    shown = ", ".join(f"d.{name}" for name in PLAIN if name != "portion")
    more = "".join(f", CAST(NULL AS BIGINT) AS {name}" for name in extras)
    balances = (", d.balance, d.base" if balance else ", CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)") if extras else ""
    return (
        f"SELECT {shown}, d.money AS gross, 0 AS cut, CAST(0 AS BIGINT) AS waiting, d.money AS earned{more}{balances} "
        f"FROM {step} AS d JOIN slot AS l ON l.slot = d.slot WHERE l.reported = 1"
    )


def _units(ground: Ground, extras: tuple[str, ...]) -> str:
    """Quantity is the measure (or score), n the rank."""
    nothing = "CAST(NULL AS BIGINT)"
    values = {name: nothing for name in PLAIN if name != "portion"}
    values |= {"slot": "u.slot", "person": "u.person", "line": str(UNIT), "quantity": "u.x", "n": "u.place"}
    values |= {"activity": "CAST(NULL AS INTEGER)", "step": "CAST(NULL AS INTEGER)", "day": "CAST(NULL AS INTEGER)"}
    values |= {"ord": "u.part", "reason": "0", "gross": nothing, "cut": "0", "waiting": nothing, "earned": nothing}
    values |= dict.fromkeys(extras, nothing)
    if ground.steps:
        values |= dict.fromkeys(BALANCE, nothing)
    selected = ", ".join(f"{value} AS {name}" for name, value in values.items())
    return f"""
        SELECT {selected} FROM ({" UNION ALL ".join(_stands(ground))}) AS u JOIN slot AS l ON l.slot = u.slot
        WHERE l.reported = 1"""


def _stands(ground: Ground) -> list[str]:
    """Measures, ranks and scores; the parts of a score, told apart by `ord`, only for lines that show their steps."""
    parts = "TRUE" if ground.steps else "part = 0"
    measures = f"SELECT slot, person, part, x, 0 AS place FROM totals WHERE {parts}"
    sources = [measures]
    if ground.has("contest"):
        sources = [
            f"{measures} AND slot NOT IN (SELECT slot FROM contest)",
            "SELECT slot, person, 0 AS part, x, place FROM placed",
            """SELECT c.slot, c.person, 0 AS part, c.x, 0 AS place FROM contested AS c
              LEFT JOIN placed AS p ON p.slot = c.slot AND p.person = c.person WHERE p.slot IS NULL""",
        ]
    if ground.has("part"):
        sources.append("SELECT slot, person, 0 AS part, x, 0 AS place FROM scored")
    return sources
