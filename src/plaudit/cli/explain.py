"""`plaudit explain`: one person's lines with their sentences; with --verify, every line reckoned again by other code."""

from typing import Annotated, Literal

import typer

from plaudit.cli.ask import Question, answer
from plaudit.cli.calculate import AsOf, DataPath, PeriodName, PlanPath
from plaudit.cli.show import statement_text
from plaudit.values.refused import Refused


def explain(  # noqa: PLR0913 (a command has as many options as it has)
    plan: PlanPath,
    data: DataPath,
    period: PeriodName,
    person: Annotated[str, typer.Option("--person", help="The key of people.csv.")],
    as_of: AsOf = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="What to print.")] = "text",
    verify: Annotated[bool, typer.Option("--verify", help="Reckon every line again from its own steps.")] = False,
) -> None:
    """Say why each cent."""
    result = answer(Question(plan, data, period, as_of))
    # Only an answer is explained; a problem in the plan is told before.
    from plaudit.earnings.document import document

    answered = document(result, steps=verify or form == "json")
    if person not in {each["person"] for each in answered["people"]}:
        known = ", ".join(each["person"] for each in answered["people"])
        raise Refused("person-unknown", f"{person} has nothing in {period}; these have: {known}.")
    answered["people"] = [each for each in answered["people"] if each["person"] == person]
    if form == "json":
        import json

        print(json.dumps(answered, indent=1, ensure_ascii=False))
    else:
        print(statement_text(answered, person))
    if verify:
        _verify(answered)


def _verify(answered: dict[str, object]) -> None:
    # The evaluator stands apart from everything above on purpose.
    from plaudit.earnings.verify import verify

    wrong = verify(answered)
    lines = sum(len(unit["lines"]) for person in answered["people"] for unit in person["incentives"])  # type: ignore[attr-defined]
    if wrong:
        raise Refused("not-verified", "\n".join(wrong))
    print(f"\n{lines} lines reckoned again from their steps: all equal.")
