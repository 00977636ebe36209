"""What the sentences of lines count."""

from pathlib import Path

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from tests.oracle.small_worlds import HEAD, amended, told

DEMOS = (
    "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00},"
    " clawback: {milestone: churned, within_days: 60}"
)
ACTS = """
    key  kind      person  demo        churned
    r1   referral  ada     2026-07-02  2026-07-20
    r2   referral  ada     2026-07-03  -
    r3   referral  ada     2026-07-04  -
"""


def because(folder: Path, incentive: str, period: str = "2026-Q3") -> list[str]:
    """What Ada's lines say."""
    told(folder, incentive, ACTS, period=period, head=HEAD.replace("from: 2026-01-01", "from: 2026-07-01"))
    versions = read_versions(folder / "plan")
    ada, _ = document(calculate(versions, read(folder), Period.of(period)))["people"]
    return [line["because"] for line in ada["incentives"][0]["lines"]]


def test_an_act_that_was_taken_back_is_not_counted_among_those_before_the_next(tmp_path: Path) -> None:
    assert because(tmp_path, DEMOS) == [
        "Taken back: churned",
        "1st of the quarter at 100.00",
        "2nd of the quarter at 100.00",
    ]


def test_what_a_floor_adds_to_is_what_the_whole_window_earned(tmp_path: Path) -> None:
    """Of which September, the month that is asked for, has nothing."""
    assert because(tmp_path / "floor", DEMOS + ", guarantee: 250.00", "2026-09") == [
        "Guaranteed 250.00, of which 200.00 are earned"
    ]
    assert because(tmp_path / "draw", DEMOS + ", draw: 250.00", "2026-09") == [
        "Draw: 50.00 advanced; 50.00 to be earned back"
    ]


def test_a_line_names_the_budget_that_held_when_it_was_served(tmp_path: Path) -> None:
    demos = DEMOS.partition(", clawback")[0] + ", limits: {budget: {amount: 150.00, per: effective}}"
    raised = demos.replace("150.00", "180.00")
    amended(tmp_path, demos, raised, "2026-07-04", acts=ACTS)
    versions = read_versions(tmp_path / "alone" / "plan")
    ada, _ = document(calculate(versions, read(tmp_path / "alone"), Period.of("2026-Q3")))["people"]
    assert [line["because"] for line in ada["incentives"][0]["lines"]] == [
        "1st of the quarter at 100.00",
        "2nd of the quarter at 100.00; budget of 150.00 used up: 50.00 kept",
        "3rd of the quarter at 100.00; budget of 180.00 used up: 30.00 kept",
    ]
