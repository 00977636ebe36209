"""The quick way in: one statement per file that checks, converts, numbers and stores; it stops at the first mistake.

What the mistake is, and what the others are, is found by `explain` in a second, slower pass.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.known import NUMBERS, Loaded, quoted, row_key
from plaudit.connectors.folder.cells import EMPTY, FRACTION, READINGS, direct, meaning, text
from plaudit.connectors.folder.source import Cell, Source
from plaudit.connectors.folder.spans import misfitting
from plaudit.connectors.folder.vocabulary import unknown, vocabulary
from plaudit.values.table import RECORDED, RETRACTED, Order, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HISTORY_ORDER = Order(RECORDED.name, RETRACTED.name, strictly=False)


class Mistaken(Exception):
    """Something in the files is wrong."""


def load(
    con: "DuckDBPyConnection",
    sources: Mapping[str, Source],
    tables: tuple[Table, ...],
    catalogue: Catalogue,
    done: Callable[[], None],
) -> dict[str, Loaded]:
    """Fill the schema `facts`; a mistake is the engine's error or `Mistaken`, without saying which."""
    con.execute("CREATE SCHEMA facts; CREATE SEQUENCE facts.snapshots")
    _steps(con, catalogue)
    loaded: dict[str, Loaded] = {}
    for table in tables:
        source = sources.get(table.name)
        if source is None:
            loaded[table.name] = _instead(con, table, sources)
        else:
            con.execute(_created(source, loaded))
            loaded[table.name] = Loaded(table, _columns(source), source.attributes)
            if table.name in NUMBERS:
                # Others refer to it: a key that stands there twice would double their rows.
                loaded |= _once(con, [source], loaded)
        done()
    loaded |= _once(con, [each for each in sources.values() if each.table.name not in NUMBERS], loaded)
    if any(unknown(con, vocabulary(catalogue), loaded.values())) or any(misfitting(con, loaded)):
        raise Mistaken
    return loaded


def kinds_change(con: "DuckDBPyConnection", activities: Loaded) -> bool:
    """Whether a correction gave an activity another kind, and with it other milestones."""
    if not activities.versions:
        return False
    changed = "SELECT 1 FROM facts.activities_again GROUP BY activity HAVING count(DISTINCT kind) > 1 LIMIT 1"
    return con.execute(changed).fetchall() != []


def orders(table: Table) -> tuple[Order, ...]:
    return (*table.orders, HISTORY_ORDER)


def _steps(con: "DuckDBPyConnection", catalogue: Catalogue) -> None:
    """Number the milestones of every kind."""
    rows = list(_milestones(catalogue))
    columns = [list(range(1, len(rows) + 1)), *(list(column) for column in zip(*rows, strict=True))]
    con.execute(
        """CREATE TABLE facts.step AS SELECT UNNEST(?::INTEGER[]) AS step, UNNEST(?::VARCHAR[]) AS kind,
            UNNEST(?::VARCHAR[]) AS milestone, UNNEST(?::INTEGER[]) AS ord""",
        columns,
    )


def _milestones(catalogue: Catalogue) -> Iterator[tuple[str, str, int]]:
    for kind in catalogue.kinds:
        for order, milestone in enumerate(kind.steps, 1):
            yield kind.kind, milestone, order


def _instead(con: "DuckDBPyConnection", table: Table, sources: Mapping[str, Source]) -> Loaded:
    """Without contacts.csv the contacts are those whom activities name."""
    activities = sources.get("activities") if table.name == "contacts" else None
    contact = None if activities is None else activities.cell("contact")
    if activities is None or contact is None:
        return Loaded(table)
    con.execute(f"""CREATE TABLE facts.contacts AS SELECT dense_rank() OVER (ORDER BY key)::INTEGER AS contact, key
        FROM (SELECT DISTINCT {_value(contact)} AS key FROM {activities.relation}) WHERE key IS NOT NULL""")
    return Loaded(table, ("contact", "key"))


