"""What a good analyst would write for this one plan: DuckDB SQL by hand, the same lines as ours to the last column.

It knows everything about the plan in `plan.yaml` and writes it into the query as numbers: slots in plan order, days of the quarter,
rates in minor units. It takes nothing from our compiler and reads only the snapshot's tables of facts.
"""

from duckdb import DuckDBPyConnection

# 2026-07-01 up to 2026-10-01, as days since 1970-01-01.
START, END = 20635, 20727

STEPS = {
    "demo": ("referral", "demo"),
    "review": ("review", "published"),
    "call": ("reference_call", "delivered"),
    "video": ("video", "published"),
    "testimonial": ("testimonial", "published"),
    "case_study": ("case_study", "published"),
    "won": ("csql", "won"),
    "churned": ("csql", "churned"),
}

QUERY = """
WITH
-- Who earns from when to when: covered as a CSM and employed.
covered AS (
  SELECT p.person, greatest(q.starts, p.employed_from, {start}) AS starts, least(q.ends, p.employed_to, {end}) AS ends
  FROM person p JOIN position q ON q.person = p.person
  WHERE q.role = 'csm' AND q.starts < {end} AND q.ends > {start} AND p.employed_from < {end} AND p.employed_to > {start}
    AND greatest(q.starts, p.employed_from) < least(q.ends, p.employed_to)
),
standing AS (SELECT person FROM covered WHERE ends = {end}),

paying AS (
  SELECT m.activity, m.step, m.day, a.opened, a.account, a.person AS submitter, a.amount
  FROM milestone m JOIN activity a ON a.activity = m.activity
  WHERE m.step IN ({demo}, {review}, {call}, {video}, {testimonial}, {case_study}, {won}) AND m.day >= {start} AND m.day < {end}
),
-- Credit: the holder when it was opened (referrals), the holder on the day (calls and videos in the slider),
-- else whoever brought it and otherwise the holder when it was opened.
asked AS (
  SELECT CASE WHEN step = {demo} THEN 1 WHEN step = {review} THEN 2 WHEN step IN ({testimonial}, {case_study}) THEN 4
      WHEN step = {won} THEN 5 ELSE 10 END AS slot,
    activity, step, day, account, opened AS held_on, CASE WHEN step <> {demo} THEN submitter END AS submitter, amount
  FROM paying WHERE step <> {video}
  UNION ALL
  SELECT 3, activity, step, day, account, day, NULL, amount FROM paying WHERE step IN ({call}, {video})
),
credited AS (
  SELECT slot, activity, step, day, account, submitter AS person, 1000000 AS share, amount FROM asked WHERE submitter IS NOT NULL
  UNION ALL
  SELECT slot, activity, step, day, k.account, h.person, h.share, amount
  FROM asked k JOIN holding h ON h.account = k.account AND h.starts <= k.held_on AND k.held_on < h.ends
  WHERE k.submitter IS NULL
),
known AS (
  SELECT d.*, CASE WHEN c.person IS NULL THEN 1 ELSE 0 END AS reason
  FROM credited d LEFT JOIN covered c ON c.person = d.person AND d.day >= c.starts AND d.day < c.ends
),
-- Of each account two reviews are paid, those of the first day first.
quantified AS (
  SELECT slot, activity, step, day, person, share, reason,
    CASE WHEN reason <> 0 THEN 0 WHEN step = {testimonial} THEN 2 * share WHEN step = {case_study} THEN 5 * share
      WHEN step = {call} AND slot = 3 THEN 75 * share WHEN step = {video} THEN 300 * share ELSE share END AS quantity
  FROM known WHERE slot IN (1, 3, 4, 10)
  UNION ALL
  SELECT slot, activity, step, day, person, share, reason, CASE WHEN reason = 0 THEN share ELSE 0 END
  FROM (
    SELECT slot, activity, step, day, person, share, CASE WHEN reason <> 0 THEN reason WHEN dense_rank() OVER
      (PARTITION BY account, reason ORDER BY day, activity) > 2 THEN 4 ELSE 0 END AS reason
    FROM known WHERE slot = 2)
  UNION ALL
  SELECT d.slot, d.activity, d.step, d.day, d.person, d.share, d.reason,
    CASE WHEN d.reason <> 0 THEN 0 WHEN k.day IS NULL OR k.day < d.day OR k.day - d.day > 180 THEN
        CASE WHEN d.share = 1000000 THEN d.amount ELSE (2 * d.share::HUGEINT * d.amount + 1000000) // 2000000 END
      ELSE (2 * d.share::HUGEINT * d.amount * (k.day - d.day) + 180000000) // 360000000 END::BIGINT
  FROM known d LEFT JOIN milestone k ON k.activity = d.activity AND k.step = {churned}
  WHERE d.slot = 5
),
measured AS (
  SELECT slot, activity, step, day, person, share, reason, quantity,
    sum(quantity) OVER running AS after, count(nullif(quantity, 0)) OVER running AS n
  FROM quantified
  -- One number sorts faster than two: slot and person together.
  WINDOW running AS (PARTITION BY slot * 131072 + person ORDER BY day, activity ROWS UNBOUNDED PRECEDING)
),
-- Rates in minor units: 3 % of millionths of a dollar is 3 of 1000000, tiers by millionths of a unit.
paid AS (
  SELECT m.slot, m.activity, m.step, m.day, m.person, m.share, m.reason, m.quantity, m.before, m.after, m.n::INTEGER AS n,
    CASE m.slot
      WHEN 1 THEN {graduated_after} - {graduated_before}
      WHEN 2 THEN {volume_after} - {volume_before}
      WHEN 3 THEN {slider_after} - {slider_before}
      WHEN 4 THEN {quota_after} - {quota_before}
      WHEN 5 THEN {commission_after} - {commission_before}
      ELSE 0 END AS gross
  FROM (SELECT * REPLACE (after::BIGINT AS after), (after - quantity)::BIGINT AS before FROM measured) m
  LEFT JOIN (SELECT person, target::BIGINT AS target FROM target WHERE incentive = 'advocacy-assets') t ON t.person = m.person AND m.slot = 4
),
capped AS (
  SELECT * REPLACE (least(6000000_00, spent) - least(6000000_00, spent - earned) AS earned), earned AS wanted FROM (
    SELECT *, sum(earned) OVER (ORDER BY day, activity, person ROWS UNBOUNDED PRECEDING)::BIGINT AS spent FROM (
      SELECT *, least(1000_00, so_far) - least(1000_00, so_far - gross) AS earned FROM (
        SELECT *, sum(gross) OVER (PARTITION BY person ORDER BY day, activity ROWS UNBOUNDED PRECEDING)::BIGINT AS so_far
        FROM paid WHERE slot = 2 AND gross <> 0)))
),
acts AS (
  SELECT slot, person, activity, step, day, share, quantity, before, after, n, reason, gross,
    CASE WHEN slot = 5 THEN least(gross, (2 * 2000_00 * share + 1000000) // 2000000) ELSE gross END AS earned,
    CASE WHEN slot = 5 AND earned < gross THEN 1 ELSE 0 END AS cut
  FROM paid WHERE slot <> 2 OR gross = 0
  UNION ALL
  SELECT slot, person, activity, step, day, share, quantity, before, after, n, reason, gross, earned,
    CASE WHEN earned <> wanted THEN 4 WHEN wanted <> gross THEN 2 ELSE 0 END
  FROM capped
),
-- What everybody stands at.
totals AS (
  SELECT slot, person, sum(quantity)::BIGINT AS x, max(CASE WHEN quantity <> 0 THEN day END) AS reached
  FROM quantified WHERE reason = 0 GROUP BY slot, person
),
assets AS (
  SELECT person, sum(CASE WHEN step = {case_study} THEN share ELSE 0 END)::BIGINT AS stories,
    sum(CASE WHEN step = {testimonial} THEN share ELSE 0 END)::BIGINT AS quotes
  FROM quantified WHERE slot = 4 AND reason = 0 GROUP BY person
),
champions AS (
  SELECT h.person, sum(h.share)::BIGINT AS x
  FROM champion c JOIN holding h ON h.account = c.account JOIN standing s ON s.person = h.person
  WHERE c.starts < {end} AND c.ends >= {end} AND h.starts < {end} AND h.ends >= {end} GROUP BY h.person
),
okr AS (
  SELECT s.person, (2 * (least(coalesce(a.stories, 0), 40000000) * 25000 + 2 * least(coalesce(a.quotes, 0), 80000000) * 12500) + 3) // 6 AS x
  FROM standing s LEFT JOIN assets a ON a.person = s.person
),
indexed AS (
  SELECT s.person, (2 * (3 * least(coalesce(t.x, 0) * 10000, 2000000000000) + 4 * least(a.value * 1250000, 2000000000000)
    + 3 * least(n.value * 25000, 2000000000000)) + 10) // 20 AS x
  FROM standing s LEFT JOIN totals t ON t.slot = 10 AND t.person = s.person
  JOIN metric a ON a.metric = 'adoption' AND a.person = s.person
  JOIN metric n ON n.metric = 'nps' AND n.person = s.person
),
ranked AS (
  SELECT t.person, t.x, t.reached, rank() OVER (ORDER BY t.x DESC) AS place
  FROM totals t JOIN standing s ON s.person = t.person WHERE t.slot = 1 AND t.x >= 1
),
tied AS (
  SELECT *, row_number() OVER (PARTITION BY place ORDER BY reached, person) AS turn, count(*) OVER (PARTITION BY place) AS tied FROM ranked
),
prizes(place, amount) AS (VALUES (1, 5000_00), (2, 3000_00), (3, 2000_00), (4, 1000_00), (5, 500_00)),
prized AS (
  SELECT person, x, place, sum(amount)::BIGINT AS pot, any_value(turn) AS turn, any_value(tied) AS tied
  FROM (SELECT t.person, t.x, t.place, t.turn, t.tied, p.amount FROM tied t
    JOIN prizes p ON p.place >= t.place AND p.place < t.place + t.tied) GROUP BY person, x, place
),
ends AS (
  SELECT 6 AS slot, person, 4 AS line, x, 0 AS after, place AS n,
    pot // tied + CASE WHEN turn <= pot % tied THEN 1 ELSE 0 END AS earned FROM prized
  UNION ALL
  SELECT 7, s.person, 2, coalesce(c.x, 0), coalesce(c.x, 0), 0, (2 * 250_00 * coalesce(c.x, 0) + 1000000) // 2000000
  FROM standing s LEFT JOIN champions c ON c.person = s.person
  UNION ALL
  SELECT 8, person, 3, x, x, 0, 0 FROM okr
  UNION ALL
  SELECT 9, person, 3, x, x, 0, {index} FROM indexed
),
stands AS (
  SELECT slot, person, x, 0 AS n FROM totals
  UNION ALL SELECT 6, c.person, coalesce(t.x, 0), coalesce(r.place, 0) FROM (SELECT DISTINCT person FROM covered) c
    LEFT JOIN totals t ON t.person = c.person AND t.slot = 1 LEFT JOIN ranked r ON r.person = c.person
  UNION ALL SELECT 7, person, x, 0 FROM champions
  UNION ALL SELECT 8, person, x, 0 FROM okr
  UNION ALL SELECT 9, person, x, 0 FROM indexed
)
SELECT slot, person, 1 AS line, activity, step, o.ord, day, share, quantity, before, after, n, reason, gross::BIGINT AS gross, cut,
  0::BIGINT AS waiting, earned::BIGINT AS earned
FROM acts JOIN (SELECT step, ord FROM step) o USING (step)
UNION ALL
SELECT slot, person, line, 2147483647, NULL, 0, {end} - 1, NULL, x, 0, after, n, 0, earned::BIGINT, 0, 0, earned::BIGINT FROM ends
UNION ALL
SELECT slot, person, 0, NULL, NULL, 0, NULL, NULL, x, NULL, NULL, n, 0, NULL, 0, NULL, NULL FROM stands
"""


