"""Rows that no incentive of the plan takes are told, whatever else they may be for."""

from textwrap import dedent

import pytest

from plaudit.cli.tests.typed import PLAN, World

GRANTS = "key,person,incentive,on,amount,reason,given_by,approved_by\n"
TARGETS = "incentive,person,period,target\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "grants",
            GRANTS + "g1,ada,demo,2026-07-09,50.00,Thanks,mo,fay\n",
            """
            grants.csv: warning incentive-astray
              grants.csv has 1 row for demo, an incentive that this plan does not have: here that counts for nothing.
              Write demos if that was meant.
            """,
        ),
        (
            "grants",
            GRANTS + "g1,ada,spiff,2026-07-09,50.00,Thanks,mo,fay\n",
            """
            grants.csv: warning incentive-astray
              grants.csv has 1 row for spiff, an incentive that this plan does not have: here that counts for nothing.
              Correct the key, if they are not another plan's.
            """,
        ),
        (
            "targets",
            TARGETS + "deal,ada,2026-Q3,9\ndeal,ben,2026-Q3,9\n",
            """
            targets.csv: warning incentive-astray
              targets.csv has 2 rows for deal, an incentive that this plan does not have: here that counts for nothing.
              Write deals if that was meant.
            """,
        ),
        (
            "targets",
            TARGETS + "deals,ada,2026-07,9\n",
            """
            targets.csv: warning target-astray
              targets.csv has 1 row for deals in 2026-07-01/2026-08-01, no window of it: that counts for nothing.
              Write a target for exactly 2026-07-01/2026-10-01.
            """,
        ),
    ],
)
def test_what_counts_for_nothing_is_a_warning(world: World, name: str, text: str, told: str) -> None:
    world.write(f"{name}.csv", text)
    ran = world.over("calculate")
    assert (ran.code, ran.err) == (0, dedent(told).lstrip())
    assert "100.00" in ran.out


FILTERED = PLAN.replace("credit: {to: submitter}", "where: WHERE\n    credit: {to: submitter}", 1)
GOLD = "key,name,tier,stars\ncedar,Cedar,gold ,4\nbirch,Birch,silver,four\n"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (
            "{teir: [gold]}",
            """
            activities.csv: warning filter-astray
              No activity or account has the column teir of the filter of `demos`: no act counts.
              Write tier if that was meant.
            """,
        ),
        (
            "{country_at_least: 4}",
            """
            activities.csv: warning filter-astray
              No activity or account has the column country of the filter of `demos`: no act counts.
              Add the column, or delete the filter.
            """,
        ),
        (
            "{name: [Cedar], tier: [gold]}",
            """
            accounts.csv: warning filter-astray
              The filter of `demos` asks for tier "gold", and nothing here has it.
              Write gold in the place of "gold " if that was meant.
            """,
        ),
        (
            "{tier: [bronze]}",
            """
            accounts.csv: warning filter-astray
              The filter of `demos` asks for tier "bronze", and nothing here has it: no act counts.
              Correct one of the two, if acts are expected.
            """,
        ),
        (
            "{stars_at_least: 4}",
            """
            accounts.csv: warning filter-astray
              stars of birch is "four", which the filter of `demos` cannot compare with a number.
              Write a number, or leave the cell empty.
            """,
        ),
    ],
)
def test_a_filter_that_nothing_meets_says_so(world: World, where: str, told: str) -> None:
    world.write("plan.yaml", FILTERED.replace("WHERE", where))
    world.write("accounts.csv", GOLD)
    ran = world.over("calculate")
    assert (ran.code, ran.err) == (0, dedent(told).lstrip())


def test_one_filter_of_two_incentives_is_one_warning_and_each_value_is_looked_at(world: World) -> None:
    both = PLAN.replace("credit: {to: submitter}", "where: {tier: [silver]}\n    credit: {to: submitter}", 1)
    both = both.replace("credit: {to: submitter}\n    pays: {rate", "where: WHERE\n    pays: {rate")
    world.write("accounts.csv", GOLD)
    world.write("plan.yaml", both.replace("WHERE", "{tier: [bronze]}"))
    assert "The filter of `deals` asks for tier" in world.over("calculate").err
    world.write("plan.yaml", both.replace("silver", "bronze").replace("WHERE", "{tier: [bronze]}"))
    assert world.over("calculate").err.count("The filter of `demos` and `deals` asks for tier") == 1


