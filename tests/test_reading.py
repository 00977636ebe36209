from pathlib import Path

import pytest

from tests.cast import everybody
from tests.reading import TableUnreadable, folder, rows


def test_two_spaces_split_columns_and_one_does_not() -> None:
    assert rows("""
        key    title
        ref-1  A call with Acme
    """) == ({"key": "ref-1", "title": "A call with Acme"},)


def test_a_remark_ends_the_line_and_a_key_may_hold_a_hash() -> None:
    assert rows("""
        key     who    # whose it is
        # nobody yet
        case#1  ada    # hers
    """) == ({"key": "case#1", "who": "ada"},)


def test_a_dash_is_nothing_and_so_is_a_missing_cell_at_the_end() -> None:
    assert rows("""
        key  manager  ends_on
        ada  mo
        mo   -        2026-08-14
    """) == ({"key": "ada", "manager": "mo", "ends_on": ""}, {"key": "mo", "manager": "", "ends_on": "2026-08-14"})


def test_a_header_alone_is_an_empty_table() -> None:
    assert rows("key  name") == ()


def test_a_row_longer_than_its_header_is_refused() -> None:
    with pytest.raises(TableUnreadable, match=r"3 cells for 2 columns \(key, who\)"):
        rows("key  who\nref-1  ada  1")


def test_a_text_without_a_header_is_refused() -> None:
    with pytest.raises(TableUnreadable, match="no header"):
        rows("  # nothing here\n")


def test_typed_tables_become_a_folder_of_csv(tmp_path: Path) -> None:
    made = folder(tmp_path / "data", people="key  name\nada  Okafor, Ada", accounts="key  name")
    assert (made / "people.csv").read_text() == 'key,name\nada,"Okafor, Ada"\n'
    assert (made / "accounts.csv").read_text() == "key,name\n"


def test_the_cast_is_six_people_of_whom_one_left() -> None:
    assert {row["key"]: row["ends_on"] for row in everybody()} == {
        "ada": "",
        "ben": "",
        "mo": "",
        "fay": "",
        "zed": "",
        "lee": "2026-08-14",
    }
