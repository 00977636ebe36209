"""The engine and the slow oracle, two minds that share no code, say the same of every drawn world, to the byte."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from tests.oracle.slow.calculate import calculate as slowly
from tests.oracle.slow.facts import cutoff
from tests.properties.worlds import World, worlds

UNSAID = {"inputs", "problems", "as_of", "touched"}


@settings(suppress_health_check=list(HealthCheck))
@given(worlds())
def test_the_engine_says_what_the_oracle_says(world: World) -> None:
    with TemporaryDirectory() as folder:
        plan, data = world.write(Path(folder))
        assert engine(plan, data, world) == oracle(plan, data, world)


def engine(plan: Path, data: Path, world: World) -> str:
    versions = read_versions(plan)
    calendar = versions[-1].calendar
    period = Period.of(world.period, calendar.first_month, calendar.named_by)
    as_of = None if world.as_of is None else cutoff(world.as_of, calendar.time_zone)
    return bytes_of(document(calculate(versions, read(data), period, as_of)))


def oracle(plan: Path, data: Path, world: World) -> str:
    return bytes_of(slowly(plan, data, world.period, world.as_of))


def bytes_of(said: dict[str, Any]) -> str:
    """What both must say, line by line, so that a difference is easy to see."""
    for person in said["people"]:
        for unit in person["incentives"]:
            for line in unit["lines"]:
                line.pop("because", None)
    return json.dumps({key: value for key, value in said.items() if key not in UNSAID}, ensure_ascii=False, indent=1)
