"""Do two contenders say the same? Their files are compared by the engine, as sets of rows that may repeat."""

from pathlib import Path

from duckdb import DuckDBPyConnection


def different(con: DuckDBPyConnection, one: Path, other: Path) -> int:
    """Rows that only one of them has, in the columns that both write; where people stand (line 0) is not compared."""
    columns = [{row[0] for row in con.execute(f"DESCRIBE SELECT * FROM '{each}'").fetchall()} for each in (one, other)]
    both = ", ".join(f"{name}::BIGINT AS {name}" for name in sorted(columns[0] & columns[1]))
    rows = [f"(SELECT {both} FROM '{each}' WHERE line <> 0)" for each in (one, other)]
    # The sums of all rows' hashes are told in a moment; only rows that differ need to be found.
    sums = [con.execute(f"SELECT count(*), sum(hash(r)::HUGEINT) FROM {each} AS r").fetchall() for each in rows]
    if sums[0] == sums[1]:
        return 0
    return _number(
        con, f"SELECT count(*) FROM ({rows[0]} EXCEPT ALL {rows[1]} UNION ALL ({rows[1]} EXCEPT ALL {rows[0]}))"
    )


def cents_apart(con: DuckDBPyConnection, exact: Path, floats: Path) -> tuple[int, int]:
    """Lines that do not earn the same cents (a line that only one has among them), and how many lines there are."""
    place = "slot, person, line, coalesce(activity, 0) AS activity, coalesce(step, 0) AS step"
    pairs = (
        f"(SELECT {place}, earned FROM '{exact}' WHERE line <> 0) AS e FULL JOIN "
        f"(SELECT {place}, round(earned * 100)::BIGINT AS earned FROM '{floats}' WHERE line <> 0) AS f "
        "USING (slot, person, line, activity, step)"
    )
    apart = _number(con, f"SELECT count(*) FROM {pairs} WHERE e.earned IS DISTINCT FROM f.earned")
    return apart, _number(con, f"SELECT count(*) FROM '{exact}' WHERE line <> 0")


def _number(con: DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