def _created(source: Source, loaded: Mapping[str, Loaded]) -> str:
    """CREATE TABLE with each kept column's value, references as numbers, rows of a numbered table in key order."""
    table = source.table
    kept = [cell for cell in source.cells if cell.column.kept]
    values = [f"{_value(cell)} AS {quoted(cell.column.name)}" for cell in kept]
    values += [f"{FRACTION.format(x=text(cell))} AS fraction" for cell in kept if cell.column.kind == "share"]
    selected: list[str] = []
    joins = ""
    for cell in kept:
        name, refers = cell.column.name, cell.column.refers
        if refers is not None:
            joins += f" LEFT JOIN {_keys(loaded[refers])} AS j_{name} ON j_{name}.key = s.{quoted(name)}"
            selected.append(_found(f"s.{quoted(name)}", f"j_{name}.{NUMBERS[refers]}", name))
        elif name == "milestone":
            joins += " " + _step_join(loaded["activities"])
            selected.append(_found("s.milestone", _STEP[loaded["activities"].versions], "step"))
        else:
            selected.append(f"{_guarded(source, cell)} AS {quoted(name)}")
    selected += ["s.fraction" for cell in kept if cell.column.kind == "share"]
    rows = f"SELECT {', '.join(selected)} FROM (SELECT {', '.join(values)} FROM {source.relation}) AS s{joins}"
    number = NUMBERS.get(table.name)
    return f"CREATE OR REPLACE TABLE facts.{table.name} AS {rows if number is None else _numbered(number, rows)}"


def _numbered(number: str, rows: str) -> str:
    """The rows in order of their keys, numbered on the way past: a dense rank that holds no more than the sort does."""
    return f"""SELECT sum(_fresh) OVER (ROWS UNBOUNDED PRECEDING)::INTEGER AS {number}, * EXCLUDE (_fresh)
        FROM (SELECT *, CASE WHEN key = lag(key) OVER () THEN 0 ELSE 1 END AS _fresh FROM ({rows} ORDER BY s.key))"""


def _value(cell: Cell) -> str:
    """The cell's value, or the engine's error; text passes all checks of its kind first."""
    reading = READINGS[cell.column.kind]
    straight = direct(cell)
    x = text(cell)
    # A key that another table owns passed the check there; contacts may be owned by the activities that name them.
    plain = reading.holds == "true" or cell.column.refers not in {None, "contacts"}
    if straight is not None:
        value, empty = straight, cell.sql
    elif plain:
        value, empty = reading.value.format(x=x), x
    else:
        holds, value, empty = reading.holds.format(x=x), reading.value.format(x=x), x
        value = f"CASE WHEN {x} IS NULL THEN {reading.nothing} WHEN {holds} THEN {value} ELSE error('a cell') END"
    if not cell.column.filled:
        return value
    return f"CASE WHEN {EMPTY.holds.format(x=empty)} THEN {value} ELSE error('an empty cell') END"


def _guarded(source: Source, cell: Cell) -> str:
    """The value of a column that must follow, or differ from, another one of its row."""
    name = cell.column.name
    value = f"s.{quoted(name)}"
    wrong = [
        f"{value} {'<=' if order.strictly else '<'} s.{quoted(order.first)}"
        for order in orders(source.table)
        if order.then == name and source.cell(order.first) is not None
    ]
    wrong += [f"{value} = s.{quoted(first)}" for first, second in source.table.differ if second == name]
    return f"CASE WHEN {' OR '.join(wrong)} THEN error('a row') ELSE {value} END" if wrong else value


def _found(key: str, number: str, name: str) -> str:
    found = f"{key} IS NULL OR {number} IS NOT NULL"
    return f"CASE WHEN {found} THEN {number} ELSE error('unknown {name}') END AS {name}"


def _keys(loaded: Loaded) -> str:
    """Each key of a numbered table once."""
    number = NUMBERS[loaded.table.name]
    if not loaded.there:
        return f"(SELECT NULL::VARCHAR AS key, NULL::INTEGER AS {number} WHERE false)"
    name = f"facts.{loaded.table.name}"
    if not loaded.versions:
        return name
    kind = ", kind" if loaded.table.name == "activities" else ""
    last = ", arg_max(kind, coalesce(recorded_at, '-infinity')) AS kind" if kind else ""
    return f"""(SELECT key, {number}{kind} FROM {name} UNION ALL
        SELECT key, {number}{last} FROM {name}_again GROUP BY key, {number})"""


_STEP = {False: "t.step", True: "coalesce(t.step, o.step)"}


def _step_join(activities: Loaded) -> str:
    """The milestone by the activity's kind; a milestone of a kind that was corrected since is found by that kind."""
    join = "LEFT JOIN facts.step AS t ON t.kind = j_activity.kind AND t.milestone = s.milestone"
    if not activities.versions:
        return join
    return f"""{join} LEFT JOIN (SELECT activity, milestone, min(step) AS step FROM facts.activities_again
        JOIN facts.step USING (kind) GROUP BY ALL) AS o
        ON o.activity = j_activity.activity AND o.milestone = s.milestone"""


