"""`plaudit import`: files or folders into the site's database, checked with all that it holds."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plaudit.cli.ask import progress
from plaudit.cli.show import problems_text
from plaudit.cli.site import load, migrate
from plaudit.connectors.folder.find import CATALOGUE
from plaudit.values.refused import Refused

if TYPE_CHECKING:
    # The models can be named when the site is set up.
    from plaudit.earnings.runs.moved import Moved

Files = Annotated[
    list[Path], typer.Argument(help="Tables (CSV, XLSX or Parquet), or folders of them.", metavar="FILE...")
]


def bring_in(
    files: Files,
    source: Annotated[str, typer.Option("--source", help="Where they come from: crm, spreadsheet.")] = "files",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
) -> None:
    """Import tables into the site's database; what is there already adds nothing."""
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        raise Refused("file-missing", f"There is no {', no '.join(missing)}.")
    load()
    migrate()
    # The models can be named when the site is set up.
    from plaudit.connectors.database.here import here
    from plaudit.connectors.upload.check import Taker, check
    from plaudit.connectors.upload.find import find
    from plaudit.connectors.upload.origin import origin
    from plaudit.connectors.upload.receive import receive
    from plaudit.connectors.upload.take_map import take_map
    from plaudit.earnings.runs.moved import MOVING, before, moved

    uploads, whose, at = find(files), origin(source), datetime.now(UTC)
    for folder in files if not dry_run else ():
        take_map(folder / CATALOGUE, at=at)
    bar = progress()
    tell = bar if bar is not None else _silent
    moving = [each.path.name for each in uploads if each.table.name in MOVING and not dry_run]
    stood = before(date.min, at=at) if moving else ()
    taker = Taker("", at, tell)
    checked = check(uploads, whose, here(), at=at, tell=tell) if dry_run else receive(uploads, whose, taker)
    if checked.problems:
        print(problems_text(checked.problems), file=sys.stderr)
    for each in checked.counted:
        print(f"{each.table}: {each.new:,} new, {each.changed:,} changed, {each.same:,} known already")
    _tell(moved(stood, f"files {', '.join(moving)}", by="", at=datetime.now(UTC)))


def _tell(pay: "tuple[Moved, ...] | None") -> None:
    if pay is None:
        print("What it moves in pay is not told: a period is so large that the worker calculates it.")
    for each in pay if pay is not None else ():
        print(f"moved pay of {each.person} in {each.program} {each.period}: {each.by} {each.by.currency}")


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody is watching."""
