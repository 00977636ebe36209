"""Acts that must wait: shares that are not whole, nobody to credit, amounts missing or negative, rates missing (rules 4, 8, 10)."""

from collections.abc import Iterator, Sequence
from typing import Any

from plaudit.activities.facts import Snapshot
from plaudit.earnings.lay import Laid
from plaudit.earnings.rates import Rates
from plaudit.values.period import day
from plaudit.values.problem import Problem, Touch

SHOWN = 5
# An act that a rule of the plan asks about, with the credit mode and the day of the rate.
ASKED = (
    "SELECT c.slot, c.mode, c.unit, m.day, COALESCE(c.fx_on, m.day) AS fx_on, a.activity, a.key, a.opened, a.account, "
    "a.person, a.amount, a.currency FROM milestone AS m JOIN counted AS c ON c.step = m.step AND m.day >= c.starts "
    "AND m.day < c.ends JOIN activity AS a ON a.activity = m.activity"
)
HELD_ON = "CASE WHEN q.mode = 3 THEN q.day ELSE q.opened END"
HOLDS = f"h.account = q.account AND h.starts <= {HELD_ON} AND {HELD_ON} < h.ends"
BY_HOLDER = "(q.mode IN (2, 3) OR (q.mode = 1 AND q.person IS NULL))"


def waiting(laid: Laid, snapshot: Snapshot, currency: str) -> None:
    """Adds the problems, the rates that were found and the days on which an account's shares are not whole."""
    modes = {row[5] for row in laid.table("counted")}
    if modes & {1, 2, 3}:
        _holdings(laid, snapshot)
    if 4 in modes:
        _unbrought(laid, snapshot)
    if snapshot.sizes["credit"]:
        _credits(laid, snapshot)
    if any(row[8] is None for row in laid.table("counted")):
        _amounts(laid, snapshot)
        _foreign(laid, snapshot, currency)


def _holdings(laid: Laid, snapshot: Snapshot) -> None:
    """Days on which the shares of an account sum to something but not to 1, and acts on accounts nobody holds."""
    sweep = (
        "WITH edges AS (SELECT account, starts AS day, share FROM holding UNION ALL SELECT account, ends, -share FROM holding), "
        "summed AS (SELECT account, day, SUM(SUM(share)) OVER (PARTITION BY account ORDER BY day) AS total, "
        "LEAD(day) OVER (PARTITION BY account ORDER BY day) AS until FROM edges GROUP BY account, day) "
        "SELECT account, day, until FROM summed WHERE total NOT IN (0, 1000000) AND until IS NOT NULL"
    )
    for account, starts, ends in snapshot.con.execute(sweep).fetchall():
        laid.add("unsound", (account, starts, ends))
    unwritten = " AND q.activity NOT IN (SELECT activity FROM credit)" if snapshot.sizes["credit"] else ""
    if laid.table("unsound"):
        uneven = ", ".join(f"({account}, {starts}, {ends})" for account, starts, ends in laid.table("unsound"))
        found = _asked(
            laid,
            snapshot,
            f"SELECT q.slot, q.key, h.person, q.day FROM ({ASKED}) AS q JOIN (VALUES {uneven}) AS u(account, starts, ends) "
            f"ON u.account = q.account AND u.starts <= {HELD_ON} AND {HELD_ON} < u.ends JOIN holding AS h ON {HOLDS} "
            f"WHERE {BY_HOLDER}{unwritten}",
        )
        _add(
            laid,
            "shares-not-whole",
            found,
            "the shares of those who hold the account that day do not sum to 1",
            "holdings.csv",
        )
    lone = (
        f"SELECT q.slot, q.key, NULL, q.day FROM ({ASKED}) AS q WHERE {BY_HOLDER}{unwritten} "
        f"AND NOT EXISTS (SELECT 1 FROM holding AS h WHERE {HOLDS})"
    )
    _add(laid, "nobody-to-credit", _asked(laid, snapshot, lone), "nobody holds its account that day", "holdings.csv")


def _unbrought(laid: Laid, snapshot: Snapshot) -> None:
    unwritten = " AND q.activity NOT IN (SELECT activity FROM credit)" if snapshot.sizes["credit"] else ""
    query = f"SELECT q.slot, q.key, NULL, q.day FROM ({ASKED}) AS q WHERE q.mode = 4 AND q.person IS NULL{unwritten}"
    _add(
        laid,
        "nobody-to-credit",
        _asked(laid, snapshot, query),
        "no person is said to have brought it",
        "activities.csv",
    )


def _credits(laid: Laid, snapshot: Snapshot) -> None:
    query = (
        f"SELECT q.slot, q.key, r.person, q.day FROM ({ASKED}) AS q JOIN credit AS r ON r.activity = q.activity "
        "WHERE q.activity IN (SELECT activity FROM credit GROUP BY activity HAVING SUM(share) <> 1000000)"
    )
    _add(laid, "shares-not-whole", _asked(laid, snapshot, query), "its written shares do not sum to 1", "credits.csv")


