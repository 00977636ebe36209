"""What the stories say on paper is what comes out, from whichever calculation."""

from functools import cache
from typing import Any

import pytest

from tests.golden.reckoned import Reckoned, reckoned, told
from tests.oracle.slow.calculate import calculate as slowly


@cache
def slow(case: Reckoned) -> dict[str, Any]:
    return slowly(case.folder / "plan.yaml", case.folder, case.period, case.as_of)


@pytest.mark.parametrize("row", reckoned(), ids=str)
def test_the_slow_oracle_gets_what_was_reckoned_by_hand(row):
    answer = slow(row._replace(person="", incentive="", cells=None))

    assert told(answer, row) == [row.cells]