def graduated(x: str) -> str:
    return f"""CASE WHEN {x} <= 5000000 THEN ({x} + 50) // 100
        WHEN {x} <= 20000000 THEN 500_00 + (({x} - 5000000) * 25 + 1000) // 2000
        WHEN {x} <= 100000000 THEN 2375_00 + (({x} - 20000000) * 3 + 100) // 200
        ELSE 14375_00 + (({x} - 100000000) * 7 + 200) // 400 END"""


def volume(x: str) -> str:
    return f"""CASE WHEN {x} <= 10000000 THEN ({x} + 250) // 500 WHEN {x} <= 30000000 THEN ({x} + 200) // 400
        ELSE ({x} * 3 + 500) // 1000 END"""


def slider(x: str) -> str:
    return f"({x} + 5000) // 10000"


def quota(x: str) -> str:
    return f"""CASE WHEN 2 * {x} <= t.target * 1000000 THEN (2 * 100000 * {x} + t.target * 1000000) // (t.target * 2000000)
        WHEN {x} <= t.target * 1000000
        THEN 500_00 + (2 * 300000 * ({x} - t.target * 500000) + t.target * 1000000) // (t.target * 2000000)
        WHEN 2 * {x} <= t.target * 3000000
        THEN 2000_00 + (2 * 400000 * ({x} - t.target * 1000000) + t.target * 1000000) // (t.target * 2000000)
        ELSE 4000_00 END"""