def _columns(source: Source) -> tuple[str, ...]:
    """The columns of the loaded table, in order."""
    number = NUMBERS.get(source.table.name)
    kept = [cell.column for cell in source.cells if cell.column.kept]
    named = ["step" if column.name == "milestone" else column.name for column in kept]
    fractions = ["fraction" for column in kept if column.kind == "share"]
    return (*([number] if number is not None else []), *named, *fractions)


def _once(con: "DuckDBPyConnection", sources: Sequence[Source], loaded: Mapping[str, Loaded]) -> dict[str, Loaded]:
    """Identical rows become one; rows of one key that are not ordered by when they were learned are a mistake."""
    if not sources:
        return {}
    counted = " UNION ALL ".join(f"SELECT {number}, {_counting(each)}" for number, each in enumerate(sources))
    repeated = [sources[number] for number, rows, keys in con.execute(counted).fetchall() if rows != keys]
    return {source.table.name: _merged(con, source, loaded[source.table.name]) for source in repeated}


def _merged(con: "DuckDBPyConnection", source: Source, loaded: Loaded) -> Loaded:
    """Keys with several rows get a table of their own, in which everything else about them is found quickly."""
    name = f"facts.{source.table.name}"
    key = ", ".join(quoted(part) for part in row_key(source.table, loaded.columns))
    con.execute(f"""CREATE TEMP TABLE again AS SELECT DISTINCT * FROM {name}
        SEMI JOIN (SELECT {key} FROM {name} GROUP BY {key} HAVING count(*) > 1) USING ({key});
        DELETE FROM {name} WHERE ({key}) IN (SELECT ({key}) FROM again)""")
    learned = ", recorded_at" if "recorded_at" in loaded.columns else ""
    twice = f"SELECT 1 FROM again GROUP BY {key}{learned} HAVING count(*) > 1 LIMIT 1"
    beside = any(not cell.column.kept for cell in source.cells)
    if con.execute(twice).fetchall() or (beside and con.execute(contradicting(source)).fetchall()):
        raise Mistaken
    versions = con.execute(f"SELECT 1 FROM again GROUP BY {key} HAVING count(*) > 1 LIMIT 1").fetchall() != []
    con.execute(_apart(name, key) if versions else f"INSERT INTO {name} FROM again; DROP TABLE again")
    return replace(loaded, versions=versions)


def _apart(name: str, key: str) -> str:
    """With each key's rows goes when it was first recorded, which no later row changes (rule 7a)."""
    return f"""CREATE TABLE {name}_again AS SELECT *,
        CASE WHEN count(*) OVER w = count(recorded_at) OVER w THEN min(recorded_at) OVER w END AS _first_at
        FROM again WINDOW w AS (PARTITION BY {key}); DROP TABLE again"""


def _counting(source: Source) -> str:
    """How many rows there are, and how many keys."""
    table = source.table
    rows = f"facts.{table.name}"
    if table.name in NUMBERS:
        # Numbers are given without gaps: the largest one is how many keys there are.
        return f"count(*), coalesce(max({NUMBERS[table.name]}), 0) FROM {rows}"
    named = [quoted(part) for part in row_key(table, _columns(source))]
    # Side by side, the same keys are found in a third of the time that a set of them takes.
    fresh = " OR ".join(f"{part} IS DISTINCT FROM lag({part}) OVER ()" for part in named)
    listed = ", ".join(named)
    in_order = f"SELECT {listed} FROM {rows} ORDER BY {listed}"
    return f"count(*), count(*) FILTER (WHERE fresh) FROM (SELECT {fresh} AS fresh FROM ({in_order}))"


def contradicting(source: Source) -> str:
    """SQL for keys with several different rows learned at one moment, by all columns, kept or not."""
    meant = {cell.column.name: meaning(cell.column.kind, text(cell)) for cell in source.cells}
    distinct = ", ".join(f"{value} AS {quoted(name)}" for name, value in meant.items())
    named = [quoted(part) for part in (*source.table.key, "recorded_at") if part in meant]
    return f"""SELECT 1 FROM (SELECT DISTINCT {distinct} FROM {source.relation})
        GROUP BY {", ".join(named)} HAVING count(*) > 1 LIMIT 1"""
