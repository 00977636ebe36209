"""What the pages say exists, and what exists is said in the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import typer.main

from tests.architecture.sources import ROOT, files, instruments, pages, relative

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
NAMED = re.compile(r"`((?:src|tests|docs|examples|bench|requirements|\.ci)/[\w./-]+)`")
# A path of one machine: it is nobody else's.
MACHINE = re.compile(r"(?<![\w.:/~}])/(?:home|root|work|Users|mnt|srv)/")
# Where packages come from is the machine's business (decision 0009). In parts, so that this page may be read too.
HOSTS = tuple(
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"), ("anaconda", "org"))
)


def readable() -> Iterator[tuple[Path, str]]:
    for path in files():
        if path.suffix not in {".parquet", ".png", ".gz"}:
            yield path, path.read_text("utf-8", errors="replace")


def said() -> str:
    return "\n".join(text for path, text in pages().items() if path == "README.md" or path.startswith("docs/"))


def commands() -> set[str]:
    """Every command as it is typed: `calculate`, `plan check`."""
    from plaudit.cli.app import app  # only this test needs the shell

    return set(_below("", typer.main.get_command(app)))


def _below(prefix: str, command: object) -> Iterator[str]:
    for name, each in getattr(command, "commands", {}).items():
        if getattr(each, "commands", None):
            yield from _below(f"{prefix}{name} ", each)
        elif not each.hidden:
            yield f"{prefix}{name}"


def test_every_command_is_in_the_pages() -> None:
    text = said()
    assert [name for name in sorted(commands()) if f"plaudit {name}" not in text] == []


def test_no_page_shows_a_command_that_is_not_there() -> None:
    shown = {
        name
        for text in pages().values()
        for name in re.findall(r"^ *plaudit ((?:(?:plan|ledger|statement) )?[a-z]+)", text, re.MULTILINE)
    }
    assert shown - commands() == set()


def test_every_picture_is_shown() -> None:
    drawn = {path.name for path in (ROOT / "docs" / "screens").iterdir()}
    shown = {name.rpartition("/")[2] for text in pages().values() for name in LINK.findall(text) if "screens/" in name}
    assert drawn == shown


def test_every_room_is_in_the_readme() -> None:
    rooms = {relative(path) for path in (ROOT / "src" / "plaudit").glob("*/README.md")}
    assert rooms - set(LINK.findall(pages()["README.md"])) == set()


def test_every_instrument_has_its_page_and_every_page_its_instrument() -> None:
    # The page is the README of its folder, so that a new instrument touches no other file.
    shown = {
        kind.name for kind in instruments() if f"kind: {kind.name}" in pages().get(relative(kind / "README.md"), "")
    }
    listed = set(re.findall(r"^\| `([a-z_]+)` \|", pages()["README.md"], re.MULTILINE))
    there = {kind.name for kind in instruments()}
    assert there - shown == set()
    assert listed - there == set()


def test_every_door_of_the_makefile_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for text in pages().values() for name in re.findall(r"`make ([a-z-]+)", text)}
    assert named - targets == set()


def test_every_link_leads_somewhere() -> None:
    links = [(path, link) for path, text in pages().items() for link in LINK.findall(text)]
    assert [f"{path}: {link}" for path, link in links if not (ROOT / path).parent.joinpath(link).exists()] == []


def test_every_file_named_in_a_page_is_there() -> None:
    named = [(path, name) for path, text in pages().items() for name in NAMED.findall(text)]
    assert [f"{path}: {name}" for path, name in named if not (ROOT / name).exists()] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [relative(path) for path, text in readable() if MACHINE.search(text)] == []


def test_no_file_names_where_packages_come_from() -> None:
    assert [relative(path) for path, text in readable() if any(host in text for host in HOSTS)] == []
