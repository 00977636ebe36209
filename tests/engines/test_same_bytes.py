"""DuckDB, PostgreSQL and Spark give the same document, to the byte, on Harbor and on every golden story."""

import json
from pathlib import Path

import pytest

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import Question, answer
from plaudit.earnings.document import document
from plaudit.earnings.engines import Engine, embedded
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from tests.oracle.test_filters import ACTS, SIFTED, written

ROOT = Path(__file__).parents[2]
HARBOR = ROOT / "examples" / "harbor"
STORIES = sorted(file.parent for file in (ROOT / "tests" / "golden").glob("*/expected.txt"))


def bytes_of(plan: Path, data: Path, period: str, engine: Engine, *, lines: bool = True) -> str:
    versions = read_versions(plan)
    calendar = versions[-1].calendar
    asked = Period.of(period, calendar.first_month, calendar.named_by)
    return json.dumps(document(answer(Question(versions, read(data), asked, lines=lines), engine), steps=True))


@pytest.mark.postgres
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_postgres_tells_every_story_to_the_byte(story: Path, dsn: str) -> None:
    from plaudit.earnings.engines.postgres import Postgres

    plan = story / "plan.yaml"
    assert bytes_of(plan, story, "2026-Q3", Postgres(dsn)) == bytes_of(plan, story, "2026-Q3", embedded.ENGINE)


@pytest.mark.postgres
@pytest.mark.parametrize("period", ["2025-Q3", "2026-Q1", "2026-Q2", "2026-Q3"])
def test_postgres_pays_harbor_to_the_byte(period: str, dsn: str) -> None:
    from plaudit.earnings.engines.postgres import Postgres

    plan, data = HARBOR / "plan", HARBOR / "data"
    assert bytes_of(plan, data, period, Postgres(dsn)) == bytes_of(plan, data, period, embedded.ENGINE)


@pytest.mark.postgres
def test_postgres_gives_the_totals_of_harbor_to_the_byte(dsn: str) -> None:
    from plaudit.earnings.engines.postgres import Postgres

    asked = (HARBOR / "plan", HARBOR / "data", "2026-Q2")
    assert bytes_of(*asked, Postgres(dsn), lines=False) == bytes_of(*asked, embedded.ENGINE, lines=False)


@pytest.mark.postgres
def test_postgres_finds_the_rules_of_an_acts_value(tmp_path: Path, dsn: str) -> None:
    from plaudit.earnings.engines.postgres import Postgres

    written(tmp_path, *SIFTED, acts=ACTS)
    asked = (tmp_path / "plan", tmp_path, "2026-Q3")
    assert bytes_of(*asked, Postgres(dsn)) == bytes_of(*asked, embedded.ENGINE)


@pytest.mark.spark
def test_spark_finds_the_rules_of_an_acts_value(tmp_path: Path) -> None:
    from plaudit.earnings.engines.spark import Spark

    written(tmp_path, *SIFTED, acts=ACTS)
    asked = (tmp_path / "plan", tmp_path, "2026-Q3")
    assert bytes_of(*asked, Spark("local[2]")) == bytes_of(*asked, embedded.ENGINE)


@pytest.mark.spark
@pytest.mark.parametrize("period", ["2025-Q3", "2026-Q2"])
def test_spark_pays_harbor_to_the_byte(period: str) -> None:
    from plaudit.earnings.engines.spark import Spark

    plan, data = HARBOR / "plan", HARBOR / "data"
    assert bytes_of(plan, data, period, Spark("local[2]")) == bytes_of(plan, data, period, embedded.ENGINE)


@pytest.mark.spark
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_spark_tells_every_story_to_the_byte(story: Path) -> None:
    from plaudit.earnings.engines.spark import Spark

    plan = story / "plan.yaml"
    assert bytes_of(plan, story, "2026-Q3", Spark("local[2]")) == bytes_of(plan, story, "2026-Q3", embedded.ENGINE)


@pytest.mark.spark
def test_spark_gives_the_totals_of_harbor_to_the_byte() -> None:
    from plaudit.earnings.engines.spark import Spark

    asked = (HARBOR / "plan", HARBOR / "data", "2026-Q2")
    assert bytes_of(*asked, Spark("local[2]"), lines=False) == bytes_of(*asked, embedded.ENGINE, lines=False)
