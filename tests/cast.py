"""The cast: people with a meaning, so that a test need not explain them.

Ada is a CSM who earns. Ben is on her team. Mo manages both. Fay is finance and closes. Zed works elsewhere in the
company and must see nothing. Lee left in the middle of the quarter.
"""

from datetime import UTC, date, datetime

import pytest

from tests.reading import Row, rows

PEOPLE = """
    key  name         role     team     manager  starts_on   ends_on
    ada  Ada Okafor   csm      west     mo       2024-03-04  -
    ben  Ben Lindt    csm      west     mo       2025-01-13  -
    mo   Mo Haddad    manager  west     -        2022-09-01  -
    fay  Fay Moreau   finance  finance  -        2021-05-10  -
    zed  Zed Novak    sales    east     -        2023-02-20  -
    lee  Lee Tanaka   csm      west     mo       2023-11-06  2026-08-14
"""

# The suite's today: a Tuesday, a few days after the quarter that most tests are about.
TODAY = date(2026, 10, 6)
NOW = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)


def everybody() -> tuple[Row, ...]:
    """The six people as rows of people.csv."""
    return rows(PEOPLE)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def clock() -> datetime:
    """The one moment at which a test takes place."""
    return NOW
