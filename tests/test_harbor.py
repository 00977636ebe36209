"""Harbor is made by its generator and by nothing else, the same on every machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HARBOR = Path(__file__).parent.parent / "examples" / "harbor"
TABLES = sorted(path.name for path in (HARBOR / "data").iterdir())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harbor made once more, in a process that orders its sets otherwise and lives elsewhere on Earth."""
    folder = tmp_path_factory.mktemp("harbor")
    elsewhere = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    subprocess.run([sys.executable, HARBOR / "make.py", folder], check=True, env=elsewhere)
    return folder


def test_the_generator_makes_the_tables_that_are_there(made):
    assert sorted(path.name for path in made.iterdir()) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_what_the_generator_makes(made, table):
    assert (made / table).read_bytes() == (HARBOR / "data" / table).read_bytes()


def test_harbor_is_small_enough_to_read():
    assert sum((HARBOR / "data" / table).stat().st_size for table in TABLES) < 1_300_000
