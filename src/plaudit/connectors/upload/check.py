"""What an upload would change, found out without changing anything: checked with all that the database holds."""

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from plaudit.activities.known import literal
from plaudit.activities.outside import TABLES as STUDIED
from plaudit.connectors.database.place import Place, Reading, reading
from plaudit.connectors.database.read import NO_ACTIVITIES, OF_ACTIVITIES, Given, given
from plaudit.connectors.database.studied import studied
from plaudit.connectors.folder.explained.explain import explain, placed
from plaudit.connectors.folder.explained.mistake import Mistake
from plaudit.connectors.folder.explained.mistyped import sampled
from plaudit.connectors.folder.load import Mistaken, load
from plaudit.connectors.folder.open_csv import Opened, open_csv
from plaudit.connectors.folder.open_parquet import open_parquet
from plaudit.connectors.folder.read import CSV_LIMIT, connect
from plaudit.connectors.upload.compare import Compared, Counted, compare
from plaudit.connectors.upload.kept import TABLES, kept
from plaudit.connectors.upload.lay import lay, over, too_long
from plaudit.connectors.upload.name import Named, name
from plaudit.connectors.upload.sheet import to_csv
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from plaudit.values.table import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS = 5_000_000
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file and the table it holds; `columns` says what the table calls a column that the file calls otherwise."""

    path: Path
    table: Table
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where uploads come from, and whether its word on what is verified counts.

    Rows that do not say when they were learned are known since `since`, or since they arrive.
    """

    name: str
    trusted: bool = False
    since: datetime | None = None

    @property
    def arrivals(self) -> str:
        """What the arrivals of this origin are called."""
        return f"import {self.name}"


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes an upload in, at which moment; `stop` is asked between chunks."""

    by: str
    at: datetime
    tell: Progress
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows ready to be stored, in the schema `staged` of `con`, compared with everything up to `watermark`."""

    con: "DuckDBPyConnection"
    origin: Origin
    compared: tuple[Compared, ...]
    named: Mapping[str, Sequence[Named]]
    counted: tuple[Counted, ...]
    watermark: int
    problems: tuple[Problem, ...] = ()


def check(uploads: Sequence[Upload], origin: Origin, place: Place, *, at: datetime, tell: Progress) -> Checked:
    """Raises Unreadable with every problem of every file."""
    con = connect()
    con.execute("CREATE SCHEMA upload; CREATE SCHEMA laid; CREATE SCHEMA before; CREATE SCHEMA compared")
    con.execute("CREATE SCHEMA staged")
    with tempfile.TemporaryDirectory(prefix="plaudit-") as folder, reading(place) as database:
        opened = {}
        for number, upload in enumerate(uploads, 1):
            opened[upload.table.name] = _open(con, upload, Path(folder))
            tell("open", number, len(uploads))
        sources = {name: each.source for name, each in opened.items() if each.source is not None}
        for source in sources.values():
            lay(con, source)
        stands = _stands(con, database, opened)
        tell("read", 1, 1)
        told = tuple(problem for each in opened.values() for problem in each.problems)
        problems = (*told, *_mistakes(con, opened, stands, at, tell))
        if any(problem.stops for problem in problems):
            raise Unreadable(problems)
        con.execute("DROP SCHEMA laid CASCADE")
        tables = [table.name for table in TABLES if table.name in sources]
        con.execute(f"CREATE TABLE ours AS SELECT unnest({_arrivals(database, origin)}::BIGINT[]) AS id")
        compared = tuple(Compared(sources[t], stands.sources.get(t), kept()[t], origin.trusted) for t in tables)
        counted = tuple(compare(con, each) for each in compared)
        closed = _closed(con, database)
        late = [wrong for each in compared for wrong in _closed_before(con, opened[each.table.name], closed)]
        if late:
            raise Unreadable((*problems, *late))
        named = {each.table.name: name(con, database, each) for each in compared}
        return Checked(con, origin, compared, named, counted, stands.watermark, problems)


def _stands(con: "DuckDBPyConnection", database: Reading, tables: Collection[str]) -> Given:
    """What the tables can refer to: most refer to no activity, and activities are most of what there is."""
    outside = any(table.name in tables for table in STUDIED)
    # Where there are contacts, those whom activities name must be among them (decision 0025).
    acts = any(name in tables for name in (*OF_ACTIVITIES, "contacts"))
    if not outside:
        return given(con, database, None if acts else NO_ACTIVITIES)
    stands = given(con, database)
    return replace(stands, sources={**stands.sources, **studied(con, database)})


def _open(con: "DuckDBPyConnection", upload: Upload, folder: Path) -> Opened:
    match upload.path.suffix:
        case ".parquet":
            return open_parquet(con, upload.table, upload.path)
        case ".xlsx":
            # As CSV, but under the sheet's own name, which every message says.
            path = folder / upload.path.name
            to_csv(upload.path, path)
            return open_csv(upload.table, path, CSV_LIMIT, upload.columns)
    return open_csv(upload.table, upload.path, CSV_LIMIT, upload.columns)


