"""`plaudit simulate`: its object, the same bytes for the same seed, and two plans on the same trials."""

import json
from datetime import date, timedelta

import pytest

from plaudit.cli.tests.typed import World

DAYS = [date(2025, 1, 2) + timedelta(9 * place) for place in range(40)]
HEAD = """
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: demo
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
"""
TYPED = ("--snapshot", "2025-12-31", "--set", "draws=100", "--set", "alone=10", "--set", "raise=1")


@pytest.fixture
def known(world: World) -> World:
    world.write("people.csv", "key,name,role\nana,Ana,csm\n")
    world.write("accounts.csv", "key,name\nacme,Acme\n")
    acts = "".join(f"r{place},referral,{on},acme,ana\n" for place, on in enumerate(DAYS))
    world.write("activities.csv", "key,kind,opened_on,account,person\n" + acts)
    world.write("milestones.csv", "activity,milestone,on\n" + "".join(f"r{n},demo,{on}\n" for n, on in enumerate(DAYS)))
    world.write("each.yaml", f"plan: each{HEAD}    pays: {{each: 100.00}}\n")
    world.write("twice.yaml", f"plan: twice{HEAD}    pays: {{each: 200.00}}\n")
    return world


def test_quarters_and_the_budgets_risk_stand_at_the_top_of_the_object(known: World) -> None:
    folder = str(known.folder)
    ran = known.run("simulate", str(known.folder / "each.yaml"), "--data", folder, "--format", "json", *TYPED)
    found = json.loads(ran.out)

    assert ran.code == 0
    assert [each["period"] for each in found["periods"]] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert set(found["periods"][0]) == {"period", "mean", "p50", "p80", "p95", "cte95"}
    assert found["over_budget"] is None
    assert found["study"] == "simulate"
    assert {"answers", "refusals", "published"} <= set(found)


def test_the_same_seed_gives_the_same_bytes(known: World) -> None:
    typed = ("simulate", str(known.folder / "each.yaml"), "--data", str(known.folder), "--format", "json", *TYPED)
    assert known.run(*typed, "--seed", "7").out == known.run(*typed, "--seed", "7").out


def test_another_plan_meets_the_same_trials(known: World) -> None:
    plans = (str(known.folder / "each.yaml"), "--against", str(known.folder / "twice.yaml"))
    found = json.loads(known.run("simulate", *plans, "--data", str(known.folder), "--format", "json", *TYPED).out)
    doubled = [{**each, **{name: 2 * each[name] for name in each if name != "period"}} for each in found["periods"]]

    assert found["against"]["periods"] == doubled


def test_a_refusal_is_an_answer_and_ends_with_0(known: World) -> None:
    known.write("milestones.csv", "activity,milestone,on\n")
    ran = known.run("simulate", str(known.folder / "each.yaml"), "--data", str(known.folder))

    assert ran.code == 0
    assert "No answer: The plan would have counted no act" in ran.out


def test_a_setting_that_is_none_ends_with_1(known: World) -> None:
    ran = known.run("simulate", str(known.folder / "each.yaml"), "--data", str(known.folder), "--set", "raise=0")

    assert ran.code == 1
    assert ran.err == "--set raise=0: it is at least 1.\n"
