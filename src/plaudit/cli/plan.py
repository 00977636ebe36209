"""`plaudit plan`: check, print as SQL, as text to sign, and the JSON Schema of the document."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from plaudit.cli.ask import read_plans

app = typer.Typer(help="Read a plan with other eyes: its traps, its SQL, its words.", no_args_is_help=True)
PlanPath = Annotated[Path, typer.Argument(help="A plan, or a folder of its versions.", metavar="PLAN")]


@app.command()
def check(
    plan: PlanPath,
    form: Annotated[Literal["text", "json", "sarif"], typer.Option("--format", help="What to print.")] = "text",
) -> None:
    """Find what a wise reader would question before anybody signs; exit code 2 when there is an error."""
    # Only this command reads the checks.
    from plaudit.plans.checks import check as questions
    from plaudit.plans.checks import render

    versions = read_plans(plan)
    findings = questions(versions[-1], *versions[:-1])
    file = versions[-1].file
    print(
        {"text": render.text, "sarif": render.sarif}[form](findings, file) if form != "json" else render.json(findings)
    )
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(2)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the plan document."""
    # Only this command builds the schema of every instrument.
    from plaudit.plans.schema import schema as plan_schema

    print(json.dumps(plan_schema(), indent=2, ensure_ascii=False))


@app.command()
def text(plan: PlanPath) -> None:
    """Print the plan in plain words, ready to sign."""
    # Only this command tells a plan.
    from plaudit.plans.text import text as told

    print(told(read_plans(plan)[-1]))
