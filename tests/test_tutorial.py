"""The tutorial is followed to the letter: its commands run in the order of the page and print what the page shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.blessed import Blessed

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
# The last command of a block, and the output that the page shows right below it.
BETWEEN = "\n```\n\n```text\n"
SHOWN = re.compile(rf"(```sh\n(?:[^`]*\n)?)([^\n]+){BETWEEN}.*?\n```", re.DOTALL)
EXIT = re.compile(r"# exits with (\d)$")


class Said(NamedTuple):
    """One command, the exit code that the page names, and what it printed."""

    command: str
    code: int
    printed: str

    @property
    def expected_code(self) -> int:
        named = EXIT.search(self.command)
        return int(named[1]) if named is not None else 0


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Said, ...]:
    """Every command of the page, run in one folder that has the examples."""
    here = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "examples", here / "examples")
    return tuple(run(command, here) for command in commands() if "harbor" not in command)


def commands() -> list[str]:
    return [line for block in BLOCK.findall(text()) for line in block.splitlines()]


def of_harbor() -> list[str]:
    return [command for command in commands() if "harbor" in command]


def text() -> str:
    return PAGE.read_text("utf-8")


def run(command: str, here: Path) -> Said:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=here,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return Said(command, done.returncode, done.stdout)


def test_every_command_ends_as_the_page_says(followed):
    assert [said for said in followed if said.code != said.expected_code] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", of_harbor())
def test_a_command_pays_the_whole_company(command):
    assert run(command, ROOT).code == 0


def test_the_page_shows_what_the_commands_print(followed, blessed: Blessed):
    printed = {said.command: said.printed for said in followed}

    blessed(PAGE, SHOWN.sub(lambda shown: f"{shown[1]}{shown[2]}{BETWEEN}{printed[shown[2]].strip()}\n```", text()))
