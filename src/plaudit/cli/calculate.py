"""`plaudit calculate`: a plan and a folder of facts in, each person's earnings out."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from plaudit.cli.ask import Question, answer
from plaudit.cli.show import people_text, problems_text
from plaudit.cli.write import csv_text, write_folder

PlanPath = Annotated[Path, typer.Argument(help="A plan, or a folder of its versions.", metavar="PLAN")]
DataPath = Annotated[Path, typer.Option("--data", help="The folder of facts (CSV or Parquet).")]
PeriodName = Annotated[str, typer.Option("--period", help="2026-Q3, 2026-07, 2026-H2, 2026 or 2026-07-01/2026-10-01.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only what was known then: a day (its end) or an instant.")]


def calculate(  # noqa: PLR0913 (a command has as many options as it has)
    plan: PlanPath,
    data: DataPath,
    period: PeriodName,
    as_of: AsOf = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write result.json, people.csv and lines.csv there.")] = None,
    form: Annotated[Literal["text", "json", "csv"], typer.Option("--format", help="What to print.")] = "text",
    steps: Annotated[bool, typer.Option("--steps", help="Add the calculation of each line (json).")] = False,
) -> None:
    """Calculate everybody's earnings of a period, every cent traced to an act and a rule."""
    result = answer(Question(plan, data, period, as_of))
    # Only a calculation needs the sentences; a problem in the plan is told before.
    from plaudit.earnings.document import document

    answered = document(result, steps=steps)
    if out is not None:
        write_folder(answered, out)
    print({"text": people_text, "json": _json, "csv": csv_text}[form](answered))
    if form != "json" and result.problems:
        print(problems_text(result.problems), file=sys.stderr)
    if any(problem.severity == "problem" for problem in result.problems):
        raise typer.Exit(2)


def _json(answered: dict[str, object]) -> str:
    return json.dumps(answered, indent=1, ensure_ascii=False)