def _amounts(laid: Laid, snapshot: Snapshot) -> None:
    for code, test, says in (
        ("amount-missing", "q.amount IS NULL", "it has no amount"),
        ("amount-negative", "q.amount < 0", "its amount is negative; reduce a deal by a replacing row"),
    ):
        found = _asked(laid, snapshot, _whose(f"q.unit IS NULL AND {test}", snapshot))
        _add(laid, code, found, says, "activities.csv")


def _foreign(laid: Laid, snapshot: Snapshot, currency: str) -> None:
    """Rates for every foreign currency and day that an amount is asked at; where there is none, those acts wait."""
    foreign = f"q.unit IS NULL AND q.currency IS NOT NULL AND q.currency <> '{currency}'"
    rates = Rates.of(snapshot.con.execute("SELECT day, base, quote, rate FROM rate").fetchall())
    for other, on in snapshot.con.execute(
        f"SELECT DISTINCT q.currency, q.fx_on FROM ({_with(laid, ASKED)}) AS q WHERE {foreign} ORDER BY 1, 2"
    ).fetchall():
        rate = rates.at(on, other, currency)
        if rate is not None:
            laid.add("fx", (other, on, rate.numerator, rate.denominator))
            continue
        found = _asked(laid, snapshot, _whose(f"{foreign} AND q.currency = '{other}' AND q.fx_on = {on}", snapshot))
        says = f"there is no rate from {other} to {currency} on {day(on)} or the seven days before"
        _add(laid, "rate-missing", found, says, "rates.csv")


def _whose(test: str, snapshot: Snapshot) -> str:
    """Everybody credited with the acts that meet a test."""
    written = snapshot.sizes["credit"]
    unwritten = " AND q.activity NOT IN (SELECT activity FROM credit)" if written else ""
    branches = [
        f"SELECT q.slot, q.key, q.person, q.day FROM ({ASKED}) AS q WHERE {test} AND q.mode IN (1, 4) AND q.person IS NOT NULL{unwritten}",
        f"SELECT q.slot, q.key, h.person, q.day FROM ({ASKED}) AS q JOIN holding AS h ON {HOLDS} WHERE {test} AND {BY_HOLDER}{unwritten}",
    ]
    if written:
        branches.append(
            f"SELECT q.slot, q.key, r.person, q.day FROM ({ASKED}) AS q JOIN credit AS r ON r.activity = q.activity WHERE {test}"
        )
    return " UNION ".join(branches)


def _with(laid: Laid, query: str) -> str:
    """The counted rows written into the query: it runs before the plan tables are there."""
    rows = ", ".join(
        f"({slot}, {step}, {mode}, {starts}, {ends}, {_null(unit)}, {_null(fx_on)})"
        for slot, _, _, step, _, mode, starts, ends, unit, _, _, _, _, fx_on in laid.table("counted")
    )
    values = f"(VALUES {rows}) AS c(slot, step, mode, starts, ends, unit, fx_on)"
    return query.replace("counted AS c", values)


def _null(value: object) -> str:
    return "NULL" if value is None else str(value)


def _asked(laid: Laid, snapshot: Snapshot, query: str) -> Sequence[tuple[Any, ...]]:
    return snapshot.con.execute(f"SELECT DISTINCT * FROM ({_with(laid, query)}) ORDER BY ALL").fetchall()


def _add(laid: Laid, code: str, found: Sequence[tuple[Any, ...]], says: str, file: str) -> None:
    if not found:
        return
    acts = list(dict.fromkeys(key for _, key, *_ in found))
    touches = tuple(dict.fromkeys(_touches(laid, found)))
    named = ", ".join(acts[:SHOWN]) + (f" and {len(acts) - SHOWN} more" if len(acts) > SHOWN else "")
    laid.problems.append(
        Problem(
            code,
            f"{named}: {says}, so {'it waits' if len(acts) == 1 else 'they wait'}.",
            f"Complete {file}; what was waiting is then calculated.",
            file=file,
            touches=touches,
        )
    )


def _touches(laid: Laid, found: Sequence[tuple[Any, ...]]) -> Iterator[Touch]:
    """Units of those who would earn by the act; to somebody not covered or not employed that day it brings nothing."""
    earning: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for slot_number, _, person, starts, ends, *_ in laid.table("enrolled"):
        earning.setdefault((slot_number, person), []).append((starts, ends))
    for number, _, person, on in found:
        if any(starts <= on < ends for starts, ends in earning.get((number, person), ())):
            slot = laid.slot(number)
            yield Touch(slot.key, laid.roster.named(person), slot.window.key)
