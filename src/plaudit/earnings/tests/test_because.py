"""What the sentences of lines count."""

from pathlib import Path

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period

PLAN = """
plan: said
currency: USD
calendar: {time_zone: UTC}
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: demos
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {each: 100.00}
    clawback: {milestone: churned, within_days: 60}
"""
FILES = {
    "people": "key,name,role\nana,Ana,csm\n",
    "accounts": "key,name\nacme,Acme\n",
    "activities": (
        "key,kind,opened_on,account,person\nr-1,referral,2026-07-01,acme,ana\n"
        "r-2,referral,2026-07-01,acme,ana\nr-3,referral,2026-07-01,acme,ana\n"
    ),
    "milestones": (
        "activity,milestone,on\nr-1,demo,2026-07-02\nr-1,churned,2026-07-20\nr-2,demo,2026-07-03\nr-3,demo,2026-07-04\n"
    ),
}


def said(folder: Path) -> list[str]:
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    told = document(calculate((read_plan(PLAN),), read(folder), Period.of("2026-Q3")))
    (ana,) = told["people"]
    return [line["because"] for line in ana["incentives"][0]["lines"]]


def test_an_act_that_was_taken_back_is_not_counted_among_those_before_the_next(tmp_path: Path) -> None:
    assert said(tmp_path) == [
        "Taken back: churned",
        "1st of the quarter at 100.00",
        "2nd of the quarter at 100.00",
    ]
