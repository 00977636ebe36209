"""Whatever happens while results are written, the folder is the old one or the new one, whole."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from plaudit.cli.tests.typed import PLAN, World
from plaudit.cli.write import write_folder

# A world, its plan's result and that of a plan which pays more.
Two = tuple[World, dict[str, bytes], dict[str, bytes]]
NAMES = {"result.json", "people.csv", "lines.csv"}


def command(plan: str, out: str) -> list[str]:
    asked = ("--data", ".", "--period", "2026-Q3", "--out", out)
    return [sys.executable, "-m", "plaudit", "calculate", plan, *asked]


def there(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def two(world: World) -> Two:
    """The result of the plan, which stands in `out`, and that of a plan which pays more."""
    world.write("more.yaml", PLAN.replace("each: 100.00", "each: 120.00"))
    for plan, out in (("plan.yaml", "out"), ("more.yaml", "other")):
        done = subprocess.run(command(plan, out), cwd=world.folder, check=False, capture_output=True)  # noqa: S603 (our own command)
        assert done.returncode == 0
    return world, there(world.folder / "out"), there(world.folder / "other")


def killed(world: World, chance: Random, *, writing: bool) -> None:
    """A second calculation into `out`, killed at a random moment of its life, or of its writing."""
    for left in world.folder.glob(".out.*"):
        shutil.rmtree(left)
    running = subprocess.Popen(command("more.yaml", "out"), cwd=world.folder, stdout=subprocess.DEVNULL)  # noqa: S603 (our own command)
    while writing and running.poll() is None and not any(world.folder.glob(".out.*")):
        time.sleep(0)
    time.sleep(chance.uniform(0, 0.002 if writing else 1.0))
    running.kill()
    running.wait()


def left_whole(two: Two, seeds: range) -> list[int]:
    """The seeds after which the folder was neither the old result nor the new one."""
    world, old, new = two
    out = world.folder / "out"
    broken = []
    for seed in seeds:
        killed(world, Random(seed), writing=seed % 3 != 0)  # noqa: S311 (moments, not secrets)
        if not out.exists() or there(out) not in (old, new):
            broken.append(seed)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(world.folder / "other", out)
        for name, text in old.items():
            (out / name).write_bytes(text)
    return broken


@pytest.mark.journey
def test_a_killed_calculation_leaves_the_old_result_or_the_new_one(two: Two) -> None:
    assert left_whole(two, range(3)) == []


@pytest.mark.slow
def test_a_calculation_may_be_killed_at_any_moment(two: Two) -> None:
    assert left_whole(two, range(3, 23)) == []


def look(target: Path, done: Event, missing: list[str]) -> None:
    while not done.is_set():
        missing.extend(name for name in NAMES if not os.path.exists(target / name))  # noqa: PTH110 (as fast as can be)


def missing_while_written(target: Path, times: int) -> list[str]:
    missing: list[str] = []
    done = Event()
    looking = Thread(target=look, args=(target, done, missing))
    looking.start()
    for number in range(times):
        write_folder(document(f"{number}.00"), target)
    done.set()
    looking.join()
    return missing


def test_who_reads_while_results_are_written_always_finds_them(tmp_path: Path) -> None:
    write_folder(document("0.00"), tmp_path / "out")

    assert missing_while_written(tmp_path / "out", 200) == []
    assert there(tmp_path / "out").keys() == NAMES
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def document(earned: str) -> dict[str, object]:
    person = {"person": "ada", "earned": earned, "incentives": []}
    return {"currency": "USD", "earned": earned, "people": [person]}
