"""The engine and the slow oracle say the same of every quarter of Harbor, to the byte."""

from pathlib import Path

import pytest

from tests.oracle.both import engine, oracle

pytestmark = pytest.mark.journey
HARBOR = Path(__file__).parents[2] / "examples" / "harbor"
# The quarter that is ready to close, one that is looked back at before its close; the others take their time.
QUICK = [("2026-Q2", None), ("2025-Q4", "2026-01-09")]
PERIODS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2025", "2026-05"]
SLOW = [*((period, None) for period in PERIODS), ("2026-Q1", "2026-03-31T12:00:00Z")]


@pytest.mark.parametrize(("period", "as_of"), [*QUICK, *(pytest.param(*each, marks=pytest.mark.slow) for each in SLOW)])
def test_harbor_is_the_same_to_both(period: str, as_of: str | None) -> None:
    plan, data = HARBOR / "plan", HARBOR / "data"
    assert engine(plan, data, period, as_of) == oracle(plan, data, period, as_of)
