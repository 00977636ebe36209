"""What each command prints and with which code it ends."""

import csv
import json
from pathlib import Path

import pytest

from plaudit.cli.tests.typed import DATA, PLAN, World
from plaudit.cli.write import write_folder

FOREIGN = DATA["activities"].replace("1000.00,USD", "1000.00,EUR")


def test_calculate_shows_everybody_and_the_total(world: World) -> None:
    ran = world.over("calculate")

    assert ran.code == 0
    assert ran.out == (
        "small version 1, 2026-Q3, in USD\n\n"
        "person   demos  deals  earned\n"
        "ada     100.00   0.00  100.00\n"
        "ben       0.00  30.00   30.00\n"
        "                       130.00\n"
    )


def test_totals_are_the_same_document_without_lines(world: World) -> None:
    whole = json.loads(world.over("calculate", "--format", "json").out)
    lines = [unit.pop("lines") for person in whole["people"] for unit in person["incentives"]]

    ran = world.over("calculate", "--totals", "--format", "json")

    assert (ran.code, json.loads(ran.out)) == (0, whole)
    assert any(lines)
    assert world.over("calculate", "--totals").out == world.over("calculate").out


def test_totals_as_a_table_have_a_row_for_each_incentive_and_window(world: World) -> None:
    out = world.folder / "result"

    ran = world.over("calculate", "--totals", "--format", "csv", "--out", str(out))

    assert ran.out == (
        "person,incentive,window,final,measure,target,attainment,score,rank,earned,limited,waiting\n"
        "ada,demos,2026-07-01/2026-10-01,true,1,,,,,100.00,0.00,0.00\n"
        "ada,deals,2026-07-01/2026-10-01,true,0,,,,,0.00,0.00,0.00\n"
        "ben,demos,2026-07-01/2026-10-01,true,0,,,,,0.00,0.00,0.00\n"
        "ben,deals,2026-07-01/2026-10-01,true,1000,,,,,30.00,0.00,0.00\n\n"
    )
    assert sorted(file.name for file in out.iterdir()) == ["people.csv", "result.json", "totals.csv"]


def test_totals_have_no_steps(world: World) -> None:
    ran = world.over("calculate", "--totals", "--steps", "--format", "json")

    assert (ran.code, ran.out) == (1, "")
    assert "--steps are those of lines" in ran.err


def test_calculate_says_what_to_do_when_nobody_is_covered(world: World) -> None:
    world.write("people.csv", DATA["people"].replace("csm", "sales"))
    world.write("milestones.csv", "activity,milestone,on\n")

    assert "Nobody is covered in 2026-Q3" in world.over("calculate").out


def test_a_problem_that_touches_some_leaves_the_others_and_ends_with_2(world: World) -> None:
    world.write("activities.csv", FOREIGN)

    ran = world.over("calculate", "--format", "json")
    document = json.loads(ran.out)

    assert ran.code == 2
    assert [(person["person"], person["earned"]) for person in document["people"]] == [("ada", "100.00"), ("ben", None)]
    assert [problem["code"] for problem in document["problems"]] == ["rate-missing"]
    assert document["earned"] is None


def test_text_says_such_a_problem_on_the_error_stream(world: World) -> None:
    world.write("activities.csv", FOREIGN)

    ran = world.over("calculate")

    assert "unknown" in ran.out
    assert "problem rate-missing" in ran.err


def test_out_is_written_whole_and_again(world: World) -> None:
    out = world.folder / "result"

    world.over("calculate", "--out", str(out))
    ran = world.over("calculate", "--out", str(out))

    assert ran.code == 0
    assert sorted(file.name for file in out.iterdir()) == ["lines.csv", "people.csv", "result.json"]
    assert [file.name for file in world.folder.iterdir() if file.name.startswith(".")] == []


def test_what_cannot_be_written_whole_leaves_what_was_there(world: World) -> None:
    out = world.folder / "result"
    world.over("calculate", "--out", str(out))
    before = (out / "result.json").read_bytes()

    # Half a character cannot be written as UTF-8.
    with pytest.raises(UnicodeEncodeError):
        write_folder({"people": [], "currency": "\ud800"}, out)

    assert (out / "result.json").read_bytes() == before
    assert sorted(file.name for file in out.iterdir()) == ["lines.csv", "people.csv", "result.json"]
    assert [file.name for file in world.folder.iterdir() if file.name.startswith(".")] == []


