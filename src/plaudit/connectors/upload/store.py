"""Storing what was checked: in chunks, each one transaction with an arrival of its own, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from plaudit.activities.known import quoted
from plaudit.connectors.upload.check import Checked, Taker
from plaudit.connectors.upload.compare import Compared
from plaudit.connectors.upload.name import Named
from plaudit.people.arrive import arrive, give_way
from plaudit.people.models import Arrival

CHUNK = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Overtaken(Exception):
    """Another import stored something meanwhile: what was compared may be there already."""


class Cancelled(Exception):
    """Somebody asked to stop between two chunks."""


def store(checked: Checked, taker: Taker) -> None:
    """Raises Overtaken or Cancelled after whole chunks."""
    lasts = [_last(checked, compared) for compared in checked.compared]
    seen, done = checked.watermark, 0
    for compared, last in zip(checked.compared, lasts, strict=True):
        for start in range(0, last, CHUNK):
            if taker.stop():
                raise Cancelled
            if start:
                give_way()
            # Read before the transaction: whoever logs an act meanwhile waits for the writing alone.
            chunk = _chunk(checked, compared, start)
            with transaction.atomic():
                arrival = arrive(checked.origin.arrivals, by=taker.by, at=taker.at)
                if Arrival.objects.filter(pk__gt=seen, pk__lt=arrival.pk, source__startswith="import ").exists():
                    raise Overtaken
                chunk.insert(arrival)
            seen = arrival.pk
            done += min(CHUNK, last - start)
            taker.tell("store", done, sum(lasts))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The rows of one transaction: of facts, and of the names that they refer to."""

    names: Sequence[tuple[Named, Sequence[tuple[Any, ...]]]]
    rows: type[models.Model]
    columns: tuple[str, ...]
    facts: Sequence[tuple[Any, ...]]
    since: datetime | None

    def insert(self, arrival: Arrival) -> None:
        """Names first, because facts refer to them."""
        for named, rows in self.names:
            _name(named, rows)
        _insert(self.rows, self.columns, [_stamped(row, arrival, self.since) for row in self.facts])


def _chunk(checked: Checked, compared: Compared, start: int) -> _Chunk:
    between = f"_n > {start} AND _n <= {start + CHUNK}"
    columns = tuple(compared.kept.fields)
    return _Chunk(
        [
            (named, _rows(checked, named.relation, ("key", *named.words), between))
            for named in checked.named[compared.table.name]
        ],
        compared.kept.rows,
        columns,
        _rows(checked, compared.table.name, (*columns, "_fate", "_at", "_until"), between),
        checked.origin.since,
    )


def _rows(checked: Checked, relation: str, columns: Sequence[str], between: str) -> list[tuple[Any, ...]]:
    named = ", ".join(quoted(column) for column in columns)
    return checked.con.execute(f"SELECT {named} FROM staged.{relation} WHERE {between} ORDER BY _n").fetchall()


def _stamped(row: tuple[Any, ...], arrival: Arrival, since: datetime | None) -> tuple[Any, ...]:
    """The row with its arrival and moments; one that says nothing of when it was learned is learned now."""
    *values, fate, at, until = row
    learned = since if since is not None and fate == "new" else arrival.recorded_at
    return (*values, arrival.pk, _moment(at, learned), None if until is None else _moment(until, learned))


def _last(checked: Checked, compared: Compared) -> int:
    """The number of the table's last row, of facts or of names."""
    relations = [compared.table.name, *(named.relation for named in checked.named[compared.table.name])]
    lasts = " UNION ALL ".join(f"SELECT max(_n) AS n FROM staged.{relation}" for relation in relations)
    last: int = checked.con.execute(f"SELECT coalesce(max(n), 0) FROM ({lasts})").fetchall()[0][0]
    return last


def _moment(microseconds: int | None, otherwise: datetime) -> str:
    """As Django writes it: in UTC, on SQLite without saying so."""
    when = otherwise if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)
    return str(connection.ops.adapt_datetimefield_value(when.astimezone(UTC)))


def _insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    table = model._meta.db_table
    named = ", ".join(quoted(column) for column in (*columns, "arrival_id", "recorded_at", "retracted_at"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quoted(table)} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            holes = ", ".join(["%s"] * (len(columns) + 3))
            cursor.executemany(f"INSERT INTO {quoted(table)} ({named}) VALUES ({holes})", rows)


def _name(named: Named, rows: Sequence[tuple[Any, ...]]) -> None:
    """A name that the file does not give is empty, or the key where people must call it something."""
    if not rows:
        return
    columns = [str(field.column) for field in named.model._meta.concrete_fields if not field.primary_key]
    filled = []
    for key, *words in rows:
        said = {"key": key, **dict(zip(named.words, words, strict=True))}
        filled.append([said.get(column, key if column == "name" else "") for column in columns])
    changed = ", ".join(f"{quoted(word)} = excluded.{quoted(word)}" for word in named.words)
    into = f"INSERT INTO {quoted(named.model._meta.db_table)} ({', '.join(map(quoted, columns))})"
    otherwise = f"ON CONFLICT (key) DO {f'UPDATE SET {changed}' if changed else 'NOTHING'}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(["%s::text[]"] * len(columns))
            lists = [list(column) for column in zip(*filled, strict=True)]
            cursor.execute(f"{into} SELECT * FROM unnest({arrays}) {otherwise}", lists)
        else:
            holes = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{into} VALUES ({holes}) {otherwise}", filled)
