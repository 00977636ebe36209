"""A query compares of enrolments only what may tell one from another."""

from pathlib import Path

import pytest

from plaudit.connectors.folder.read import read
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.prepare import prepare
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from tests.oracle.small_worlds import amended, told

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
WINS = DEMOS.replace("demos", "wins").replace("demo}", "won}")
EDITION, OPENED = "e.edition = c.edition", "s.opened < e.opened_before"


def compared(folder: Path) -> list[bool]:
    """Whether the query asks for the edition, and for the day an act was opened."""
    snapshot = read(folder).at(None, "America/New_York")
    text = compile_plan(prepare(read_versions(folder / "plan"), snapshot, Period.of("2026-Q3"))).text()
    return [EDITION in text, OPENED in text]


@pytest.mark.parametrize(("more", "both"), [("", [False, False]), (", leavers: paid", [False, True])])
def test_several_incentives_of_one_version_are_told_apart_by_their_slots(
    tmp_path: Path, more: str, both: list[bool]
) -> None:
    told(tmp_path, f"{DEMOS}{more}\n{WINS}")
    assert compared(tmp_path) == both


def test_two_versions_in_one_window_are_told_apart(tmp_path: Path) -> None:
    amended(tmp_path, DEMOS, DEMOS.replace("100.00", "50.00"), "2026-08-01")
    assert compared(tmp_path / "alone") == [True, False]
