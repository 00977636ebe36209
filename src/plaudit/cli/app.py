"""`plaudit`: the commands by name, and what becomes of a refusal (exit code 1) or of unreadable input (2)."""

import sys
from collections.abc import Sequence

import typer

from plaudit.cli import (
    backup,
    bring_in,
    calculate,
    close,
    compare,
    demo,
    evidence,
    explain,
    invite,
    ledger,
    new,
    payout,
    plan,
    serve,
    simulate,
    statement,
    worker,
)
from plaudit.cli.show import problems_text
from plaudit.values.refused import Refused, Unreadable

app = typer.Typer(
    help="Pays customer-advocacy incentives to the cent and explains every cent.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("calculate")(calculate.calculate)
app.command("explain")(explain.explain)
app.command("compare")(compare.compare)
app.command("evidence")(evidence.evidence)
app.command("simulate")(simulate.simulate)
app.command("new")(new.new)
app.command("import")(bring_in.bring_in)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.command("close")(close.close)
app.command("invite")(invite.invite)
app.command("payout")(payout.payout)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.add_typer(plan.app, name="plan")
app.add_typer(ledger.app, name="ledger")
app.add_typer(statement.app, name="statement")


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command, those of the process without arguments, and exits with its code."""
    try:
        app(arguments)
    except Refused as refused:
        print(refused.says, file=sys.stderr)
        sys.exit(1)
    except Unreadable as unreadable:
        print(problems_text(unreadable.problems), file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # A reader such as `head` has seen enough.
        sys.stderr.close()
        sys.exit(0)
