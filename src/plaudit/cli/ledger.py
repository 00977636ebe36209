"""`plaudit ledger`: whether the books are what was booked, and the books for other people's tools."""

import sys
from typing import Annotated, Literal

import typer

from plaudit.cli.site import load
from plaudit.cli.write import csv_of

app = typer.Typer(help="The books: verify and export them.", no_args_is_help=True)


@app.command("verify")
def verify(
    head: Annotated[str | None, typer.Option(help="A head that was kept: do the books still pass through it?")] = None,
    replay: Annotated[bool, typer.Option("--replay", help="Calculate every closed period again, too.")] = False,
) -> None:
    """Derive every head of the chain again from the rows; exit with 1 when anything is not what was booked."""
    load()
    # The models can be named when the site is set up.
    from plaudit.ledger.closed import closed
    from plaudit.ledger.verify import verify as verified
    from plaudit.ledger.witness import unlike
    from plaudit.statements.beside import beside
    from plaudit.statements.replay import replay as replayed

    found = verified(expected=head)
    print(f"{found.postings:,} postings, {found.entries:,} entries, {found.papers:,} papers")
    print(f"head {found.head}")
    wrong = list(found.wrong or (*beside(), *unlike()))
    for period in closed() if replay else ():
        again = replayed(period)
        print(f"{period.name}: {again.statements:,} statements calculated again", flush=True)
        wrong += again.wrong
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    if wrong:
        raise typer.Exit(1)


@app.command("export")
def export(
    form: Annotated[
        Literal["beancount", "csv"], typer.Option("--format", help="A journal, or rows for the general ledger.")
    ],
) -> None:
    """Print the books: every entry as a beancount transaction, or what each posting moves between accounts."""
    load()
    # As above.
    from plaudit.ledger.general import COLUMNS, general
    from plaudit.ledger.journal import journal

    if form == "csv":
        print(csv_of([COLUMNS, *general()]), end="")
        return
    for line in journal():
        print(line)
