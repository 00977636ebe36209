"""Guarantees, draws and grants: money beside the curves, after all limits (rules 16 and 26)."""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.earn import DRAW, GRANT, GUARANTEE, last_day, select

# What every line says, in the order of the last select.
PLAIN = (
    *("slot", "person", "line", "activity", "step", "ord", "day", "share", "portion"),
    *("quantity", "before", "after", "n", "reason"),
)
OVER = "(PARTITION BY incentive, person ORDER BY starts ROWS UNBOUNDED PRECEDING)"
LAST_BALANCE = "COALESCE(LAG(balance) OVER (PARTITION BY incentive, person ORDER BY starts), 0)"


def settle(ground: Ground, money: str) -> list[Step]:
    steps: list[Step] = []
    if ground.has("floored") or ground.has("drawn"):
        kept = f"SELECT slot, person, CAST(SUM({money}) AS BIGINT) AS earned FROM limited GROUP BY slot, person"
        steps.append(("kept_totals", kept))
    if ground.has("floored"):
        steps.append(("guaranteed", _guaranteed()))
    if ground.has("drawn"):
        steps += _drawn()
    if ground.has("granted"):
        steps.append(("grants", _granted()))
    return steps


def _plain(line: int) -> dict[str, str]:
    columns = {"slot": "e.slot", "person": "e.person"} | last_day(line)
    del columns["recorded"]
    nothing = "CAST(NULL AS BIGINT)"
    return columns | {"quantity": nothing, "before": nothing, "after": nothing, "n": "0", "reason": "0"}


def _guaranteed() -> str:
    source = """floored AS e JOIN slot AS l ON l.slot = e.slot
        LEFT JOIN kept_totals AS k ON k.slot = e.slot AND k.person = e.person WHERE e.amount > COALESCE(k.earned, 0)"""
    return select(_plain(GUARANTEE) | {"money": "e.amount - COALESCE(k.earned, 0)"}, source)


def _drawn() -> list[Step]:
    """B(w) = S(w) - min(S(k), k <= w, 0), S the running sum of draw less earnings; the line is B(w) - B(w-1).

    No plan may promise a guarantee and a draw in one window, so what the limits left is all that is earned.
    """
    sums = f"""
        SELECT slot, incentive, person, starts, recovers, earned,
          CAST(SUM(amount - earned) OVER {OVER} AS BIGINT) AS s
        FROM (SELECT e.slot, l.incentive, e.person, l.starts, e.recovers, e.amount, COALESCE(k.earned, 0) AS earned
          FROM drawn AS e JOIN slot AS l ON l.slot = e.slot
          LEFT JOIN kept_totals AS k ON k.slot = e.slot AND k.person = e.person) AS d"""
    balances = f"""
        SELECT slot, incentive, person, starts, recovers, earned, s - LEAST(lowest, 0) AS balance
        FROM (SELECT d.*, MIN(s) OVER {OVER} AS lowest FROM draw_sums AS d) AS b"""
    moves = f"""(SELECT slot, person, earned, {LAST_BALANCE} AS before,
          CASE WHEN recovers = 1 THEN 0 ELSE balance END - {LAST_BALANCE} AS money FROM draw_balances) AS e
        JOIN slot AS l ON l.slot = e.slot WHERE e.money <> 0"""
    return [
        ("draw_sums", sums),
        ("draw_balances", balances),
        ("draw_lines", select(_plain(DRAW) | {"money": "e.money", "balance": "e.before", "base": "e.earned"}, moves)),
    ]


def _granted() -> str:
    return select(
        _plain(GRANT) | {"ord": "e.ord", "money": "e.amount"}, "granted AS e JOIN slot AS l ON l.slot = e.slot"
    )
