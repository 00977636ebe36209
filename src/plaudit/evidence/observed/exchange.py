"""Amounts of several currencies in one, at the latest rate known at the snapshot: near enough for an estimate."""

from datetime import date

from plaudit.activities.facts import Facts
from plaudit.evidence.observed.rows import number, rows, there


def rates_to(facts: Facts, currency: str, snapshot: date) -> dict[str, float]:
    """How much of `currency` one unit of each other buys; those without a rate are left out."""
    found = {currency: 1.0}
    if not there(facts, "rates"):
        return found
    query = f"""SELECT base, quote, arg_max(rate, "on") FROM {rows(facts, "rates", snapshot)}
        WHERE "on" <= {number(snapshot)} GROUP BY ALL ORDER BY ALL"""
    for base, quote, rate in facts.con.execute(query).fetchall():
        if quote == currency:
            found[base] = float(rate)
        elif base == currency:
            found.setdefault(quote, 1 / float(rate))
    return found


def main_currency(facts: Facts, table: str) -> str | None:
    """The one that most rows are in."""
    if "currency" not in facts.loaded[table].columns:
        return None
    query = (
        f"SELECT currency FROM facts.{table} WHERE currency IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    found = facts.con.execute(query).fetchall()
    return str(found[0][0]) if found else None
