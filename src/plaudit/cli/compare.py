"""`plaudit compare`: the shadow run against what a spreadsheet paid, each difference with its reason."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from plaudit.cli.ask import Question, understood
from plaudit.cli.calculate import AsOf, DataPath, PeriodName, PlanPath
from plaudit.cli.show import compared_text, problems_text

PaidFile = Annotated[
    Path, typer.Option("--paid", help="What was paid: person, amount; optional incentive, activity, currency (CSV).")
]


def compare(
    plan: PlanPath,
    data: DataPath,
    period: PeriodName,
    paid: PaidFile,
    as_of: AsOf = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="What to print.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything differs.")] = False,
) -> None:
    """Put what a spreadsheet paid beside what the plan owes, and say why they differ."""
    asked = understood(Question(plan, data, period, as_of))
    # A plan with problems is told before the engine is loaded.
    from plaudit.earnings.compare.compare import compare as compared_with
    from plaudit.earnings.compare.readings import Question as Asked

    compared = compared_with(Asked(asked.versions, asked.facts, asked.period, asked.moment), paid)
    document = compared.document()
    print(json.dumps(document, indent=1, ensure_ascii=False) if form == "json" else compared_text(document))
    if compared.problems:
        print(problems_text(compared.problems), file=sys.stderr)
    if any(problem.severity == "problem" for problem in compared.problems):
        raise typer.Exit(2)
    if strict and compared.different:
        raise typer.Exit(1)
