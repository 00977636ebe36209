"""`plaudit calculate`: a plan and a folder of facts in, each person's earnings out."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from plaudit.cli import engine
from plaudit.cli.ask import Question, answer, answers
from plaudit.cli.show import against_text, people_text, problems_text
from plaudit.cli.write import against_csv, csv_text, write_folder
from plaudit.values.problem import Problem
from plaudit.values.refused import Refused

PlanPath = Annotated[Path, typer.Argument(help="A plan, or a folder of its versions.", metavar="PLAN")]
DataPath = Annotated[Path, typer.Option("--data", help="The folder of facts (CSV or Parquet).")]
PeriodName = Annotated[str, typer.Option("--period", help="2026-Q3, 2026-07, 2026-H2, 2026 or 2026-07-01/2026-10-01.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only what was known then: a day (its end) or an instant.")]
OutPath = Annotated[
    Path | None, typer.Option("--out", help="Write result.json, people.csv and lines.csv (or totals.csv) there.")
]
Against = Annotated[
    Path | None, typer.Option("--against", help="Another plan: what it would have paid.", metavar="PLAN2")
]
Form = Literal["text", "json", "csv"]


def calculate(
    plan: PlanPath,
    data: DataPath,
    period: PeriodName,
    as_of: AsOf = None,
    out: OutPath = None,
    form: Annotated[Form, typer.Option("--format", help="What to print.")] = "text",
    steps: Annotated[bool, typer.Option("--steps", help="Add the calculation of each line (json).")] = False,
    totals: Annotated[bool, typer.Option("--totals", help="What each incentive paid, without lines: quicker.")] = False,
    against: Against = None,
    name: Annotated[engine.Name, typer.Option("--engine", help="Where the query runs.")] = "duckdb",
    dsn: Annotated[str | None, typer.Option("--dsn", help="PostgreSQL: postgresql://user@host/database.")] = None,
    master: Annotated[str | None, typer.Option("--master", help="Spark: local[2], or a cluster.")] = None,
) -> None:
    """Calculate everybody's earnings of a period, every cent traced to an act and a rule."""
    if totals and steps:
        raise Refused("totals-without-steps", "--steps are those of lines, which --totals leaves out: ask for either.")
    # What another plan would have paid compares totals.
    whole = totals or against is not None
    question = Question(plan, data, period, as_of, engine.Server(name, dsn, master), lines=not whole)
    if against is not None:
        _against(question, against, out, form)
        return
    result = answer(question)
    # Only a calculation needs the sentences; a problem in the plan is told before.
    from plaudit.earnings.document import document

    answered = document(result, steps=steps)
    if out is not None:
        write_folder(answered, out)
    print({"text": people_text, "json": _json, "csv": csv_text}[form](answered))
    _end(result.problems, told=form == "json")


def _against(question: Question, other: Path, out: Path | None, form: Form) -> None:
    if out is not None:
        raise Refused("out-of-two-plans", "--out holds one plan's result: calculate the other plan by itself.")
    ours, theirs = answers(question, other)
    # Only a comparison of plans needs it.
    from plaudit.earnings.against import against

    document = against(ours, theirs)
    print({"text": against_text, "json": _json, "csv": against_csv}[form](document))
    if form == "csv":
        # A table has no place for sentences.
        for said in document["remarks"]:
            print(said, file=sys.stderr)
    _end(tuple(dict.fromkeys((*ours.problems, *theirs.problems))), told=False)


def _end(problems: tuple[Problem, ...], *, told: bool) -> None:
    """Problems that touch some units leave the others calculated, and exit code 2."""
    if problems and not told:
        print(problems_text(problems), file=sys.stderr)
    if any(problem.severity == "problem" for problem in problems):
        raise typer.Exit(2)


def _json(answered: dict[str, object]) -> str:
    return json.dumps(answered, indent=1, ensure_ascii=False)
