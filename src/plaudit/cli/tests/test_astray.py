"""Rows that no incentive of the plan takes are told, whatever else they may be for."""

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
            ["incentive-astray", "Write demos if that"],
        ),
        ("grants", GRANTS + "g1,ada,spiff,2026-07-09,50.00,Thanks,mo,fay\n", ["1 row for spiff", "another plan's"]),
        ("targets", TARGETS + "deal,ada,2026-Q3,9\ndeal,ben,2026-Q3,9\n", ["2 rows for deal", "Write deals if that"]),
        ("targets", TARGETS + "deals,ada,2026-07,9\n", ["target-astray", "exactly 2026-07-01/2026-10-01"]),
    ],
)
def test_what_counts_for_nothing_is_a_warning(world: World, name: str, text: str, told: list[str]) -> None:
    world.write(f"{name}.csv", text)
    ran = world.over("calculate")
    assert ran.code == 0
    assert [words for words in told if words not in ran.err] == []
    assert "100.00" in ran.out


FILTERED = PLAN.replace("credit: {to: submitter}", "where: WHERE\n    credit: {to: submitter}", 1)
GOLD = "key,name,tier,stars\ncedar,Cedar,gold ,4\nbirch,Birch,silver,four\n"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("{teir: [gold]}", ["has the column teir, by which `demos` filters", "Write tier if that"]),
        ("{country: [US]}", ["has the column country", "Add the column, or delete the filter"]),
        ("{country_at_least: 4}", ["has the column country", "no act counts"]),
        ("{tier: [gold]}", ['asks for tier "gold", and nothing', 'Write gold in the place of "gold " if']),
        ("{tier: [bronze]}", ["no act counts", "Correct one of the two"]),
        ("{stars_at_least: 4}", ['stars of birch is "four", which `demos` cannot compare with a number']),
    ],
)
def test_a_filter_that_nothing_meets_says_so(world: World, where: str, told: list[str]) -> None:
    world.write("plan.yaml", FILTERED.replace("WHERE", where))
    world.write("accounts.csv", GOLD)
    ran = world.over("calculate")
    assert ran.code == 0
    assert [words for words in ("warning filter-astray", *told) if words not in ran.err] == []


def test_a_filter_that_something_meets_says_nothing(world: World) -> None:
    world.write("plan.yaml", FILTERED.replace("WHERE", "{tier: [silver, bronze]}"))
    world.write("accounts.csv", GOLD)
    ran = world.over("calculate")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("key,name,role\nada,Ada,CSM\nben,Ben,CSM\n", 'Write csm in the place of "CSM"'),
        ("key,name,role\nada,Ada,sales\nben,Ben,sales\n", "Correct one of the two"),
    ],
)
def test_a_plan_that_covers_nobody_says_so(world: World, people: str, told: str) -> None:
    world.write("people.csv", people)
    ran = world.over("calculate")
    assert ran.code == 0
    assert [words for words in ("covers-nobody", "the role csm", told) if words not in ran.err] == []


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
