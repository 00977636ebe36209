"""`plaudit statement`: a statement's twin, derived again away from the site that issued it."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from plaudit.cli.site import load
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

app = typer.Typer(help="Statements that were issued.", no_args_is_help=True)


@app.callback()
def statement() -> None:
    """A group, though it has one command yet."""


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="The JSON file of a statement.", metavar="FILE")],
    head: Annotated[str | None, typer.Option(help="The head that was kept when the period was closed.")] = None,
    ledger: Annotated[bool, typer.Option("--ledger", help="Look it up in this site's books, too.")] = False,
) -> None:
    """Derive every line and every sum again with other code; exit with 1 when one does not follow."""
    told = _read(file)
    # Only a file that can be read is looked at.
    from plaudit.statements.twin import wrong

    found = wrong(told, head)
    if ledger and not found:
        load()
        # The models can be named when the site is set up.
        from plaudit.statements.issued import in_the_books

        found = in_the_books(told)
    if found:
        print("\n".join(found), file=sys.stderr)
        raise typer.Exit(1)
    print(f"{told['statement']['statement']}: every line and every sum follows.")
    print(f"posting {told['posting']['number']}, head {told['posting']['head']}")


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        told: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as unreadable:
        raise Unreadable(
            (
                Problem(
                    "file-unreadable",
                    f"{file} cannot be read as JSON: {unreadable}.",
                    "Download the statement again.",
                    file=file.name,
                ),
            )
        ) from unreadable
    return told
