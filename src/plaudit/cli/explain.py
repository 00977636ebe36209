"""`plaudit explain`: one person's lines with their sentences; --verify reckons each line again by other code."""

import json
from typing import Annotated, Any, Literal

import typer

from plaudit.cli.ask import Question, answer
from plaudit.cli.calculate import AsOf, DataPath, PeriodName, PlanPath
from plaudit.cli.show import statement_text
from plaudit.values.refused import Refused

Document = dict[str, Any]


def explain(
    plan: PlanPath,
    data: DataPath,
    period: PeriodName,
    person: Annotated[str, typer.Option("--person", help="The key of people.csv.")],
    incentive: Annotated[str | None, typer.Option("--incentive", help="Only this one.")] = None,
    as_of: AsOf = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="What to print.")] = "text",
    verify: Annotated[bool, typer.Option("--verify", help="Reckon every line again from its own steps.")] = False,
) -> None:
    """Say why each cent."""
    result = answer(Question(plan, data, period, as_of))
    # Only an answer is explained; a problem in the plan is told before.
    from plaudit.earnings.document import document

    answered = document(result, steps=verify or form == "json")
    _keep(answered, person, incentive)
    lines = _verified(answered) if verify else None
    if form == "json":
        print(json.dumps(answered if lines is None else answered | {"verified": lines}, indent=1, ensure_ascii=False))
        return
    print(statement_text(answered, person))
    if lines is not None:
        told = "1 line" if lines == 1 else f"{lines} lines"
        print(f"\n{told} reckoned again from their steps: all equal.")


def _keep(answered: Document, person: str, incentive: str | None) -> None:
    """Leave only what was asked for in the document; the totals stay those of everything."""
    known = [each["person"] for each in answered["people"]]
    if person not in known:
        raise Refused("person-unknown", f"{person} has nothing in {answered['period']}; these have: {_listed(known)}.")
    answered["people"] = [each for each in answered["people"] if each["person"] == person]
    if incentive is None:
        return
    units = answered["people"][0]["incentives"]
    kept = [unit for unit in units if unit["incentive"] == incentive]
    if not kept:
        keys = _listed(list(dict.fromkeys(unit["incentive"] for unit in units)))
        raise Refused("incentive-unknown", f"{person} has nothing of {incentive}; she has: {keys}.")
    answered["people"][0]["incentives"] = kept


def _listed(names: list[str]) -> str:
    """The first twenty, and how many more."""
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return (", ".join(names[:20]) + more) if names else "nobody"


def _verified(answered: Document) -> int:
    """How many lines were reckoned again; refuses when one differs."""
    # The evaluator stands apart from everything above on purpose.
    from plaudit.earnings.verify import verify

    wrong = verify(answered)
    if wrong:
        raise Refused("not-verified", "\n".join(wrong))
    return sum(len(unit["lines"]) for person in answered["people"] for unit in person["incentives"])
