"""A small company and what its spreadsheet may have paid: referrals in tiers, a shared act, a foreign deal, a cap."""

from pathlib import Path
from typing import Any

from plaudit.connectors.folder.read import read
from plaudit.earnings.compare.compare import compare
from plaudit.earnings.compare.readings import Question
from plaudit.plans.read import read_versions
from plaudit.values.period import Period

PLAN = """
plan: shadow
title: Shadow
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: demos
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    credit: {to: holder, on: opened}
    pays: {tiers: graduated, rates: [{upto: 2, each: 100.00}, {each: 150.00}]}
  - key: calls
    kind: bounty
    window: quarter
    counts: {activity: reference_call, milestone: delivered}
    pays: {each: 75.00}
    limits: {per_person: 100.00}
  - key: deals
    kind: commission
    window: quarter
    counts: {activity: csql, milestone: won}
    pays: {rate: 3.333%}
"""

DATA = {
    "people": "key,name,role\nada,Ada,csm\nben,Ben,csm\n",
    "accounts": "key,name\ncedar,Cedar\ndune,Dune\nelm,Elm\n",
    "holdings": "account,person,from,to,share\n"
    "cedar,ada,2026-01-01,,1\ndune,ada,2026-01-01,2026-08-01,1\ndune,ben,2026-08-01,,1\n"
    "elm,ada,2026-01-01,,1/3\nelm,ben,2026-01-01,,2/3\n",
    "activities": "key,kind,opened_on,account,person,amount,currency\n"
    "ref-1,referral,2026-07-01,cedar,ada,,\nref-2,referral,2026-07-02,cedar,ada,,\n"
    "ref-3,referral,2026-07-03,cedar,ada,,\nref-4,referral,2026-07-10,dune,ben,,\n"
    "ref-9,referral,2026-07-04,cedar,ada,,\n"
    "call-1,reference_call,2026-07-01,cedar,ada,,\ncall-2,reference_call,2026-07-02,cedar,ada,,\n"
    "deal-1,csql,2026-07-01,cedar,ben,1000.00,EUR\ndeal-2,csql,2026-07-01,elm,,100.00,USD\n",
    "milestones": "activity,milestone,on\n"
    "ref-1,demo,2026-07-05\nref-2,demo,2026-07-06\nref-3,demo,2026-07-07\nref-4,demo,2026-08-20\n"
    "call-1,delivered,2026-07-08\ncall-2,delivered,2026-07-09\n"
    "deal-1,won,2026-07-15\ndeal-2,won,2026-07-20\n",
    "rates": "on,base,quote,rate\n2026-07-14,EUR,USD,1.2\n2026-09-30,EUR,USD,1.1\n",
}


def written(folder: Path, plan: str = PLAN, **files: str) -> Path:
    for name, text in {**DATA, **files}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return folder


def compared(folder: Path, paid: str, plan: str = PLAN, **files: str) -> dict[str, Any]:
    """The document of the comparison of the third quarter."""
    written(folder, plan, **files)
    (folder / "paid.csv").write_text(paid, encoding="utf-8")
    question = Question(read_versions(folder / "plan.yaml"), read(folder), Period.of("2026-Q3"))
    return compare(question, folder / "paid.csv").document()


def differences(document: dict[str, Any]) -> list[tuple[str, ...]]:
    """Who, what, both amounts and the class of each row that differs."""
    return [
        (row["person"], row["incentive"] or "-", row["activity"] or "-", row["paid"], row["owed"], row["class"])
        for row in document["rows"]
        if row["class"] is not None
    ]