def _mistakes(
    con: "DuckDBPyConnection", opened: Mapping[str, Opened], stands: Given, at: datetime, tell: Progress
) -> tuple[Problem, ...]:
    """What is wrong with the files, together with what is known; the files' own rules hold for both."""
    laid = dict(stands.sources)
    for table, each in opened.items():
        if each.source is not None:
            laid[table] = over(con, each.source, stands.sources.get(table))
    steps = iter(range(1, len(TABLES) + 1))
    wrong: tuple[Problem, ...] = ()
    together = {
        name: Opened(source, (), opened[name].shape if name in opened else None) for name, source in laid.items()
    }
    if any(problem.stops for each in opened.values() for problem in each.problems):
        wrong = explain(con, together, stands.catalogue)
    else:
        try:
            load(con, laid, TABLES, stands.catalogue, lambda: tell("check", next(steps), len(TABLES)))
        except (duckdb.Error, Mistaken):
            wrong = explain(con, together, stands.catalogue)
            # An error of the engine that no rule of ours explains is our own mistake, and is not hidden.
            if not wrong:
                raise
    own = (problem for each in opened.values() if each.source is not None for problem in _kept_whole(con, each, at))
    return (*wrong, *own)


def _kept_whole(con: "DuckDBPyConnection", opened: Opened, at: datetime) -> Sequence[Problem]:
    """Cells that the database cannot hold, and rows that were learned in the future."""
    source = opened.source
    if source is None:
        return ()
    ((count,),) = con.execute(f"SELECT count(*) FROM upload.{source.table.name}").fetchall()
    if count > ROWS:
        says = f"{source.file} has {count:,} rows; {ROWS:,} can be imported at a time."
        return (Problem("rows-too-many", says, "Import it in parts.", file=source.file),)
    mistakes = []
    lengths = kept()[source.table.name].lengths
    query = too_long(source, lengths)
    for row, typed, which, more in sampled(con, query) if query is not None else ():
        says = f"{which} has {len(str(typed)):,} characters; {lengths[str(which)]:,} can be kept."
        mistakes.append(Mistake(row, "text-too-long", says, "Shorten it.", more=more))
    if source.cell("recorded_at") is not None:
        later = f"""SELECT rowid + 1 AS _row, recorded_at AS x, 0 AS which FROM upload.{source.table.name}
            WHERE try_cast(recorded_at AS TIMESTAMPTZ) > TIMESTAMPTZ {literal(at.isoformat())}"""
        for row, typed, _, more in sampled(con, later):
            says = f"recorded_at is {typed}, which is still to come."
            mistakes.append(
                Mistake(row, "recorded-in-future", says, "Leave it empty: the row is known from now on.", more=more)
            )
    return tuple(placed(opened, source, mistakes))


def _closed(con: "DuckDBPyConnection", database: Reading) -> int | None:
    """The last moment for which a period was closed, in microseconds; a close on a day is one at its end."""
    moments = database.table("SELECT closed_at FROM closes WHERE retracted_at IS NULL").column(0).to_pylist()
    at = "CASE WHEN length(x) = 10 THEN (x::DATE + 1)::TIMESTAMPTZ ELSE x::TIMESTAMPTZ END"
    ((last,),) = con.execute(f"SELECT epoch_us(max({at})) FROM unnest(?::VARCHAR[]) AS t(x)", [moments]).fetchall()
    return None if last is None else int(last)


def _closed_before(con: "DuckDBPyConnection", opened: Opened, closed: int | None) -> Sequence[Problem]:
    """Rows that would change what a close has known: what it made final could not be calculated again."""
    source = opened.source
    if source is None or closed is None:
        return ()
    earlier = f"""SELECT _row, make_timestamptz(least(_at, _until))::VARCHAR AS x, make_timestamptz({closed})::VARCHAR
        AS which FROM staged.{source.table.name} WHERE least(_at, _until) <= {closed}"""
    mistakes = []
    for row, typed, which, more in sampled(con, earlier):
        says = f"It says that it was known at {typed}, but the period that was closed at {which} did not know it."
        remedy = "Leave recorded_at and retracted_at empty: it is known from now on, and what it changes is adjusted."
        mistakes.append(Mistake(row, "recorded-before-close", says, remedy, more=more))
    return tuple(placed(opened, source, mistakes))


def _arrivals(database: Reading, origin: Origin) -> list[int]:
    """The numbers of what this source brought before."""
    asked = f"SELECT id FROM people_arrival WHERE source = {literal(origin.arrivals)}"
    return [int(number) for number in database.table(asked).column(0).to_pylist()]
