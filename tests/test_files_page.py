"""`docs/files.md` describes every file as the reader does: its columns, which must be there, its key."""

import re
from pathlib import Path

import pytest

from plaudit.activities.outside import TABLES as STUDIED
from plaudit.activities.tables import TABLES as HAPPENED
from plaudit.customers.tables import TABLES as CUSTOMERS
from plaudit.people.tables import TABLES as PEOPLE
from plaudit.values.table import HISTORY, Table

PAGE = (Path(__file__).parent.parent / "docs" / "files.md").read_text("utf-8")
COLUMN = re.compile(r"^\| (?P<bold>\*\*)?`(?P<name>\w+)`(?:\*\*)? (?P<filled>\* )?\|", re.MULTILINE)
TABLES = (*PEOPLE, *CUSTOMERS, *HAPPENED, *STUDIED)


def section(name: str) -> str:
    found = re.search(rf"^### {name}\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/files.md has no section ### {name}"
    return found[1]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_page_lists_the_columns_of_each_file(table: Table) -> None:
    listed = [(each["name"], bool(each["bold"]), bool(each["filled"])) for each in COLUMN.finditer(section(table.name))]
    assert listed == [(column.name, column.required, column.filled) for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_page_names_the_key_of_each_file(table: Table) -> None:
    key = re.search(r"Key:((?:,?\s`\w+`)+)\.", section(table.name))
    assert key is not None
    assert tuple(re.findall(r"`(\w+)`", key[1])) == table.key


def test_the_page_says_what_every_file_may_carry() -> None:
    assert [column.name for column in HISTORY if f"| `{column.name}` |" not in PAGE] == []


def test_the_page_names_the_files_that_must_be_there() -> None:
    required = ", ".join(f"`{table.name}`" for table in TABLES if table.required)
    assert required == "`people`, `accounts`, `activities`, `milestones`"
    assert "`people`, `accounts`,\n`activities` and `milestones` must be there" in PAGE
