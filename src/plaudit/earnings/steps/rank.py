"""Prizes: who is ranked, where she stands, and what the place brings (rule 17)."""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.earn import PRIZE, last_day, select

SHARE, ALL, EARLIEST = 1, 2, 3


def rank(ground: Ground) -> list[Step]:
    if not ground.has("contest"):
        return []
    steps: list[Step] = []
    if ground.any("contest", 5) or ground.any("contest", 6):
        steps.append(("books", BOOKS))
    steps.append(("contested", _contested(ground)))
    # A lot is drawn for each whole unit, so less than one whole unit enters nothing.
    steps.append(
        (
            "entered",
            "SELECT * FROM contested WHERE stands IS NOT NULL AND x >= minimum AND (seed IS NULL OR x >= 1000000)",
        )
    )
    if ground.any("contest", 3):
        steps.append(("lots", LOTS))
    steps += [("placed", _placed(ground)), ("prized", _prized())]
    return steps


# Her book on the window's first day: accounts held by shares, and their yearly revenue, in millionths.
BOOKS = """
    SELECT l.slot, h.person, CAST(SUM(h.share) AS BIGINT) AS accounts,
      CAST(ROUNDED(SUM(WIDE(h.share) * COALESCE(a.arr, 0)), 1000000) AS BIGINT) AS arr
    FROM contest AS k JOIN slot AS l ON l.slot = k.slot
    JOIN holding AS h ON h.starts <= l.starts AND l.starts < h.ends JOIN account AS a ON a.account = h.account
    GROUP BY l.slot, h.person"""


def _contested(ground: Ground) -> str:
    """Everybody in a contest, what she is ranked by and her bracket; `stands` is null for those who left before."""
    x, group, joins = "COALESCE(t.x, 0)", "1", []
    if ground.any("contest", 4):
        x = f"{x} - CASE WHEN k.previous IS NULL THEN 0 ELSE COALESCE(p.x, 0) END"
        joins.append("LEFT JOIN totals AS p ON p.slot = k.previous AND p.part = 0 AND p.person = e.person")
    if ground.has("grouped"):
        group = "COALESCE(g.bracket, 1)"
        joins.append("LEFT JOIN grouped AS g ON g.slot = e.slot AND g.person = e.person")
    if ground.any("contest", 5) or ground.any("contest", 6):
        joins.append("LEFT JOIN books AS b ON b.slot = e.slot AND b.person = e.person")
    if ground.any("contest", 5):
        per = f"CASE WHEN COALESCE(b.accounts, 0) = 0 THEN 0 ELSE ROUNDED(WIDE({x}) * 1000000, b.accounts) END"
        x = f"CASE WHEN k.per_accounts IS NULL THEN {x} ELSE {per} END"
    if ground.any("contest", 6):
        book = "CASE WHEN k.by_book = 'arr' THEN COALESCE(b.arr, 0) ELSE COALESCE(b.accounts, 0) END"
        joins.append(f"LEFT JOIN bracket AS r ON r.slot = e.slot AND {book} >= r.above AND {book} < r.below")
        group = f"CASE WHEN k.by_book IS NULL THEN {group} ELSE r.bracket END"
    open_ones = " WHERE e.slot NOT IN (SELECT slot FROM closed)" if ground.has("closed") else ""
    return f"""
        SELECT e.slot, e.person, t.reached, CAST({x} AS BIGINT) AS x, k.ties, k.minimum, k.seed, st.person AS stands,
          {group} AS bracket
        FROM (SELECT DISTINCT slot, person FROM enrolled WHERE slot IN (SELECT slot FROM contest)) AS e
        JOIN contest AS k ON k.slot = e.slot
        LEFT JOIN totals AS t ON t.slot = e.slot AND t.part = 0 AND t.person = e.person
        LEFT JOIN standing AS st ON st.slot = e.slot AND st.person = e.person {" ".join(joins)}{open_ones}"""


# Entries 1 to the whole measure, ordered by their hash; a person's first entry is the one that counts.
LOTS = """
    SELECT e.slot, e.person, MIN(HASHED(e.seed || ':' || q.key || ':' || CAST(n.number AS TEXT))) AS lot
    FROM (SELECT * FROM entered WHERE seed IS NOT NULL) AS e JOIN person AS q ON q.person = e.person
    CROSS JOIN UNNEST(GENERATE_SERIES(1, WHOLE(e.x, 1000000))) AS n(number)
    GROUP BY e.slot, e.person"""


def _placed(ground: Ground) -> str:
    """Competition ranks (1, 1, 3); among the tied, the order in which a remainder is dealt: day reached, then key.

    What a close has settled stays; only open contests are ranked anew (rule 22a).
    """
    lots = ground.any("contest", 3)
    lot, join = ("o.lot", "LEFT JOIN lots AS o ON o.slot = e.slot AND o.person = e.person") if lots else ("NULL", "")
    reached = f"CASE WHEN ties = {EARLIEST} AND seed IS NULL THEN reached ELSE 0 END"
    placed = f"""
        SELECT slot, person, x, ties, bracket, place,
          ROW_NUMBER() OVER (PARTITION BY slot, bracket, place ORDER BY reached, person) AS turn,
          COUNT(*) OVER (PARTITION BY slot, bracket, place) AS tied
        FROM (SELECT e.*, RANK() OVER (PARTITION BY e.slot, e.bracket
            ORDER BY CASE WHEN seed IS NULL THEN x ELSE 0 END DESC, {reached}{", lot" if lots else ""}) AS place
          FROM (SELECT e.*, {lot} AS lot FROM entered AS e {join}) AS e) AS r"""
    if ground.has("settled_place"):
        placed += " UNION ALL SELECT slot, person, x, ties, bracket, place, turn, tied FROM settled_place"
    return placed


def _prized() -> str:
    """The prizes of the tied places, added and divided by largest remainder; `all` gives each the place's own."""
    columns = {"slot": "e.slot", "person": "e.person"} | last_day(PRIZE)
    columns |= {"quantity": "e.x", "before": "CAST(0 AS BIGINT)", "after": "CAST(0 AS BIGINT)"}
    columns |= {"n": "e.place", "reason": "0", "pot": "e.pot", "turn": "e.turn", "tied": "e.tied"}
    odd = "CASE WHEN e.turn <= e.pot - e.tied * WHOLE(e.pot, e.tied) THEN 1 ELSE 0 END"
    columns["gross"] = f"CASE WHEN e.ties = {ALL} THEN e.pot ELSE CAST(WHOLE(e.pot, e.tied) + {odd} AS BIGINT) END"
    pots = f"""
        SELECT c.slot, c.person, c.x, c.ties, c.place, c.turn, c.tied, CAST(SUM(p.amount) AS BIGINT) AS pot
        FROM placed AS c JOIN prize AS p ON p.slot = c.slot AND p.bracket = c.bracket AND p.place >= c.place
          AND p.place < c.place + CASE WHEN c.ties = {ALL} THEN 1 ELSE c.tied END
        GROUP BY c.slot, c.person, c.x, c.ties, c.place, c.turn, c.tied"""
    return select(columns, f"({pots}) AS e JOIN slot AS l ON l.slot = e.slot WHERE e.pot > 0")
