"""A problem says where it is and whether the work can go on."""

import pytest

from plaudit.values.problem import Problem, Touch
from plaudit.values.refused import Refused, Unreadable

UNIT = (Touch("referral-demo", "ada", "2026-07-01/2026-10-01"),)


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        (Problem("c", "s", "r", file="people.csv", line=3), "people.csv:3"),
        (Problem("c", "s", "r", file="people.csv"), "people.csv"),
        (Problem("c", "s", "r", path="incentives[0].pays", line=14), "incentives[0].pays:14"),
        (Problem("c", "s", "r"), "the request"),
    ],
)
def test_a_problem_names_its_place(problem: Problem, place: str) -> None:
    assert problem.place == place


@pytest.mark.parametrize(
    ("problem", "stops"),
    [
        (Problem("c", "s", "r"), True),
        (Problem("c", "s", "r", touches=UNIT), False),
        (Problem("c", "s", "r", severity="warning"), False),
    ],
)
def test_a_problem_stops_the_work_unless_it_touches_units_or_only_warns(problem: Problem, *, stops: bool) -> None:
    assert problem.stops is stops


def test_what_cannot_be_read_carries_every_problem() -> None:
    problems = (Problem("a", "One.", "r", file="x.csv", line=1), Problem("b", "Two.", "r", file="x.csv", line=9))
    assert Unreadable(problems).problems == problems
    assert str(Unreadable(problems)) == "x.csv:1: One.; x.csv:9: Two."


def test_a_refusal_is_its_sentence() -> None:
    refused = Refused("period-closed", "2026-Q3 was closed by Fay.")
    assert (refused.code, refused.says) == ("period-closed", str(refused))
    assert refused.says == "2026-Q3 was closed by Fay."
