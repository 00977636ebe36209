"""What the sentences of lines count."""

from pathlib import Path

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from tests.oracle.small_worlds import told

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


def test_an_act_that_was_taken_back_is_not_counted_among_those_before_the_next(tmp_path: Path) -> None:
    told(tmp_path, DEMOS, ACTS)
    versions = read_versions(tmp_path / "plan")
    ada, _ = document(calculate(versions, read(tmp_path), Period.of("2026-Q3")))["people"]
    assert [line["because"] for line in ada["incentives"][0]["lines"]] == [
        "Taken back: churned",
        "1st of the quarter at 100.00",
        "2nd of the quarter at 100.00",
    ]
