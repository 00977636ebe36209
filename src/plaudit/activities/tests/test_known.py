from datetime import datetime

import duckdb
import pytest

from plaudit.activities.known import Loaded, ever, known
from plaudit.values.table import Column, Table, key

NOTES = Table("notes", (key("key"), Column("says")), ("key",))
HISTORY = ("key", "says", "recorded_at", "retracted_at")
LOADED = Loaded(NOTES, HISTORY, versions=True)
LAID = """
CREATE SCHEMA facts;
CREATE TABLE facts.notes AS SELECT * FROM (VALUES
    ('b', 'only', TIMESTAMPTZ '2026-07-03 10:00:00Z', TIMESTAMPTZ '2026-07-05 10:00:00Z')
) AS t(key, says, recorded_at, retracted_at);
CREATE TABLE facts.notes_again AS SELECT * FROM (VALUES
    ('a', 'first', NULL, NULL, NULL),
    ('a', 'second', TIMESTAMPTZ '2026-07-02 10:00Z', NULL, NULL),
    ('c', 'first', TIMESTAMPTZ '2026-07-01 10:00Z', TIMESTAMPTZ '2026-07-06 10:00Z', TIMESTAMPTZ '2026-07-01 10:00Z'),
    ('c', 'second', TIMESTAMPTZ '2026-07-04 10:00Z', TIMESTAMPTZ '2026-07-04 10:00Z', TIMESTAMPTZ '2026-07-01 10:00Z')
) AS t(key, says, recorded_at, retracted_at, _first_at)
"""


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-07-01T09:59:59Z", "a first"),
        ("2026-07-01T10:00:00Z", "a first, c first"),
        ("2026-07-02T09:59:59Z", "a first, c first"),
        ("2026-07-02T10:00:00Z", "a second, c first"),
        ("2026-07-03T10:00:00Z", "a second, b only, c first"),
        # Withdrawn by a row of its own; the row it replaced does not come back.
        ("2026-07-04T10:00:00Z", "a second, b only"),
        ("2026-07-05T09:59:59Z", "a second, b only"),
        ("2026-07-05T10:00:00Z", "a second"),
        ("2026-07-05T12:00:00+02:00", "a second"),
    ],
)
def test_the_latest_row_of_a_key_counts_until_it_is_withdrawn(as_of: str, expected: str) -> None:
    assert said(LOADED, datetime.fromisoformat(as_of)) == expected


def test_without_a_moment_everything_recorded_is_known() -> None:
    assert said(LOADED, None) == "a second"


def test_without_corrections_there_is_no_table_of_them() -> None:
    alone = Loaded(NOTES, HISTORY)
    assert said(alone, datetime.fromisoformat("2026-07-03T09:59:59Z")) == ""
    assert said(alone, datetime.fromisoformat("2026-07-03T10:00:00Z")) == "b only"


def test_a_file_without_history_is_always_known() -> None:
    assert said(Loaded(NOTES, ("key", "says")), datetime.fromisoformat("1999-01-01T00:00:00Z")) == "b only"


def test_a_column_that_the_file_lacks_is_empty() -> None:
    assert said(Loaded(NOTES, ("key",)), None) == "b None"


def test_a_table_that_the_folder_lacks_has_no_rows() -> None:
    assert said(Loaded(NOTES), None) == ""


def test_every_row_ever_recorded() -> None:
    con = duckdb.connect()
    con.execute(LAID)
    assert con.execute(f"SELECT key, says FROM {ever(LOADED)} ORDER BY ALL").fetchall() == [
        ("a", "first"),
        ("a", "second"),
        ("b", "only"),
        ("c", "first"),
        ("c", "second"),
    ]


def said(loaded: Loaded, as_of: datetime | None) -> str:
    con = duckdb.connect()
    con.execute(LAID)
    found = con.execute(f"SELECT key, says FROM {known(loaded, as_of)} ORDER BY key").fetchall()
    return ", ".join(f"{name} {says}" for name, says in found)