def commission(x: str) -> str:
    return f"(6 * {x} + 1000000) // 2000000"


# DuckDB would push the filters of all readers of a step into it, and then filter again; off, all of it takes a tenth less.
SESSION = "SET disabled_optimizers = 'cte_filter_pusher'"

INDEX = """CASE WHEN x <= 800000000000 THEN 0
    WHEN x <= 1000000000000 THEN (2 * 1500_00 * (x - 800000000000)::HUGEINT + 200000000000) // 400000000000
    WHEN x <= 1200000000000 THEN 1500_00 + (2 * 750_00 * (x - 1000000000000)::HUGEINT + 200000000000) // 400000000000
    ELSE 2250_00 END"""


def query(con: DuckDBPyConnection) -> str:
    """The query for the steps as this snapshot numbers them."""
    steps = {
        (kind, milestone): step
        for step, kind, milestone in con.execute("SELECT step, kind, milestone FROM step").fetchall()
    }
    curves = {
        f"{name}_{at}": curve(f"m.{at}")
        for name, curve in (
            ("graduated", graduated),
            ("volume", volume),
            ("slider", slider),
            ("quota", quota),
            ("commission", commission),
        )
        for at in ("before", "after")
    }
    return QUERY.format(
        start=START, end=END, index=INDEX, **curves, **{name: steps[named] for name, named in STEPS.items()}
    )
