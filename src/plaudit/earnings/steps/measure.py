"""How much it adds up to (rules 7-9, 20): running measures of acts, totals, levels, scores of parts."""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.where import Amounts, account_predicate, sources


def measure(ground: Ground) -> list[Step]:
    steps = [("totals", _totals(ground)), ("measured", _measured(ground))]
    if ground.alike:
        steps.insert(0, ("own_totals", OWN_TOTALS))
    if ground.has("part"):
        steps.append(("scored", SCORED))
    return steps


def _totals(ground: Ground) -> str:
    """One row per slot, part and person: the measure and the day it was reached."""
    branches = ["SELECT * FROM own_totals", TOLD] if ground.alike else [OWN_TOTALS]
    if ground.has("gauged"):
        gauged = "SELECT g.slot, g.part, g.person, g.value AS x, l.last_day AS reached FROM gauged AS g"
        branches.append(f"{gauged} JOIN slot AS l ON l.slot = g.slot")
    if ground.has("championed"):
        branches.append(_champions(ground))
    return " UNION ALL ".join(branches)


OWN_TOTALS = """
    SELECT slot, part, person, CAST(SUM(quantity) AS BIGINT) AS x,
      MAX(CASE WHEN quantity <> 0 THEN day ELSE NULL END) AS reached
    FROM acts WHERE reason = 0 GROUP BY slot, part, person"""

# What counts the very same acts is told what they add up to.
TOLD = """
    SELECT c.slot, c.part, t.person, t.x, t.reached FROM own_totals AS t
    JOIN (SELECT DISTINCT slot, part, like_slot, like_part FROM counted) AS c
      ON c.like_slot = t.slot AND c.like_part = t.part"""


def _champions(ground: Ground) -> str:
    """Her shares of accounts that are champions on the day, or their daily sum over the days of the window so far."""
    first = "CASE WHEN k.average = 1 THEN l.starts ELSE c.on_day END"
    days = f"LEAST(h.ends, t.ends, c.on_day + 1) - GREATEST(h.starts, t.starts, {first})"
    where = account_predicate(ground.laid.slots, ground.laid.attributes, Amounts(ground.currency, converted=False))
    filtered = ""
    if where:
        joins = sources(ground.laid.attributes, ("account",))
        filtered = f" JOIN account AS a ON a.account = h.account{joins} WHERE {where}"
    return f"""
        SELECT slot, 0 AS part, person, CAST(ROUNDED(CAST(SUM(share * days) AS BIGINT), MAX(over)) AS BIGINT) AS x,
          MAX(on_day) AS reached
        FROM (SELECT c.slot, c.person, c.on_day, h.share, {days} AS days, c.on_day + 1 - {first} AS over
          FROM standing AS c JOIN championed AS k ON k.slot = c.slot JOIN slot AS l ON l.slot = c.slot
          JOIN holding AS h ON h.person = c.person JOIN champion AS t ON t.account = h.account{filtered}) AS held
        WHERE days > 0 GROUP BY slot, person"""


def _measured(ground: Ground) -> str:
    """Each act of a person in order, with the measure after it: what the curve is asked at; `n` counts acts that count.

    Slot and person are put in order as one number: on ten million acts that is a quarter of the sorting.
    """
    order = f"a.day, a.activity{ground.milestones('a')}"
    over = f"(PARTITION BY {ground.unit('a')} ORDER BY {order} ROWS UNBOUNDED PRECEDING)"
    return f"""
        SELECT a.*, CAST(SUM(a.quantity) OVER {over} AS BIGINT) AS after,
          CAST(COUNT(NULLIF(a.quantity, 0)) OVER {over} AS INTEGER) AS n
        FROM acts AS a{_of_slots_that_pay_acts(ground)}"""


def _of_slots_that_pay_acts(ground: Ground) -> str:
    """A filter, where some acts only count for a score or a rank."""
    paid = {row[0] for row in ground.laid.table("slot") if row[7]}
    others = ground.counting - paid
    return f" WHERE a.slot NOT IN ({', '.join(map(str, sorted(others)))})" if others else ""


# The weighted mean of the parts' scores: each score is rounded once at 10^-12, the mean once more.
SCORED = """
    SELECT slot, person, curve,
      CAST(ROUNDED(SUM(weight * WIDE(score)), CAST(SUM(weight) AS BIGINT)) AS BIGINT) AS x
    FROM (SELECT t.slot, t.person, t.curve, t.weight,
        ROUNDED(WIDE(s.base) + WIDE(t.x - s.lo) * s.slope, s.den) AS score
      FROM (SELECT st.slot, st.person, st.curve, p.weight, p.curve AS part_curve, COALESCE(t.x, 0) AS x
        FROM standing AS st JOIN part AS p ON p.slot = st.slot
        LEFT JOIN totals AS t ON t.slot = st.slot AND t.part = p.part AND t.person = st.person) AS t
      JOIN segment AS s ON s.curve = t.part_curve AND t.x >= s.lo AND t.x < s.hi) AS weighed
    GROUP BY slot, person, curve"""
