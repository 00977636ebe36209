"""Shares in millionths: decimals as they are, fractions by largest remainder, first by person key (rule 5)."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from plaudit.values.allocate import MILLION, share_millionths

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A holding as it was typed: account, person, first day, day after the last, its share.
Held = tuple[int, int, int, int, Fraction]
Holding = tuple[int, int, int, int, int]

# Holdings that are whole as they stand: no fraction, and nobody twice in one account on one day.
_TO_SPLIT = """SELECT DISTINCT account FROM (SELECT account, fraction, starts < max(ends) OVER (
    PARTITION BY account, person ORDER BY starts ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS twice
    FROM held) WHERE fraction IS NOT NULL OR twice"""


def millionths(shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Shares that do not sum to 1 must not seem to when they are whole millionths: all are rounded away from 1."""
    whole = sum(shares)
    if whole == 1:
        return share_millionths(shares)
    away = floor if whole < 1 else ceil
    return tuple(away(share * MILLION) for share in shares)


def split_credits(con: "DuckDBPyConnection", selection: str) -> None:
    """Lay `credit`; acts split in the same way are worked out once, however many they are."""
    if con.execute(f"SELECT count(fraction) FROM ({selection})").fetchall() == [(0,)]:
        con.execute(f"CREATE TABLE credit AS SELECT activity, person, share FROM ({selection})")
        return
    con.execute(f"""CREATE TEMP TABLE grouped AS SELECT activity, list(person ORDER BY person) AS people,
        string_agg(coalesce(fraction, share::VARCHAR || '/1000000'), ' ' ORDER BY person) AS shares
        FROM ({selection}) GROUP BY activity""")
    ways = [shares for (shares,) in con.execute("SELECT DISTINCT shares FROM grouped ORDER BY shares").fetchall()]
    parts = [list(millionths([Fraction(share) for share in way.split(" ")])) for way in ways]
    laid = "SELECT UNNEST(?::VARCHAR[]) AS shares, UNNEST(?::BIGINT[][]) AS parts"
    con.execute(f"CREATE TEMP TABLE way AS {laid}", [ways, parts])
    con.execute("""CREATE TABLE credit AS SELECT activity, unnest(people) AS person, unnest(parts) AS share
        FROM grouped JOIN way USING (shares); DROP TABLE grouped; DROP TABLE way""")


def split_holdings(con: "DuckDBPyConnection", selection: str) -> None:
    """Lay `holding`; accounts held in fractions, or twice by one person, are cut where their holders change."""
    con.execute(f"CREATE TEMP TABLE held AS {selection}")
    cut = [account for (account,) in con.execute(_TO_SPLIT).fetchall()]
    whole = "CREATE TABLE holding AS SELECT account, person, starts, ends, share FROM held"
    if not cut:
        con.execute(f"{whole}; DROP TABLE held")
        return
    con.execute("CREATE TEMP TABLE cut AS SELECT UNNEST(?::INTEGER[]) AS account", [cut])
    con.execute(f"{whole} ANTI JOIN cut USING (account)")
    typed = con.execute("""SELECT account, person, starts, ends, coalesce(fraction, share::VARCHAR || '/1000000')
        FROM held SEMI JOIN cut USING (account) ORDER BY ALL""").fetchall()
    held = [(account, person, starts, ends, Fraction(share)) for account, person, starts, ends, share in typed]
    pieces = [piece for _, group in groupby(held, key=lambda row: row[0]) for piece in stretches(list(group))]
    if pieces:
        columns = [list(column) for column in zip(*pieces, strict=True)]
        con.execute(f"INSERT INTO holding SELECT {', '.join(5 * ['UNNEST(?::BIGINT[])'])}", columns)
    con.execute("DROP TABLE held; DROP TABLE cut")


def stretches(held: Sequence[Held]) -> Iterator[Holding]:
    """One account's holdings, cut wherever its holders change; neighbours with the same share are one again."""
    days = sorted({day for _, _, starts, ends, _ in held for day in (starts, ends)})
    pieces: list[Holding] = []
    for starts, ends in pairwise(days):
        pieces += _holders(held, starts, ends)
    pieces.sort()
    return _joined(pieces)


def _holders(held: Iterable[Held], starts: int, ends: int) -> list[Holding]:
    shares: dict[tuple[int, int], Fraction] = {}
    for account, person, first, last, share in held:
        if first <= starts and ends <= last:
            shares[account, person] = shares.get((account, person), Fraction(0)) + share
    order = sorted(shares)
    parts = millionths([shares[holder] for holder in order])
    return [(account, person, starts, ends, part) for (account, person), part in zip(order, parts, strict=True)]


def _joined(pieces: Iterable[Holding]) -> Iterator[Holding]:
    last: Holding | None = None
    for piece in pieces:
        if last is None:
            last = piece
        elif (*last[:2], last[3], last[4]) == (*piece[:3], piece[4]):
            last = (*last[:3], piece[3], last[4])
        else:
            yield last
            last = piece
    if last is not None:
        yield last
