"""What stands in the sealed tables, witnessed by every posting: a hash over the rows that came since the one before.

A witness is a paper of its posting, so the chain covers it. It says of each table up to which number its rows are
witnessed, in which columns, and their hash; nothing of what they say. A migration that renames or fills such a column
makes the witnesses of before disagree: add another column instead.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from django.db import connection
from django.db.models import Max, Model

from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.people.seal import sealed

ROWS = 5_000
# In the chain themselves.
_CHAINED = (Posting, Entry, Paper)
# By type of column; every other is the same text in both. Moments are UTC; SQLite leaves out microseconds that are 0.
_TEXTS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {"DateTimeField": "CASE length({0}) WHEN 19 THEN {0} || '.000000' ELSE {0} END"},
    "postgresql": {
        "BooleanField": "CAST({0} AS integer)",
        "DateField": "to_char({0}, 'YYYY-MM-DD')",
        "DateTimeField": "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    },
}
_LISTED = {"sqlite": "json_array({})", "postgresql": "CAST(array_to_json(ARRAY[{}]) AS text)"}


@dataclass(frozen=True, slots=True)
class Rows:
    """Of a table, those after a number up to and with another; with None, from the beginning."""

    table: str
    after: int | None
    through: int
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table} {'' if self.after is None else f'after {self.after} '}up to {self.through}"


def witness(posting: int) -> tuple[str, bytes]:
    """The name and the bytes of the paper; whoever asks holds (`people.arrive`), so that no row is on its way."""
    before = {rows.table: rows.through for rows, _ in _told(posting - 1)}
    found = [_since(model, before.get(table)) for table, model in sorted(_tables().items())]
    told = [{**asdict(rows), "digest": _digest(rows)} for rows in found]
    return _name(posting), json.dumps({"format": 1, "tables": told}, separators=(",", ":")).encode()


def unlike() -> Iterator[str]:
    """A sentence for the rows that are not what was witnessed; to be asked of books that verify."""
    for posting in Posting.objects.order_by("number"):
        for rows, digest in _told(posting.number):
            if _digest(rows) != digest:
                yield f"Rows of {rows} are not what posting {posting.number} ({posting.once}) witnessed."


def _name(posting: int) -> str:
    return f"witness {posting}"


def _tables() -> Mapping[str, type[Model]]:
    return {model._meta.db_table: model for model in sealed() if model not in _CHAINED}


def _told(posting: int) -> Iterator[tuple[Rows, str]]:
    """Nothing of a posting from before there were witnesses."""
    for paper in Paper.objects.filter(name=_name(posting)):
        for told in json.loads(zlib.decompress(paper.packed))["tables"]:
            yield Rows(told["table"], told["after"], told["through"], tuple(told["columns"])), told["digest"]


def _kinds(model: type[Model]) -> Mapping[str, str]:
    """What Django calls the type of each column."""
    return {str(field.column): field.get_internal_type() for field in model._meta.concrete_fields}


def _since(model: type[Model], before: int | None) -> Rows:
    last: int | None = model._default_manager.aggregate(last=Max("pk"))["last"]
    # Where somebody took the last rows away, what is witnessed already stays so.
    through = max(each for each in (0, before, last) if each is not None)
    return Rows(model._meta.db_table, before, through, tuple(_kinds(model)))


def _digest(rows: Rows) -> str:
    """SHA-256 over the rows in the order of their numbers; empty where the table or a column is not there any more."""
    model = _tables().get(rows.table)
    kinds = {} if model is None else _kinds(model)
    if not kinds.keys() >= {*rows.columns}:
        return ""
    hashed = hashlib.sha256()
    if rows.after == rows.through:
        return hashed.hexdigest()
    with connection.chunked_cursor() as cursor:
        cursor.execute(_query(rows, kinds))
        while some := cursor.fetchmany(ROWS):
            hashed.update("".join([_line(*row) for row in some]).encode())
    return hashed.hexdigest()


def _query(rows: Rows, kinds: Mapping[str, str]) -> str:
    """For each row a list of texts, then what is JSON, which the two databases write differently."""
    quoted, texts = connection.ops.quote_name, _TEXTS[connection.vendor]
    plain = [
        f"CAST({texts.get(kinds[column], '{0}').format(quoted(column))} AS text)"
        for column in rows.columns
        if kinds[column] != "JSONField"
    ]
    loose = [f"CAST({quoted(column)} AS text)" for column in rows.columns if kinds[column] == "JSONField"]
    asked = ", ".join([_LISTED[connection.vendor].format(", ".join(plain)), *loose])
    since = "" if rows.after is None else f"id > {rows.after} AND "
    return f"SELECT {asked} FROM {quoted(rows.table)} WHERE {since}id <= {rows.through} ORDER BY id"


def _line(listed: str, *loose: str | None) -> str:
    return f"{listed}{''.join(map(_canonical, loose))}\n"


def _canonical(text: str | None) -> str:
    """Of what is no JSON, which only somebody outside wrote, a text that none is like: it cannot pose as other rows."""
    if text == "{}":
        return text
    try:
        told = json.loads("" if text is None else text)
    except ValueError:
        return f"!{json.dumps(text)}"
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
