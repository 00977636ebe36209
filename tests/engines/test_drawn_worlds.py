"""PostgreSQL and Spark say of drawn worlds what DuckDB says, to the byte; DuckDB what the slow oracle says."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from plaudit.earnings.engines import Engine, embedded
from tests.engines.test_same_bytes import bytes_of
from tests.properties.worlds import World, worlds

# Spark takes seconds for what the others do at once.
SOME = settings().max_examples // 5


def alike(world: World, engine: Engine) -> None:
    with TemporaryDirectory() as folder:
        plan, data = world.write(Path(folder))
        asked = (plan, data, world.period)
        assert bytes_of(*asked, engine) == bytes_of(*asked, embedded.ENGINE)


@pytest.mark.postgres
@settings(suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_postgres_says_the_same_of_every_drawn_world(dsn: str, world: World) -> None:
    from plaudit.earnings.engines.postgres import Postgres

    alike(world, Postgres(dsn))


@pytest.mark.spark
@settings(max_examples=SOME, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_spark_says_the_same_of_every_drawn_world(world: World) -> None:
    from plaudit.earnings.engines.spark import Spark

    alike(world, Spark("local[2]"))