def test_out_where_nobody_may_write_is_refused(world: World) -> None:
    ran = world.over("calculate", "--out", str(world.folder / "people.csv" / "result"))

    assert ran.code == 1
    assert "cannot be written" in ran.err


def test_out_beside_other_files_is_refused(world: World) -> None:
    world.write("note.txt", "mine")

    ran = world.over("calculate", "--out", str(world.folder))

    assert (ran.code, ran.out) == (1, "")
    assert "holds other files" in ran.err
    assert (world.folder / "note.txt").read_text("utf-8") == "mine"


def test_a_plan_with_problems_writes_nothing(world: World) -> None:
    world.write("plan.yaml", PLAN.replace("kind: bounty", "kind: bonus"))

    ran = world.over("calculate", "--out", str(world.folder / "result"))

    assert (ran.code, ran.out) == (2, "")
    assert not (world.folder / "result").exists()


def test_csv_carries_no_formula(world: World) -> None:
    world.write("activities.csv", DATA["activities"].replace("ref-1", '"=HYPERLINK(1)"'))
    world.write("milestones.csv", DATA["milestones"].replace("ref-1", '"=HYPERLINK(1)"'))

    rows = list(csv.DictReader(world.over("calculate", "--format", "csv").out.splitlines()))

    assert rows[0]["activity"] == "'=HYPERLINK(1)"
    assert rows[0]["earned"] == "100.00"


def test_another_plan_would_have_paid_otherwise(world: World) -> None:
    other = world.write("other.yaml", PLAN.replace("each: 100.00", "each: 120.00"))

    ran = world.over("calculate", "--against", str(other), "--format", "json")
    document = json.loads(ran.out)

    assert document["people"] == [
        {"person": "ada", "earned": "100.00", "would_earn": "120.00", "difference": "20.00"},
        {"person": "ben", "earned": "30.00", "would_earn": "30.00", "difference": "0.00"},
    ]
    assert (document["earned"], document["would_earn"], document["difference"]) == ("130.00", "150.00", "20.00")
    assert "ada     100.00      120.00       20.00" in world.over("calculate", "--against", str(other)).out


@pytest.mark.parametrize(
    ("effective", "said"),
    [
        ("{from: 2025-07-01, to: 2026-07-01}", "(2025-07-01 to 2026-06-30)"),
        ("{from: 2026-10-01, to: 2027-01-01}", "(2026-10-01 to 2026-12-31)"),
        ("{from: 2026-10-01}", "(from 2026-10-01 on)"),
    ],
)
def test_a_plan_that_is_not_in_effect_pays_nothing_and_says_so(world: World, effective: str, said: str) -> None:
    other = str(world.write("later.yaml", PLAN.replace("{from: 2026-01-01, to: 2027-01-01}", effective)))
    remark = (
        f"small version 1 is not in effect in 2026-Q3 {said}, so it pays nothing there: see `effective` in the plan."
    )

    document = json.loads(world.over("calculate", "--against", other, "--format", "json").out)

    assert (document["would_earn"], document["remarks"]) == ("0.00", [remark])
    assert remark in world.over("calculate", "--against", other).out.replace("\n", " ")
    assert remark in world.over("calculate", "--against", other, "--format", "csv").err


@pytest.mark.parametrize("effective", ["{from: 2025-10-01, to: 2026-07-02}", "{from: 2026-09-30, to: 2027-01-01}"])
def test_a_plan_that_is_in_effect_for_one_day_is_not_remarked_upon(world: World, effective: str) -> None:
    other = str(world.write("short.yaml", PLAN.replace("{from: 2026-01-01, to: 2027-01-01}", effective)))

    assert json.loads(world.over("calculate", "--against", other, "--format", "json").out)["remarks"] == []


def test_plans_in_two_currencies_are_not_compared(world: World) -> None:
    other = world.write("other.yaml", PLAN.replace("USD", "EUR"))

    ran = world.over("calculate", "--against", str(other))

    assert ran.code == 1
    assert "pays in USD" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--engine", "postgres"), "--dsn postgresql://"),
        (("--engine", "spark"), "--master local[2]"),
        (("--engine", "postgres", "--dsn", "no address"), "--dsn is no address"),
    ],
)
def test_an_engine_without_its_address_is_refused(world: World, arguments: tuple[str, ...], says: str) -> None:
    ran = world.over("calculate", *arguments)

    assert ran.code == 1
    assert says in ran.err


