"""`plaudit plan`: check, print as SQL, as text to sign, and the JSON Schema of the document."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from plaudit.cli.ask import Question, period, read_plans, understood
from plaudit.values.refused import Refused

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


@app.command()
def sql(
    plan: PlanPath,
    dialect: Annotated[
        str, typer.Option("--dialect", help="duckdb, postgres, spark, snowflake, bigquery, databricks, trino.")
    ],
    data: Annotated[
        Path | None,
        typer.Option("--data", help="A folder of facts; without it, the plan alone: no grant, close or exchange rate."),
    ] = None,
    period_name: Annotated[
        str | None, typer.Option("--period", help="2026-Q3; without it, the newest quarter in effect.")
    ] = None,
    steps: Annotated[bool, typer.Option("--steps", help="Add the columns that show each line's calculation.")] = False,
) -> None:
    """Print the one query of a plan for an engine, with the tables that it stands on."""
    versions = read_plans(plan, data)
    # Only this command prints a query.
    from plaudit.earnings.dialects import names
    from plaudit.earnings.printed.printed import printed
    from plaudit.earnings.printed.supposed import newest_quarter, supposed

    if dialect not in names():
        raise Refused("dialect-unknown", f"There is no dialect {dialect}: {', '.join(names())}.")
    newest = versions[-1]
    days = newest_quarter(newest) if period_name is None else period(period_name, newest.calendar)
    facts = supposed(versions, days) if data is None else understood(Question(plan, data, days.key)).facts
    print(printed(versions, facts.at(None, newest.calendar.time_zone), days, dialect, steps=steps))