def test_filters_that_differ_in_their_number_are_told_of_a_cell_together(world: World) -> None:
    both = FILTERED.replace("WHERE", "{stars_at_least: 4}")
    both = both.replace("credit: {to: submitter}\n    pays: {rate", "where: {stars_at_least: 5}\n    pays: {rate")
    world.write("plan.yaml", both)
    world.write("accounts.csv", GOLD)
    assert 'is "four", which the filter of `demos` and `deals` cannot compare' in world.over("calculate").err


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("{teir: [gold]}", "No activity or account has the column teir of the filter of `demos`: no act counts."),
        ("{tier: [bronze]}", 'The filter of `demos` asks for tier "bronze", and nothing here has it: no act counts.'),
        ("{stars_at_least: 4}", 'stars of birch is "four", which the filter of `demos` cannot compare with a number.'),
    ],
)
def test_a_filter_that_a_later_version_dropped_is_looked_at_too(world: World, where: str, told: str) -> None:
    (world.folder / "plan").mkdir()
    world.write("plan/first.yaml", FILTERED.replace("WHERE", where))
    world.write("plan/second.yaml", f"{PLAN.replace('from: 2026-01-01', 'from: 2026-08-01')}version: 2\n")
    world.write("accounts.csv", GOLD)
    folder = str(world.folder)
    ran = world.run("calculate", f"{folder}/plan", "--data", folder, "--period", "2026-Q3")
    assert (ran.code, ran.err.count(told)) == (0, 1)


def test_a_target_that_fits_no_month_names_them_all(world: World) -> None:
    world.write("plan.yaml", PLAN.replace("window: quarter", "window: month"))
    world.write("targets.csv", TARGETS + "deals,ada,2026-Q3,9\n")
    months = "2026-07-01/2026-08-01, 2026-08-01/2026-09-01, 2026-09-01/2026-10-01"
    assert f"Write a target for exactly {months}." in world.over("calculate").err


def test_a_target_for_days_after_an_incentive_has_ended_is_not_told_which_window_to_name(world: World) -> None:
    ended = "window: quarter\n    effective: {from: 2026-01-01, to: 2026-07-01}\n    counts: {activity: csql"
    # Of a budget for the whole plan the earlier windows are calculated too.
    plan = PLAN.replace("window: quarter\n    counts: {activity: csql", ended)
    world.write("plan.yaml", plan.replace("incentives:", "budget: 5000.00\nincentives:"))
    world.write("targets.csv", TARGETS + "deals,ada,2026-H2,9\n")
    ran = world.over("calculate")
    assert (ran.code, ran.err) == (0, "")


def test_a_filter_that_something_meets_says_nothing(world: World) -> None:
    world.write("plan.yaml", FILTERED.replace("WHERE", "{tier: [silver, bronze]}"))
    world.write("accounts.csv", GOLD)
    ran = world.over("calculate")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("covers", "told"),
    [
        (
            "{role: CSM}",
            """
            people.csv: warning covers-nobody
              The plan covers the role CSM; nobody in this folder is that.
              Write CSM in the place of "csm" if that was meant.
            """,
        ),
        (
            "{team: north}",
            """
            people.csv: warning covers-nobody
              The plan covers the team north; nobody in this folder is that.
              Write north in the place of "North" if that was meant.
            """,
        ),
        (
            "{people: zed}",
            """
            people.csv: warning covers-nobody
              The plan covers zed; nobody in this folder is that.
              Correct one of the two.
            """,
        ),
    ],
)
def test_a_plan_that_covers_nobody_says_so(world: World, covers: str, told: str) -> None:
    world.write("plan.yaml", PLAN.replace("{role: csm}", covers))
    world.write("people.csv", "key,name,role,team\nada,Ada,csm,North\nben,Ben,csm,\n")
    ran = world.over("calculate")
    assert (ran.code, ran.err) == (0, dedent(told).lstrip())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("grants", GRANTS + "g1,ada,demos,2026-07-09,50.00,Thanks,mo,fay\n"),
        ("grants", GRANTS + "g1,ada,spiff,2026-10-01,50.00,Thanks,mo,fay\n"),
        ("targets", TARGETS + "deals,ada,2026-Q3,9\n"),
        ("targets", TARGETS + "deal,ada,2026-Q2,9\n"),
    ],
)
def test_what_fits_or_lies_outside_the_period_is_not(world: World, name: str, text: str) -> None:
    world.write(f"{name}.csv", text)
    ran = world.over("calculate")
    assert (ran.code, ran.err) == (0, "")
