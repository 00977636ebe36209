"""Totals without lines are what the lines add up to, to the byte, wherever the two take different ways."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import Question, answer
from plaudit.earnings.document import document
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from tests.golden.reckoned import reckoned
from tests.oracle.slow.facts import cutoff
from tests.properties.worlds import World, worlds

HARBOR = Path(__file__).parents[2] / "examples" / "harbor"
PERIODS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2025", "2026-05"]
TOLD = sorted({row.question for row in reckoned()}, key=str)


def without_lines(document: dict[str, Any]) -> dict[str, Any]:
    for person in document["people"]:
        for unit in person["incentives"]:
            unit.pop("lines")
    return document


def both(plan: Path, data: Path, period: str, as_of: str | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    versions = read_versions(plan)
    calendar = versions[-1].calendar
    asked = Period.of(period, calendar.first_month, calendar.named_by)
    moment: datetime | None = None if as_of is None else cutoff(as_of, calendar.time_zone)
    whole = Question(versions, read(data), asked, moment)
    return document(answer(replace(whole, lines=False))), without_lines(document(answer(whole)))


@pytest.mark.journey
@pytest.mark.parametrize(
    ("period", "as_of"), [*((period, None) for period in PERIODS), ("2025-Q4", "2026-01-09"), ("2026-Q1", "2026-03-31")]
)
def test_totals_of_harbor(period: str, as_of: str | None) -> None:
    totals, whole = both(HARBOR / "plan", HARBOR / "data", period, as_of)
    assert totals == whole


@pytest.mark.parametrize("question", TOLD, ids=str)
def test_totals_of_the_stories(question: Any) -> None:
    totals, whole = both(question.folder / "plan.yaml", question.folder, question.period, question.as_of)
    assert totals == whole


@pytest.mark.journey
@settings(suppress_health_check=list(HealthCheck))
@given(worlds())
def test_totals_of_drawn_worlds(world: World) -> None:
    with TemporaryDirectory() as folder:
        plan, data = world.write(Path(folder))
        totals, whole = both(plan, data, world.period, world.as_of)
    assert totals == whole
