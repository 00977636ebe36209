"""The container files say what the program is: they parse, and name commands, settings and files that are there."""

import re
import shlex

import typer.main
from ruamel.yaml import YAML

from plaudit.cli.app import app
from plaudit.web.configuration import SETTINGS
from tests.architecture.sources import ROOT

CONTAINER = (ROOT / "Containerfile").read_text("utf-8")
COMPOSE = YAML(typ="safe", pure=True).load((ROOT / "compose.yaml").read_text("utf-8"))
COMMANDS = set(getattr(typer.main.get_command(app), "commands", {}))
# The instructions of a Containerfile that we use.
KNOWN = {
    *("FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME"),
    *("EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"),
}


def instructions() -> list[list[str]]:
    text = re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE).replace("\\\n", " ")
    return [shlex.split(line, posix=False) for line in text.splitlines() if line.strip()]


def options(command: str) -> set[str]:
    parameters = getattr(typer.main.get_command(app), "commands")[command].params  # noqa: B009 -- typer's own class
    return {name for parameter in parameters for name in parameter.opts}


def test_every_instruction_is_one() -> None:
    assert {words[0] for words in instructions()} - KNOWN == set()
    assert instructions()[0][0] == "FROM"


def test_it_copies_what_is_there_and_what_is_not_ignored() -> None:
    ours = [words[1:-1] for words in instructions() if words[0] == "COPY" and not words[1].startswith("--from")]
    named = [name for words in ours for name in words]
    assert [name for name in named if not (ROOT / name).exists()] == []
    kept = {line[1:] for line in (ROOT / ".containerignore").read_text("utf-8").split() if line.startswith("!")}
    assert {name.split("/")[0] for name in named} - kept == set()


def test_it_does_not_run_as_root() -> None:
    assert [words[1] for words in instructions() if words[0] == "USER"] == ["10001"]


def test_every_service_runs_a_command_with_options_that_there_are() -> None:
    commands = {name: service["command"] for name, service in COMPOSE["services"].items() if "command" in service}
    assert {name: command[0] for name, command in commands.items()} == {"site": "serve", "worker": "worker"}
    given = {name: {word for word in command if word.startswith("--")} for name, command in commands.items()}
    assert {name: words - options(commands[name][0]) for name, words in given.items()} == {
        "site": set(),
        "worker": set(),
    }


def test_every_setting_is_one() -> None:
    said = {name for name in COMPOSE["services"]["site"]["environment"] if name.startswith("PLAUDIT_")}
    assert said - set(SETTINGS) == set()
    assert set(re.findall(r"\bPLAUDIT_\w+(?==)", CONTAINER)) - set(SETTINGS) == set()


def test_every_service_waits_for_one_that_is_there() -> None:
    services = COMPOSE["services"]
    assert {name for each in services.values() for name in each.get("depends_on", {})} - set(services) == set()
    volumes = {volume.split(":")[0] for each in services.values() for volume in each.get("volumes", [])}
    assert volumes == set(COMPOSE["volumes"])
