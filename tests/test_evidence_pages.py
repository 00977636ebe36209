"""The pages of the studies are true: each command prints what its page shows, and every study has a page."""

import re
from pathlib import Path

import pytest

from plaudit.cli.app import main
from plaudit.evidence import studies
from plaudit.evidence.published.library import about, topics

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "evidence"
EXAMPLE = re.compile(r"```sh\nplaudit ([^\n]+)\n```.*?```text\n(.*?)\n```", re.DOTALL)


@pytest.mark.parametrize("name", studies.names())
def test_a_page_shows_what_its_command_prints(name: str, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    found = EXAMPLE.search((PAGES / f"{name}.md").read_text("utf-8"))
    assert found is not None
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit):
        main(found[1].split())
    printed = capsys.readouterr().out

    assert [part for part in found[2].split("\n\n") if part not in printed] == []


def test_every_study_is_in_the_list_of_pages() -> None:
    listed = set(re.findall(r"\]\((\w+)\.md\)", (PAGES / "README.md").read_text("utf-8")))
    assert listed == set(studies.names())


@pytest.mark.parametrize("topic", topics())
def test_a_published_number_names_its_source_and_its_population(topic: str) -> None:
    assert [each for each in about(topic) if not all((each.source, each.population, each.number))] == []
    assert {each.grade for each in about(topic)} <= {"A", "B", "C", "D"}
    assert {each.checked for each in about(topic)} <= {"source", "computed", "memory"}
