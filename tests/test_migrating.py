"""Commands that start together, after an upgrade or on an empty database."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import ENGINES, Databases, surroundings

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("vendor", ENGINES)
def test_of_those_that_start_together_one_migrates(vendor: str, databases: Databases, tmp_path: Path) -> None:
    databases.empty(vendor)
    environment = surroundings(tmp_path / "home")
    (tmp_path / "accounts.csv").write_text("key,name\noak,Oak Cafe\n")
    command = [sys.executable, "-m", "plaudit", "import", str(tmp_path / "accounts.csv")]
    both = [
        subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = [each.communicate() for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    assert "".join(out for out, _ in told).count("migrations to apply") == 1
