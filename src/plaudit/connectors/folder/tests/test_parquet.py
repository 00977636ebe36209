"""Parquet files with the types that programs give them."""

from pathlib import Path

import duckdb
import pytest

from plaudit.connectors.folder.tests.written import places, problems, rows, snapshot, written

ACTIVITY = "SELECT 'd-1' AS key, 'csql' AS kind, DATE '2026-07-01' AS opened_on"
JULY = 20635


def parquet(folder: Path, name: str, query: str) -> Path:
    (folder / f"{name}.csv").unlink(missing_ok=True)
    duckdb.execute(f"COPY ({query}) TO '{folder}/{name}.parquet' (FORMAT parquet)")
    return folder


DAYS = ["'infinity'", "'-infinity'", "'20000-07-01'", "'0044-03-15 (BC)'"]


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_no_calendar_has_is_a_problem(tmp_path: Path, day: str) -> None:
    query = f"SELECT 'ref-1' AS activity, 'demo' AS milestone, DATE {day} AS \"on\""
    assert places(parquet(written(tmp_path), "milestones", query)) == ["milestones.parquet:1 day-unreadable"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("native", ["TIMESTAMP", "TIMESTAMPTZ"])
def test_a_moment_that_no_calendar_has_is_a_problem(tmp_path: Path, day: str, native: str) -> None:
    recorded = f"(DATE {day})::TIMESTAMP::{native} AS recorded_at"
    query = f"SELECT 'ref-1' AS activity, 'demo' AS milestone, DATE '2026-07-03' AS \"on\", {recorded}"
    assert places(parquet(written(tmp_path), "milestones", query)) == ["milestones.parquet:1 instant-unreadable"]


def test_text_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    folder = parquet(written(tmp_path), "people", "SELECT '\\xFF'::BLOB AS key, 'Ada' AS name, 'csm' AS role")
    assert places(folder) == ["people.parquet file-unreadable"]


def with_amount(folder: Path, amount: str) -> Path:
    return parquet(
        written(folder, milestones="activity,milestone,on\n"), "activities", f"{ACTIVITY}, {amount} AS amount"
    )


@pytest.mark.parametrize(
    ("amount", "millionths"),
    [
        ("1000.25::DECIMAL(12,2)", 1_000_250_000),
        ("-0.000001::DECIMAL(18,6)", -1),
        ("1.50000000::DECIMAL(18,8)", 1_500_000),
        ("7::TINYINT", 7_000_000),
        ("2147483647::INTEGER", 2_147_483_647_000_000),
        ("8999999999999::BIGINT", 8_999_999_999_999_000_000),
        ("5::UBIGINT", 5_000_000),
        ("'12.5'", 12_500_000),
        ("''", None),
        ("NULL::DECIMAL(12,2)", None),
    ],
)
def test_an_amount_is_exact_whatever_its_type(tmp_path: Path, amount: str, millionths: int | None) -> None:
    assert rows(snapshot(with_amount(tmp_path, amount)), "SELECT amount FROM activity") == [(millionths,)]


@pytest.mark.parametrize(
    ("amount", "place"),
    [
        ("0.1::DOUBLE", "activities.parquet column-inexact"),
        ("0.1::FLOAT", "activities.parquet column-inexact"),
        ("[1]", "activities.parquet column-inexact"),
        ("'x'::BLOB", "activities.parquet:1 number-unreadable"),
        ("9000000000000::BIGINT", "activities.parquet:1 number-too-large"),
        ("9000000000000::DECIMAL(38,6)", "activities.parquet:1 number-too-large"),
        ("0.0000001::DECIMAL(18,8)", "activities.parquet:1 number-too-fine"),
        ("'NaN'", "activities.parquet:1 number-unreadable"),
    ],
)
def test_an_amount_that_cannot_be_exact_is_a_problem(tmp_path: Path, amount: str, place: str) -> None:
    assert places(with_amount(tmp_path, amount)) == [place]


def test_floating_point_is_fine_for_an_attribute(tmp_path: Path) -> None:
    folder = parquet(
        written(tmp_path, milestones="activity,milestone,on\n"), "activities", f"{ACTIVITY}, 4.5::DOUBLE AS stars"
    )
    assert rows(snapshot(folder), "SELECT stars FROM activity") == [("4.5",)]


@pytest.mark.parametrize("day", ["DATE '2026-07-03'", "TIMESTAMP '2026-07-03'", "'2026-07-03'"])
def test_a_day_is_a_date_a_midnight_or_text(tmp_path: Path, day: str) -> None:
    query = f"""SELECT 'ref-1' AS activity, 'demo' AS milestone, {day} AS "on" """
    folder = parquet(written(tmp_path), "milestones", query)
    assert rows(snapshot(folder), "SELECT day FROM milestone") == [(JULY + 2,)]


def test_a_moment_is_no_day(tmp_path: Path) -> None:
    query = """SELECT 'ref-1' AS activity, 'demo' AS milestone, TIMESTAMP '2026-07-03 10:00:00' AS "on" """
    assert places(parquet(written(tmp_path), "milestones", query)) == ["milestones.parquet:1 day-unreadable"]


@pytest.mark.parametrize(
    "instant",
    [
        "TIMESTAMP '2026-07-04 02:00:00'",
        "TIMESTAMPTZ '2026-07-04 04:00:00+02'",
        "TIMESTAMP_MS '2026-07-04 02:00:00'",
        "TIMESTAMP_NS '2026-07-04 02:00:00'",
        "'2026-07-03T22:00:00-04:00'",
    ],
)
def test_an_instant_without_a_zone_is_utc(tmp_path: Path, instant: str) -> None:
    query = f"""SELECT 'ref-1' AS activity, 'demo' AS milestone, '2026-07-03' AS "on", {instant} AS recorded_at"""
    known = snapshot(parquet(written(tmp_path), "milestones", query))
    assert rows(known, "SELECT recorded_at::VARCHAR FROM facts.milestones") == [("2026-07-04 02:00:00+00",)]


def test_flags_shares_and_whole_numbers_as_keys(tmp_path: Path) -> None:
    folder = written(tmp_path)
    parquet(folder, "activities", "SELECT 17 AS key, 'referral' AS kind, DATE '2026-07-01' AS opened_on")
    parquet(
        folder,
        "milestones",
        "SELECT 17::BIGINT AS activity, 'demo' AS milestone, DATE '2026-07-03' AS \"on\", true AS verified",
    )
    parquet(folder, "credits", "SELECT '17' AS activity, 'ada' AS person, 0.5::DECIMAL(8,7) AS share")
    known = snapshot(folder)
    assert rows(known, "SELECT key FROM activity SEMI JOIN milestone USING (activity)") == [("17",)]
    assert rows(known, "SELECT share FROM credit") == [(500_000,)]


def test_mistakes_are_placed_by_row(tmp_path: Path) -> None:
    query = (
        """SELECT 'ref-' || i AS activity, 'demo' AS milestone, DATE '2026-07-03' AS "on" FROM range(1, 4) AS t(i)"""
    )
    told = problems(parquet(written(tmp_path), "milestones", query))
    assert [(each.place, each.code) for each in told] == [
        ("milestones.parquet:2", "activity-unknown"),
        ("milestones.parquet:3", "activity-unknown"),
    ]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"activity,milestone,on\n"])
def test_what_is_not_parquet_is_a_problem(tmp_path: Path, content: bytes) -> None:
    folder = written(tmp_path)
    (folder / "milestones.csv").unlink()
    (folder / "milestones.parquet").write_bytes(content)
    assert places(folder) == ["milestones.parquet file-unreadable"]


def test_a_column_may_be_missing_or_unknown(tmp_path: Path) -> None:
    query = """SELECT 'ref-1' AS activity, 'demo' AS milestone, 1 AS "when" """
    assert places(parquet(written(tmp_path), "milestones", query)) == [
        "milestones.parquet:1 column-unknown",
        "milestones.parquet:1 column-missing",
    ]
