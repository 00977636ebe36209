"""Laying the tables of a snapshot: selections of what was known, views where nothing depends on the moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from plaudit.activities.known import NUMBERS, Loaded, ever, known, literal, moment, quoted
from plaudit.activities.split import split_credits, split_holdings
from plaudit.values.table import ALWAYS, NEVER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from plaudit.activities.facts import Facts

# The engine reads -2147483648 as minus a number that no INTEGER holds.
_ALWAYS = f"({ALWAYS})::INTEGER"
_NEVER = f"({NEVER})::INTEGER"

# `_standing` is false for a person, account or contact that is named by a fact but not known at the moment.
PERSON = f"""SELECT person, key, name,
    CASE WHEN _standing THEN coalesce(starts_on, {_ALWAYS}) ELSE 0 END AS employed_from,
    CASE WHEN _standing THEN coalesce(ends_on + 1, {_NEVER}) ELSE 0 END AS employed_to FROM {{people}}"""

POSITION = f"""SELECT person, "from" AS starts, coalesce("to", {_NEVER}) AS ends, role, team, manager, pay_currency
    FROM {{positions}}
    UNION ALL SELECT person, coalesce(starts_on, {_ALWAYS}), coalesce(ends_on + 1, {_NEVER}), role, team, manager,
    pay_currency FROM {{people}} AS p
    WHERE _standing AND NOT EXISTS (FROM {{positions}} AS q WHERE q.person = p.person)"""

ACCOUNT = "SELECT account, key, name, segment, industry, region, size, arr, currency{attributes} FROM {accounts}"

CONTACT = "SELECT contact, key, account FROM {contacts}"

ACTIVITY = """SELECT activity, key, kind, opened_on AS opened, account, contact, person, amount, currency, channel,
    platform, deal, lead{attributes} FROM {activities}"""

HOLDING = f"""SELECT account, person, "from" AS starts, coalesce("to", {_NEVER}) AS ends,
    CASE WHEN fraction IS NULL THEN coalesce(share, 1000000) END AS share, fraction FROM {{holdings}}"""

CREDIT = "SELECT activity, person, share, fraction FROM {credits}"

PLAIN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "person": (PERSON, ("people",)),
    "position": (POSITION, ("people", "positions")),
    "account": (ACCOUNT, ("accounts",)),
    "contact": (CONTACT, ("contacts",)),
    "activity": (ACTIVITY, ("activities",)),
    "target": ("SELECT incentive, person, period, target, pay FROM {targets}", ("targets",)),
    "metric": ("SELECT person, metric, period, value FROM {metrics}", ("metrics",)),
    "champion": (
        f'SELECT account, "from" AS starts, coalesce("to", {_NEVER}) AS ends FROM {{champions}}',
        ("champions",),
    ),
    "grant_": (
        'SELECT key, person, incentive, "on" AS day, amount, reason, given_by, approved_by FROM {grants}',
        ("grants",),
    ),
    "rate": ('SELECT "on" AS day, base, quote, rate FROM {rates}', ("rates",)),
}

TABLES = (*PLAIN, "step", "milestone", "holding", "credit", "close")
OF_ACTS = ("activity", "milestone", "credit")


def begin(con: "DuckDBPyConnection") -> None:
    """A schema of its own, which is then the connection's."""
    number = con.execute("SELECT nextval('facts.snapshots')").fetchall()[0][0]
    con.execute(f"SET TimeZone = 'UTC'; CREATE SCHEMA snapshot_{number}; SET schema = 'snapshot_{number}'")


def lay(facts: "Facts", con: "DuckDBPyConnection", as_of: datetime | None, zone: str) -> dict[str, int]:
    """Lay every table in the connection's schema; answers with how many rows say what happened."""
    relations = {name: _relation(loaded, as_of) for name, loaded in facts.loaded.items()}
    statements = ["CREATE VIEW step AS SELECT * FROM facts.step"]
    for name, (selection, sources) in PLAIN.items():
        attributes = "".join(f", {quoted(each)}" for each in facts.loaded[sources[0]].attributes)
        laid = selection.format(attributes=attributes, **relations)
        statements.append(_laid(name, laid, [facts.loaded[source] for source in sources]))
    statements.append(_milestones(facts, relations, zone))
    statements.append(f"CREATE TABLE close AS {_closes(relations['closes'], as_of, zone)}")
    con.execute(";".join(statements))
    split_holdings(con, HOLDING.format(**relations))
    split_credits(con, _of_known_activities(facts, CREDIT, relations))
    return _sizes(con)


