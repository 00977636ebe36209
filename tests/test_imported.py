"""What is imported into the site is paid as what lies in the folder."""

from pathlib import Path

import pytest

from plaudit.cli.ask import Question, answer
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.values.period import Period

pytestmark = pytest.mark.journey
HARBOR = Path(__file__).parent.parent / "examples" / "harbor"


@pytest.mark.parametrize("period", ["2025-Q4", "2026-Q1", "2026-Q2"])
@pytest.mark.usefixtures("harbor")
def test_the_imported_database_pays_what_the_folder_pays(period: str) -> None:
    plans = versions(Program.objects.get())
    site = document(calculate(plans, read(here()).facts, Period.of(period)), steps=True)
    folder = document(answer(Question(HARBOR / "plan", HARBOR / "data", period)), steps=True)

    told = ("people", "earned", "problems")
    assert {name: site[name] for name in told} == {name: folder[name] for name in told}
