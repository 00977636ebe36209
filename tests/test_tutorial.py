"""The tutorial is followed to the letter: its commands run in the order of the page and print what the page shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```(sh|text)\n(.*?)```", re.DOTALL)
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
    return [line for kind, text in blocks() if kind == "sh" for line in text.splitlines()]


def of_harbor() -> list[str]:
    return [command for command in commands() if "harbor" in command]


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text("utf-8"))


def shown() -> list[tuple[str, str]]:
    """The last command of a block, and the output that the page shows below it."""
    pairs = zip(blocks(), blocks()[1:], strict=False)
    return [
        (text.splitlines()[-1], below)
        for (kind, text), (next_kind, below) in pairs
        if (kind, next_kind) == ("sh", "text")
    ]


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


@pytest.mark.parametrize(("command", "output"), shown())
def test_a_command_prints_what_the_page_shows(followed, command, output):
    assert next(said.printed for said in followed if said.command == command).strip() == output.strip()
