"""`plaudit simulate`: what a plan may cost in the quarters to come, by the query that pays."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from plaudit.cli.ask import progress, read_plans
from plaudit.cli.evidence import DataPath, Set, Snapshot, asked_day, need_numbers

PlanPath = Annotated[Path, typer.Argument(help="A plan, or a folder of its versions.", metavar="PLAN")]
Against = Annotated[Path | None, typer.Option("--against", help="Another plan, on the same trials.", metavar="PLAN2")]


def simulate(
    plan: PlanPath,
    data: DataPath,
    against: Against = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="What to print.")] = "text",
    snapshot: Snapshot = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same numbers.", min=0)] = 1,
    given: Set = None,
) -> None:
    """Simulate what a plan may cost, quarter by quarter, from what people did before."""
    need_numbers()
    versions = [read_plans(each, data) for each in (plan, against) if each is not None]
    # They load a second's worth of mathematics; a plan with problems is told before.
    from plaudit.connectors.folder.read import read
    from plaudit.evidence import studies
    from plaudit.evidence.document import document
    from plaudit.evidence.question import Question, settings
    from plaudit.evidence.text import text

    study = studies.find("simulate")
    known = settings(given if given is not None else [], study.settings)
    facts = read(data, progress())
    questions = [Question(facts, asked_day(snapshot), None, seed, known, each) for each in versions]
    documents = [document("simulate", question, study.answer(question)) for question in questions]
    if form == "json":
        found = [{**each, **_costs(each)} for each in documents]
        rest = {"against": found[1]} if against is not None else {}
        print(json.dumps({**found[0], **rest}, indent=1, ensure_ascii=False))
        return
    titles = [study.title, f"{study.title}: {against}"]
    print("\n\n".join(text(title, each) for title, each in zip(titles, documents, strict=False)))


def _costs(document: dict[str, Any]) -> dict[str, Any]:
    """The quarters and the budget's risk at the top, where other programs look for them."""
    figures: dict[str, Any] = next(
        (each["figures"] for each in document["answers"] if each["name"] == "simulate: cost"), {}
    )
    return {"periods": figures.get("periods", []), "over_budget": figures.get("over budget")}
