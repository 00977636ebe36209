"""`plaudit evidence`: its exit codes, its object, its refusals that are answers."""

import json

import pytest

from plaudit.cli.tests.typed import World

DEALS = "key,created_on,channel,won_on\n" + "".join(
    f"d{place},2025-01-{1 + place % 28:02},{channel},{'2025-02-01' if place % 4 == 0 else ''}\n"
    for place, channel in enumerate(["referral", "ads"] * 60)
)


def test_a_study_answers_with_its_object(world: World) -> None:
    world.write("deals.csv", DEALS)
    ran = world.run("evidence", "rates", "--data", str(world.folder), "--horizon", "60", "--format", "json")
    answered = json.loads(ran.out)

    assert ran.code == 0
    assert answered["study"] == "rates"
    assert {"point", "interval80", "interval95", "n", "events", "exposure", "horizon", "method", "assumptions"} | {
        *("diagnostics", "refusal", "grade", "seed", "inputs_hash", "name")
    } <= set(answered["answers"][0])
    assert [set(each) for each in answered["refusals"][:1]] == [
        {"name", "reason_code", "what_is_missing", "smallest_addition_that_would_suffice"}
    ]


def test_a_refusal_is_an_answer_and_ends_with_0(world: World) -> None:
    ran = world.run("evidence", "rates", "--data", str(world.folder))

    assert ran.code == 0
    assert "No answer: No lead is known" in ran.out


def test_the_same_seed_gives_the_same_bytes(world: World) -> None:
    world.write("deals.csv", DEALS)
    typed = ("evidence", "rates", "--data", str(world.folder), "--format", "json", "--seed", "7", "--horizon", "60")

    assert world.run(*typed).out == world.run(*typed).out


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("evidence", "tea-leaves"), "There is no study tea-leaves: amount, champions, contest, forecast"),
        (("evidence", "rates", "--set", "colour=red"), "This study has no setting colour; it has"),
        (("evidence", "rates", "--set", "channel"), "--set channel: write --set name=value."),
        (("evidence", "rates", "--snapshot", "May"), "--snapshot May: write a day as 2026-07-01."),
        (("evidence", "amount", "--set", "value=much"), "--set value=much: write a plain number such as 0.25 or 25%."),
        (("evidence", "gaming", "--set", "days=90"), "--set days=90: it is between 1 and 45."),
    ],
)
def test_a_request_that_cannot_be_granted_ends_with_1(world: World, typed: tuple[str, ...], says: str) -> None:
    world.write("deals.csv", DEALS)
    ran = world.run(*typed, "--data", str(world.folder))

    assert ran.code == 1
    assert says in ran.err


def test_a_mistake_in_a_file_is_told_with_its_line_and_ends_with_2(world: World) -> None:
    world.write("deals.csv", "key,created_on\nd1,yesterday\n")
    ran = world.run("evidence", "rates", "--data", str(world.folder))

    assert ran.code == 2
    assert "deals.csv:2" in ran.err


def test_the_studies_are_listed(world: World) -> None:
    assert "gaming      Patterns that pay without advocacy" in world.run("evidence", "list").out
