"""The small world that the commands are typed in."""

from pathlib import Path

import pytest

from plaudit.cli.tests.typed import World, written


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    return written(tmp_path, capsys)
