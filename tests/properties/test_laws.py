"""Laws of the calculation, on drawn worlds and on Harbor: what must hold whatever the plan says."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.verify import verify
from plaudit.plans.read import read_versions
from plaudit.values.money import minor
from plaudit.values.period import Period
from tests.oracle.slow.facts import cutoff
from tests.properties.worlds import World, worlds

ROOT = Path(__file__).parents[2]
drawn = settings(suppress_health_check=list(HealthCheck))


def paid(world: World) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        plan, data = world.write(Path(folder))
        versions = read_versions(plan)
        calendar = versions[-1].calendar
        period = Period.of(world.period, calendar.first_month, calendar.named_by)
        as_of = None if world.as_of is None else cutoff(world.as_of, calendar.time_zone)
        return document(calculate(versions, read(data), period, as_of), steps=True)


def units(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [unit for person in said["people"] for unit in person["incentives"] if unit["earned"] is not None]


def summed(said: dict[str, Any], lines: list[dict[str, Any]], column: str) -> int:
    return sum(minor(line[column], said["currency"]) for line in lines)


@pytest.mark.journey
@drawn
@given(worlds(), st.randoms(use_true_random=False))
def test_lines_sum_and_explain_themselves_whatever_the_order_of_rows(world: World, chance: Random) -> None:
    """Three laws of each world, which is calculated once as drawn and once shuffled."""
    said = paid(world)
    told = [summed(said, unit["lines"], column) for unit in units(said) for column in ("earned", "limited", "waiting")]
    assert told == [minor(unit[c], said["currency"]) for unit in units(said) for c in ("earned", "limited", "waiting")]
    assert verify(said) == ()
    rows = {name: chance.sample(table, len(table)) for name, table in world.tables.items()}
    assert paid(replace(world, tables=rows)) | {"inputs": ""} == said | {"inputs": ""}


@pytest.mark.journey
def test_neither_place_nor_process_nor_hash_seed_changes_a_byte() -> None:
    """The days themselves are in the plan's time zone, wherever the machine stands."""
    harbor = ROOT / "examples" / "harbor"
    asked = ("calculate", harbor / "plan", "--data", harbor / "data", "--period", "2026-Q1", "--format", "json")
    command = [sys.executable, "-m", "plaudit", *map(str, asked)]
    told = [
        subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **there}).stdout
        for there in (
            {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2"},
            {"TZ": "UTC", "PYTHONHASHSEED": "3"},
        )
    ]
    assert told[0] == told[1] == told[2]
    assert json.loads(told[0])["people"] != []