@pytest.mark.parametrize(
    ("command", "arguments", "says"),
    [
        ("calculate", ("--as-of", "soon"), "neither a day nor an instant"),
        ("calculate", ("--as-of", "2026-07-01T10:00:00"), "names no time zone"),
        ("calculate", ("--as-of", "9999-12-31"), "neither a day nor an instant"),
        ("calculate", ("--period", "0001"), "0001 is before 1900: write the year with four digits"),
        ("explain", ("--person", "zed"), "zed has nothing in 2026-Q3; these have: ada, ben."),
        ("explain", ("--person", "ada", "--incentive", "calls"), "ada has nothing of calls; she has: demos, deals."),
    ],
)
def test_a_request_that_cannot_be_granted_is_one_sentence(
    world: World, command: str, arguments: tuple[str, ...], says: str
) -> None:
    ran = world.over(command, *arguments)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_period_that_is_none_is_refused(world: World) -> None:
    plan = str(world.folder / "plan.yaml")

    ran = world.run("calculate", plan, "--data", str(world.folder), "--period", "2026-Q5")

    assert ran.code == 1


def test_explain_says_one_incentive_and_verifies_it(world: World) -> None:
    ran = world.over("explain", "--person", "ben", "--incentive", "deals", "--verify")

    assert ran.code == 0
    assert "deal-1  won  30.00" in ran.out
    assert "demos" not in ran.out
    assert ran.out.endswith("1 line reckoned again from their steps: all equal.\n")


def test_explain_verifies_in_json_too(world: World) -> None:
    document = json.loads(world.over("explain", "--person", "ada", "--verify", "--format", "json").out)

    assert document["verified"] == 1
    assert [person["person"] for person in document["people"]] == ["ada"]


def test_compare_prints_the_differences_and_strict_ends_with_1(world: World) -> None:
    paid = world.write("paid.csv", "person,incentive,amount\nada,demos,100.00\n")

    ran = world.over("compare", "--paid", str(paid))

    assert ran.code == 0
    assert "ben     deals      0.00  30.00       30.00  missing-act\n    The list has nothing for deal-1" in ran.out
    assert ran.out.endswith("1 differs, 1 agrees.\n")
    assert world.over("compare", "--paid", str(paid), "--strict").code == 1


def test_compare_of_equal_lists_is_calm(world: World) -> None:
    paid = world.write("paid.csv", b"\xef\xbb\xbfperson,amount\nada,100.00\nben,30.00\n")

    ran = world.over("compare", "--paid", str(paid), "--strict")

    assert (ran.code, ran.out) == (0, "All 2 amounts agree.\n")
    assert "warning byte-order-mark" in ran.err


def test_a_paid_list_with_mistakes_ends_with_2(world: World) -> None:
    paid = world.write("paid.csv", 'person,amount\nadda,1\nada,"1,000.00"\n')

    ran = world.over("compare", "--paid", str(paid))

    assert (ran.code, ran.out) == (2, "")
    assert "paid.csv:2: problem person-unknown" in ran.err
    assert "paid.csv:3: problem number-unreadable" in ran.err


def test_the_query_is_printed_with_and_without_facts(world: World) -> None:
    plan = str(world.folder / "plan.yaml")

    alone = world.run("plan", "sql", plan, "--dialect", "snowflake")
    over = world.run("plan", "sql", plan, "--dialect", "duckdb", "--data", str(world.folder), "--period", "2026-Q3")

    assert (alone.code, over.code) == (0, 0)
    assert alone.out.startswith("-- small version 1, 2026-Q4, in USD, for snowflake\n")
    assert over.out.startswith("-- small version 1, 2026-Q3, in USD, for duckdb\n")


def test_an_unknown_dialect_is_refused_with_those_there_are(world: World) -> None:
    ran = world.run("plan", "sql", str(world.folder / "plan.yaml"), "--dialect", "oracle")

    assert ran.code == 1
    assert "bigquery, databricks, duckdb, postgres, snowflake, spark, trino" in ran.err


def test_new_writes_a_plan_once(world: World) -> None:
    out = world.folder / "new.yaml"

    assert world.run("new", "--template", "referral-bounty", "--out", str(out)).code == 0
    assert world.run("new", "--template", "referral-bounty", "--out", str(out)).code == 1
    assert world.run("plan", "check", str(out)).code == 0


def test_new_in_a_folder_that_is_not_there_is_refused(world: World) -> None:
    ran = world.run("new", "--template", "referral-bounty", "--out", str(Path(world.folder) / "no" / "new.yaml"))

    assert ran.code == 1
    assert "cannot be written" in ran.err
