"""The engine and the slow oracle, two minds that share no code, say the same of every drawn world, to the byte."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from tests.oracle.both import engine, oracle
from tests.properties.worlds import World, worlds


@settings(suppress_health_check=list(HealthCheck))
@given(worlds())
def test_the_engine_says_what_the_oracle_says(world: World) -> None:
    with TemporaryDirectory() as folder:
        plan, data = world.write(Path(folder))
        asked = (plan, data, world.period, world.as_of)
        assert engine(*asked) == oracle(*asked)
