"""The demo has a worker: what only a worker makes is there when somebody looks."""

from pathlib import Path

import pytest

from plaudit.cli.demo import working_beside
from tests.site import surroundings


@pytest.mark.usefixtures("company")
def test_a_worker_is_there_for_as_long_as_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.environ", surroundings(tmp_path / "home"))
    with working_beside(8000) as worker:
        assert worker.poll() is None
    assert worker.poll() is not None
