"""The demo has a worker: what only a worker makes is there when somebody looks."""

from pathlib import Path

import pytest

from plaudit.cli.demo import working_beside
from tests.site import surroundings


@pytest.fixture
def outside(company: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 -- its database
    """What a command finds around it that is started here."""
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    for name, value in surroundings(tmp_path / "home").items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("outside")
def test_a_worker_is_there_for_as_long_as_the_site() -> None:
    with working_beside(8000) as worker:
        assert worker.poll() is None
    assert worker.poll() is not None
