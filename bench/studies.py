"""Each study of the evidence on a million leads, as somebody waits for it: the whole command.

Usage: python -m bench.studies [LEADS]
"""

import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from bench.startup import seconds

LEADS, AIM = 1_000_000, 10
STUDIES: dict[str, tuple[str, ...]] = {
    "rates": (),
    "amount": ("value=4000", "other_cost=60"),
    "worth": ("value=4000",),
    "lift": ("program=bounty", "kinds=referral"),
    "gaming": ("threshold=5",),
    "champions": (),
    "contest": ("kinds=referral", "milestone=demo"),
    "forecast": (),
}
# Days are counted from the first of 2024; every number comes from a hash of the row's, so it is always the same.
TABLES = {
    "people": """SELECT 'p' || i AS key, 'P' || i AS name, 'csm' AS role, 't' || (i % 20) AS team
        FROM range(500) AS t(i)""",
    "accounts": """SELECT 'a' || i AS key, 'A' || i AS name, ['small', 'middle', 'large'][1 + i % 3] AS segment,
        DATE '2020-01-01' + (i % 1400)::INTEGER AS customer_since FROM range({leads} // 20) AS t(i)""",
    "holdings": """SELECT 'a' || i AS account, 'p' || (i % 500) AS person, DATE '2020-01-01' AS "from"
        FROM range({leads} // 20) AS t(i)""",
    "activities": """SELECT 'r' || i AS key, ['referral', 'review', 'reference_call', 'review'][1 + i % 4] AS kind,
        DATE '2024-01-01' + (h % 900)::INTEGER AS opened_on, 'a' || (h // 7 % ({leads} // 20)) AS account,
        'p' || (h // 11 % 500) AS person FROM (SELECT i, hash(i) % 1000000007 AS h FROM range({leads} // 5) AS t(i))""",
    "milestones": """SELECT key AS activity, CASE kind WHEN 'referral' THEN 'demo' WHEN 'review' THEN 'published'
        ELSE 'delivered' END AS milestone, opened_on + 9 AS "on" FROM activities WHERE hash(key) % 3 > 0""",
    "deals": """SELECT 'd' || i AS key, made AS created_on, 'a' || (h // 5 % ({leads} // 20)) AS account,
        CASE WHEN i < {leads} // 20 THEN 'referral' ELSE 'c' || (h % 7) END AS channel,
        CASE WHEN h % 10 < 6 THEN made + 8 END AS demo_on,
        CASE WHEN h % 10 < 2 THEN made + 20 + (h % 90)::INTEGER END AS won_on,
        CASE WHEN h % 10 > 3 AND h % 10 < 9 THEN made + 5 + (h % 70)::INTEGER END AS lost_on,
        (1000 + h % 9000)::DECIMAL(18, 2) AS amount, 'USD' AS currency, 'p' || (h // 13 % 500) AS person,
        CASE WHEN i < {leads} // 20 THEN 'r' || (4 * i) END AS activity
        FROM (SELECT *, DATE '2024-01-02' + (h // 3 % 880)::INTEGER AS made
            FROM (SELECT i, hash(i + 7) % 1000000007 AS h FROM range({leads}) AS t(i)))""",
    "channels": """SELECT CASE c WHEN 7 THEN 'referral' ELSE 'c' || c END AS channel,
        (2024 + q // 4) || '-Q' || (1 + q % 4) AS period, 900000.00 AS spend, 'USD' AS currency, kind
        FROM range(8) AS t(c), range(10) AS u(q), (VALUES ('media'), ('people')) AS v(kind)""",
    "account_metrics": """SELECT 'a' || i AS account, metric, '2025-Q' || (q + 1) AS period,
        ((hash(i) % 1000 + hash(i * 31 + q) % 500) / 1000.0)::DECIMAL(18, 3) AS value
        FROM range({leads} // 20) AS t(i), range(4) AS u(q), (VALUES ('adoption'), ('nps')) AS v(metric)""",
    "exposures": """SELECT 'd' || i AS deal, 'r' || (h % ({leads} // 5)) AS activity,
        DATE '2024-01-10' + (h % 800)::INTEGER AS "on"
        FROM (SELECT i, hash(i + 99) AS h FROM range({leads} // 10) AS t(i))""",
    "asks": """SELECT 'k' || i AS key, 'a' || (i % ({leads} // 20)) AS account, 'review' AS kind,
        DATE '2025-03-01' AS "on", 'p1' AS "by" FROM range({leads} // 40) AS t(i)""",
    "programs": """SELECT 'bounty' AS program, 't' || i AS team, DATE '2025-07-01' AS "from", DATE '2026-07-01' AS "to"
        FROM range(10) AS t(i)""",
}


def main(leads: int) -> None:
    print(f"\nstudies of {leads:,} leads: seconds by the clock, of the processors; load {os.getloadavg()[0]:.1f}")
    with TemporaryDirectory(prefix="plaudit-bench-") as kept:
        company(Path(kept), leads)
        for study, given in STUDIES.items():
            told = tuple(word for each in given for word in ("--set", each))
            wall, cpu = seconds(("evidence", study, "--data", kept, *told))
            print(f"{study:<28}{wall:7.2f}{cpu:7.2f}   (under {AIM})", flush=True)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20:.2f} GiB")


def company(folder: Path, leads: int) -> None:
    con = duckdb.connect()
    for name, query in TABLES.items():
        con.execute(f"CREATE TABLE {name} AS {query.format(leads=leads)}")
        con.execute(f"COPY {name} TO '{folder / name}.parquet'")


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:2], *(LEADS,)[len(sys.argv[1:2]) :])))
