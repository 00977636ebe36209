"""docs/running.md says what there is: every setting, and only commands and options that exist."""

import re
import shlex
from collections.abc import Iterator

import typer.main

from plaudit.cli.app import app
from plaudit.web.configuration import SETTINGS
from tests.architecture.sources import ROOT

PAGES = "\n".join((ROOT / page).read_text("utf-8") for page in ("docs/running.md", "docs/sign-in.md", "README.md"))
RUNNING = ("serve", "worker", "invite", "backup", "restore")


def shown() -> Iterator[list[str]]:
    """Each command of a site as the pages type it, without what is explained beside it."""
    for typed in re.findall(r"^ *plaudit (\w+.*)$|`plaudit (\w+[^`]*)`", PAGES, re.MULTILINE):
        words = shlex.split(re.split(r" {3,}", "".join(typed))[0], posix=True)
        if words[0] in RUNNING:
            yield words


def test_every_setting_has_its_row_and_every_row_its_setting() -> None:
    assert re.findall(r"^\| `(PLAUDIT_\w+)`", PAGES, re.MULTILINE) == list(SETTINGS)


def test_every_command_takes_the_options_that_the_pages_give_it() -> None:
    commands = getattr(typer.main.get_command(app), "commands")  # noqa: B009 -- typer's own class
    taken = {name: {word for option in commands[name].params for word in option.opts} for name in RUNNING}
    given = [(words[0], word) for words in shown() for word in words if word.startswith("--")]
    assert [f"{name} {word}" for name, word in given if word not in taken[name]] == []
    assert {words[0] for words in shown()} == set(RUNNING)