def lay_again(
    facts: "Facts", con: "DuckDBPyConnection", earlier: str, as_of: datetime | None, zone: str
) -> dict[str, int]:
    """As `lay`, of the activities in `learned` only; all else is what the schema `earlier` says."""
    relations = {
        name: f"(SELECT * FROM {known(facts.loaded[name], as_of)} SEMI JOIN learned USING (activity))"
        for name in ("activities", "milestones", "credits")
    }
    attributes = "".join(f", {quoted(each)}" for each in facts.loaded["activities"].attributes)
    statements = [f"CREATE TABLE activity AS {ACTIVITY.format(attributes=attributes, **relations)}"]
    statements += [_milestones(facts, relations, zone)]
    statements += [f"CREATE VIEW {name} AS SELECT * FROM {earlier}.{name}" for name in TABLES if name not in OF_ACTS]
    con.execute(";".join(statements))
    split_credits(con, _of_known_activities(facts, CREDIT, relations))
    return _sizes(con)


def _sizes(con: "DuckDBPyConnection") -> dict[str, int]:
    # One below the other, not side by side, for which the engine would join them.
    counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in OF_ACTS)
    return dict(con.execute(counts).fetchall())


def _laid(name: str, selection: str, sources: list[Loaded]) -> str:
    # What was known at a moment is worked out once, not each time a query asks.
    kind = "TABLE" if any(source.dated for source in sources) else "VIEW"
    return f"CREATE {kind} {name} AS {selection}"


def _relation(loaded: Loaded, as_of: datetime | None) -> str:
    """The rows known; of people, accounts and contacts a row for every key, so that nothing refers to nobody.

    A key that is not known at the moment has no attributes, no employment and no position then.
    """
    name = loaded.table.name
    rows = known(loaded, as_of)
    if name not in {"people", "accounts", "contacts"}:
        return rows
    if not loaded.dated:
        return f"(SELECT *, true AS _standing FROM {rows})"
    number = NUMBERS[name]
    return (
        f"(SELECT k.{number}, k.key, r.* EXCLUDE ({number}, key), r.{number} IS NOT NULL AS _standing "
        f"FROM (SELECT DISTINCT {number}, key FROM {ever(loaded)}) AS k LEFT JOIN {rows} AS r USING ({number}))"
    )


def _of_known_activities(facts: "Facts", selection: str, relations: Mapping[str, str]) -> str:
    """A withdrawn activity takes its credits and milestones with it, and one not yet known has none."""
    laid = selection.format(**relations)
    return f"{laid} SEMI JOIN activity USING (activity)" if facts.loaded["activities"].dated else laid


def _milestones(facts: "Facts", relations: Mapping[str, str], zone: str) -> str:
    loaded = facts.loaded["milestones"]
    # A correction keeps the place of what it corrects: the key's first recording counts (rule 7a).
    day = f"(timezone({literal(zone)}, _first_at)::DATE - DATE '1970-01-01')::INTEGER"
    first = f"coalesce({day}, {_ALWAYS})" if "recorded_at" in loaded.columns else _ALWAYS
    rows = f"""SELECT activity, step, "on" AS day, {first} AS recorded FROM {relations["milestones"]}"""
    if facts.loaded["activities"].dated:
        rows += " SEMI JOIN activity USING (activity)"
    if "verified" in loaded.columns:
        # Only verified milestones earn (rule 2); a data folder is the team's own statement, so nothing said is yes.
        rows += " WHERE verified"
    if facts.kinds_change:
        rows = f"""SELECT m.activity, meant.step, m.day, m.recorded FROM ({rows}) AS m
            JOIN facts.step AS loaded USING (step) JOIN activity AS a USING (activity)
            JOIN facts.step AS meant ON meant.kind = a.kind AND meant.milestone = loaded.milestone"""
    return _laid("milestone", rows, [loaded, facts.loaded["activities"]])


def _closes(closes: str, as_of: datetime | None, zone: str) -> str:
    """A close on a day is a close at the end of that day in the plan's zone; one still to come is none yet."""
    at = f"""CASE WHEN length(closed_at) = 10
        THEN timezone({literal(zone)}, (try_cast(closed_at AS DATE) + 1)::TIMESTAMP)
        ELSE try_cast(closed_at AS TIMESTAMPTZ) END"""
    happened = "true" if as_of is None else f"{at} <= {moment(as_of)}"
    return f"SELECT period, timezone('UTC', {at}) AS closed_at FROM {closes} WHERE {happened}"
