"""Golden texts: compared with their file, or written to it under `--bless`, so that a reader judges the difference."""

from collections.abc import Callable
from pathlib import Path

import pytest

Blessed = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the golden texts instead of comparing with them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under `--bless` only those tests run that have a golden text."""
    if config.getoption("--bless"):
        items[:] = [item for item in items if "blessed" in getattr(item, "fixturenames", ())]


@pytest.fixture
def blessed(request: pytest.FixtureRequest) -> Blessed:
    """`blessed(path, text)`: the text is what the file says."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--bless"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"{path} is not there yet; read what `make bless` writes."
        assert text == path.read_text("utf-8")

    return compare
