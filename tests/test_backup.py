"""A backup, put back elsewhere, is the same site: every table, row by row, and every file that proves an act."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections

from plaudit.cli.backup import backup
from tests.serving import plaudit
from tests.site import Databases

pytestmark = pytest.mark.journey
Rows = dict[str, list[tuple[object, ...]]]


def everything() -> Rows:
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            tables[table] = sorted(cursor.fetchall(), key=repr)
    return tables


def another(databases: Databases, home: Path) -> dict[str, str]:
    """Looks at a database of the same vendor in which nothing is yet; how a command finds it."""
    if connection.vendor == "sqlite":
        databases._point("sqlite", str(home / "plaudit.sqlite3"))
        return {}
    databases._point("postgresql", databases._new("postgresql", None))
    said = connections["default"].settings_dict
    return {"PLAUDIT_DATABASE": f"postgresql://{said['USER']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"}


@pytest.fixture
def proofs() -> None:
    folder = Path(settings.SITE.home) / "proofs"
    folder.mkdir(exist_ok=True)
    (folder / "a-proof.txt").write_text("what proves an act\n")


@pytest.mark.usefixtures("company", "proofs")
def test_a_restored_site_is_the_same(databases: Databases, tmp_path: Path) -> None:
    before, file, home = everything(), tmp_path / "site.tgz", tmp_path / "elsewhere"
    backup(file)
    assert file.stat().st_mode & 0o777 == 0o600
    elsewhere = another(databases, home)
    done = plaudit(home, "restore", str(file), **elsewhere)
    assert done.returncode == 0, done.stderr
    assert everything() == before
    assert len(before["person"]) == 9
    assert (home / "proofs" / "a-proof.txt").read_text() == "what proves an act\n"
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM duties")
    again = plaudit(home, "restore", str(file), **elsewhere)
    assert (again.returncode, "There is a site here already" in again.stderr) == (1, True)


def test_a_backup_of_no_site_is_refused(tmp_path: Path) -> None:
    done = plaudit(tmp_path, "backup", str(tmp_path / "site.tgz"))
    assert (done.returncode, "There is no site in" in done.stderr) == (1, True)
    assert not (tmp_path / "site.tgz").exists()
