from fractions import Fraction
from pathlib import Path

import pytest

from plaudit.activities.catalogue import BUILT_IN
from plaudit.connectors.folder.read_catalogue import read_catalogue
from plaudit.connectors.folder.tests.written import places, rows, snapshot, written

OURS = """
review:
  points: 2.5        # what is not said stays as it is
webinar:
  title: Customer webinar
  milestones: [agreed, held]
  ends: [cancelled]
  stage: adoption
"""


def catalogue(folder: Path, text: str) -> Path:
    path = folder / "catalogue.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_kind_of_the_company_s_own_and_another_worth(tmp_path: Path) -> None:
    ours, mistaken = read_catalogue(catalogue(tmp_path, OURS))
    review, webinar = ours.find("review"), ours.find("webinar")
    assert mistaken == ()
    assert review is not None
    assert webinar is not None
    assert (review.points, review.milestones) == (Fraction(5, 2), ("asked", "agreed", "submitted", "published"))
    assert (webinar.title, webinar.steps, webinar.stage) == (
        "Customer webinar",
        ("agreed", "held", "cancelled"),
        "adoption",
    )


def test_a_folder_s_catalogue_says_what_its_activities_can_be(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        activities="key,kind,opened_on\nw-1,webinar,2026-07-01\n",
        milestones="activity,milestone,on\nw-1,held,2026-07-03\n",
    )
    assert places(folder) == ["activities.csv:2 kind-unknown"]
    catalogue(folder, OURS)
    query = "SELECT kind, milestone, ord FROM milestone JOIN step USING (step)"
    assert rows(snapshot(folder), query) == [("webinar", "held", 2)]


def test_a_catalogue_is_part_of_the_inputs(tmp_path: Path) -> None:
    before = snapshot(written(tmp_path)).inputs
    catalogue(tmp_path, OURS)
    assert snapshot(tmp_path).inputs != before


def test_a_catalogue_that_is_nested_too_deep_is_a_problem_with_its_line(tmp_path: Path) -> None:
    _, mistaken = read_catalogue(catalogue(tmp_path, "review:\n  points: " + "[" * 100_000))
    assert [(each.place, each.code) for each in mistaken] == [("catalogue.yaml:2", "catalogue-unreadable")]


def test_a_catalogue_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.symlink_to("catalogue.yaml")
    assert [each.code for each in read_catalogue(path)[1]] == ["catalogue-unreadable"]


def test_an_empty_catalogue_changes_nothing(tmp_path: Path) -> None:
    assert read_catalogue(catalogue(tmp_path, "# nothing yet\n")) == (BUILT_IN, ())


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("- review\n", 1, "Names with something after the colon belong here."),
        ("review:\n  points: many\n", 2, "'many' is not a plain number such as 1.5, 1/3 or 25%."),
        ("review:\n  points: [1]\n", 2, "A text belongs here."),
        ("review:\n  milestones: published\n", 2, "A list of names belongs here."),
        ("review:\n  milestones: [published, Published]\n", 2, '"Published" cannot be the name of a milestone.'),
        ("review:\n  ends: [asked]\n", 1, "review names a milestone or end twice."),
        ("review:\n  title: One\n  title: Two\n", 3, "title stands here a second time."),
        ("review:\n  titel: One\n", 2, "A kind has no titel."),
        ("review:\n  stage: honeymoon\n", 2, '"honeymoon" cannot stand here.'),
        ("webinar: {}\n", 1, "webinar has no milestones."),
        ("Webinar: {milestones: [held]}\n", 1, "The name before the colon cannot be one."),
        ("? [a]\n: b\n", 1, "The name before the colon cannot be one."),
    ],
)
def test_what_is_wrong_is_found_on_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    _, mistaken = read_catalogue(catalogue(tmp_path, text))
    assert (mistaken[0].code, mistaken[0].line, mistaken[0].says) == ("catalogue-shape", line, says)


@pytest.mark.parametrize(
    "text", ["review: [\n", "a: b: c\n", "review:\n\tpoints: 1\n", "--- {}\n--- {}\n", "*x\n", "!!python/x\n: ]"]
)
def test_what_is_no_yaml_is_one_problem(tmp_path: Path, text: str) -> None:
    _, mistaken = read_catalogue(catalogue(tmp_path, text))
    assert [problem.code for problem in mistaken] == ["catalogue-unreadable"]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_bytes(b"review:\n  title: caf\xe9\n")
    _, mistaken = read_catalogue(path)
    assert [(problem.code, problem.line) for problem in mistaken] == [("catalogue-unreadable", 2)]


def test_an_anchor_bomb_is_never_expanded(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(60))
    _, mistaken = read_catalogue(catalogue(tmp_path, bomb))
    assert {problem.code for problem in mistaken} == {"catalogue-shape"}
