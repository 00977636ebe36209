"""Tables are filtered, sorted and taken away alike; money stays exact and no cell becomes a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from plaudit.values.money import Money
from plaudit.web.components.table import Column, Link, State, Table, ordered, shown
from plaudit.web.components.take import as_csv, as_xlsx, taken

TABLE = Table(
    "pay",
    "Pay [Q3]",
    (
        Column("who", "Who"),
        Column("money", "Money", "money", "USD"),
        Column("count", "Count", "number"),
        Column("on", "On", "day"),
        Column("at", "At", "moment"),
        Column("state", "State", "state"),
    ),
    [
        (
            Link("Ben", "/ben"),
            Money(-546, "USD"),
            "10",
            date(2026, 7, 2),
            datetime(2026, 7, 2, 9, tzinfo=UTC),
            State("good", "won"),
        ),
        ("ada", Money(90071992547409931, "USD"), "9", date(2026, 7, 1), None, None),
        ("=1+1", None, None, None, None, State("waiting", "@home")),
    ],
)


def names(asked: str) -> list[str]:
    return [row[0].words if isinstance(row[0], Link) else str(row[0]) for row in ordered(TABLE, QueryDict(asked))]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("", ["Ben", "ada", "=1+1"]),
        ("pay.by=who", ["=1+1", "ada", "Ben"]),
        ("pay.by=-who", ["Ben", "ada", "=1+1"]),
        # By size, not by letters; what is empty comes last both ways.
        ("pay.by=count", ["ada", "Ben", "=1+1"]),
        ("pay.by=-count", ["Ben", "ada", "=1+1"]),
        ("pay.by=money", ["Ben", "ada", "=1+1"]),
        ("pay.by=-on", ["Ben", "ada", "=1+1"]),
        ("pay.by=nothing", ["Ben", "ada", "=1+1"]),
        ("other.by=who", ["Ben", "ada", "=1+1"]),
    ],
)
def test_rows_are_sorted_as_the_address_says(asked: str, order: list[str]) -> None:
    assert names(asked) == order


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pay.find=BEN", ["Ben"]),
        ("pay.find=ben+won", ["Ben"]),
        ("pay.find=ben+ada", []),
        ("pay.find=jul", ["Ben", "ada"]),
    ],
)
def test_every_word_sought_stands_somewhere_in_the_row(asked: str, found: list[str]) -> None:
    assert names(asked) == found


def test_a_heading_turns_its_own_order_round_and_keeps_what_else_is_asked() -> None:
    first, money, *_ = shown(TABLE, QueryDict("period=2026-Q3&pay.by=who&take=csv")).heads
    assert (first.sorted, first.url) == ("ascending", "?period=2026-Q3&pay.by=-who")
    assert (money.sorted, money.url) == (None, "?period=2026-Q3&pay.by=-money")


def test_csv_is_the_same_for_every_reader_and_harmless() -> None:
    lines = list(csv.reader(io.StringIO(as_csv(TABLE, ordered(TABLE, QueryDict(""))).decode("utf-8-sig"))))
    assert lines == [
        ["Who", "Money (USD)", "Count", "On", "At", "State"],
        ["Ben", "-5.46", "10", "2026-07-02", "2026-07-02T09:00:00+00:00", "won"],
        ["ada", "900719925474099.31", "9", "2026-07-01", "", ""],
        ["'=1+1", "", "", "", "", "'@home"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_of_a_csv_starts_as_a_formula_does(start: str) -> None:
    table = Table("t", "T", (Column("a", "A"),), [(f"{start}1",)])
    assert as_csv(table, ordered(table, QueryDict(""))).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")


def test_xlsx_writes_money_as_numbers_unless_a_number_would_lose_digits() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(TABLE, ordered(TABLE, QueryDict(""))))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
        styles = book.read("xl/styles.xml").decode()
        named = book.read("xl/workbook.xml").decode()
    assert "<v>-5.46</v>" in sheet
    assert "<t>900719925474099.31</t>" in texts
    assert "<t>=1+1</t>" in texts
    assert "<f>" not in sheet
    assert 'formatCode="#,##0.00"' in styles
    assert 'name="Pay  Q3"' in named


def test_the_same_rows_make_the_same_spreadsheet() -> None:
    rows = ordered(TABLE, QueryDict(""))
    assert as_xlsx(TABLE, rows) == as_xlsx(TABLE, rows)


@pytest.mark.parametrize("asked", ["", "take=csv", "take=pdf&of=pay", "take=csv&of=other"])
def test_only_a_table_of_the_page_is_taken_away(asked: str) -> None:
    assert taken(RequestFactory().get(f"/?{asked}"), TABLE) is None
