"""A study says the same of a folder and of the site that imported the folder."""

from pathlib import Path
from typing import Any

import pytest

from plaudit.connectors.database.here import here
from plaudit.connectors.database.read_studied import read_studied as of_site
from plaudit.connectors.folder.read_studied import read_studied as of_folder
from plaudit.evidence import studies
from plaudit.evidence.document import document
from plaudit.evidence.question import Question, settings

HARBOR = Path(__file__).parent.parent / "examples" / "harbor" / "data"


def answered(study: str, question: Question) -> dict[str, Any]:
    told = document(study, question, studies.find(study).answer(question))
    for answer in told["answers"]:
        # By what the facts were: the bytes of the files, or the arrivals of the database.
        del answer["inputs_hash"]
    return told


@pytest.mark.parametrize("study", studies.names())
@pytest.mark.usefixtures("harbor")
def test_a_study_says_the_same_of_the_folder_and_of_the_site(study: str) -> None:
    usual = settings([], studies.find(study).settings)
    site = answered(study, Question(of_site(here()).facts, settings=usual))
    assert site["answers"] or site["refusals"]
    assert site == answered(study, Question(of_folder(HARBOR), settings=usual))
