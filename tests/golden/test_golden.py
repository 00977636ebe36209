"""What the stories say on paper is what comes out, from whichever calculation; and how it is shown."""

from functools import cache
from typing import Any

import pytest

from plaudit.cli import ask
from plaudit.cli.show import statement_text, table
from plaudit.earnings.document import document
from tests.blessed import Blessed
from tests.golden.reckoned import Question, Reckoned, reckoned, told
from tests.oracle.slow.calculate import calculate as slowly

ROWS = reckoned()
CASES = sorted({row.case for row in ROWS})
LINE = (
    "line",
    "activity",
    "milestone",
    "on",
    "share",
    "quantity",
    "before",
    "after",
    "earned",
    "limited",
    "waiting",
    "limit",
)


@cache
def engine(question: Question) -> dict[str, Any]:
    folder = question.folder
    return document(ask.answer(ask.Question(folder / "plan.yaml", folder, question.period, question.as_of)))


@cache
def oracle(question: Question) -> dict[str, Any]:
    return slowly(question.folder / "plan.yaml", question.folder, question.period, question.as_of)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_engine_gets_what_was_reckoned_by_hand(row: Reckoned) -> None:
    assert told(engine(row.question), row) == [row.cells]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_slow_oracle_gets_what_was_reckoned_by_hand(row: Reckoned) -> None:
    assert told(oracle(row.question), row) == [row.cells]


@pytest.mark.parametrize("case", CASES)
def test_a_story_leaves_no_problem(case: str) -> None:
    assert [problem for question in questions(case) for problem in engine(question)["problems"]] == []


@pytest.mark.parametrize("case", CASES)
def test_the_lines_of_a_story(case: str, blessed: Blessed) -> None:
    asked = questions(case)

    blessed(asked[0].folder / "lines.txt", "\n".join(lines(question) for question in asked))


@pytest.mark.parametrize("case", CASES)
def test_the_statements_of_a_story(case: str, blessed: Blessed) -> None:
    asked = questions(case)

    blessed(asked[0].folder / "statement.txt", "\n\n".join(statements(question) for question in asked))


def questions(case: str) -> list[Question]:
    """In the order in which the story asks them."""
    return list(dict.fromkeys(row.question for row in ROWS if row.case == case))


def lines(question: Question) -> str:
    """Every line as one row; amounts are what a reader of the difference looks at first."""
    rows = [
        (person["person"], unit["incentive"], *(line[name] or "-" for name in LINE))
        for person in engine(question)["people"]
        for unit in person["incentives"]
        for line in unit["lines"]
    ]
    return f"# {title(question)}\n{table([('who', 'incentive', *LINE), *rows])}\n"


def statements(question: Question) -> str:
    answer = engine(question)
    return (
        "\n\n".join(
            [f"# {title(question)}", *(statement_text(answer, person["person"]) for person in answer["people"])]
        )
        + "\n"
    )


def title(question: Question) -> str:
    return question.period if question.as_of is None else f"{question.period}, as known at the end of {question.as_of}"
