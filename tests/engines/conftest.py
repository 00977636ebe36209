"""Engines that the tests start once."""

from collections.abc import Iterator

import pytest

from tests.engines.cluster import cluster


@pytest.fixture(scope="session")
def dsn() -> Iterator[str]:
    with cluster() as running:
        yield running
