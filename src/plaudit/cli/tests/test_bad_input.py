"""Everything somebody may get wrong, end to end: exit code 2, the file and its line, what to do, nothing else."""

import os
import subprocess
import sys

import pytest

from plaudit.cli.tests.typed import DATA, PLAN, World

ACTS, STEPS = DATA["activities"], DATA["milestones"]

BAD_FILES = {
    "a wrong column": (
        "milestones.csv",
        STEPS.replace("milestone,", "mile_stone,"),
        "milestones.csv:1",
        "column-unknown",
    ),
    "31 February": ("milestones.csv", STEPS.replace("2026-07-05", "2026-02-31"), "milestones.csv:2", "day-impossible"),
    "31/02": ("milestones.csv", STEPS.replace("2026-07-05", "31/02"), "milestones.csv:2", "day-unreadable"),
    "a share of 1.2": ("credits.csv", "activity,person,share\nref-1,ada,1.2\n", "credits.csv:2", "share-out-of-range"),
    "an unknown activity": (
        "milestones.csv",
        STEPS + "ref-7,demo,2026-07-05\n",
        "milestones.csv:4",
        "activity-unknown",
    ),
    "an unknown kind": ("activities.csv", ACTS.replace("referral", "refferal"), "activities.csv:2", "kind-unknown"),
    "contradicting rows": ("milestones.csv", STEPS + "ref-1,demo,2026-07-09\n", "milestones.csv:4", "rows-contradict"),
    "Latin-1": ("people.csv", "key,name,role\nada,Adé,csm\n".encode("latin-1"), "people.csv:2", "encoding-not-utf8"),
    "a NUL": ("people.csv", b"key,name,role\nada,A\0da,csm\n", "people.csv:2", "nul-byte"),
    "an unclosed quote": ("people.csv", 'key,name,role\nada,"Ada,csm\nben,Ben,csm\n', "people.csv:2", "quote-open"),
    "1,000.00": ("activities.csv", ACTS.replace("1000.00", '"1,000.00"'), "activities.csv:3", "number-unreadable"),
    "NaN": ("activities.csv", ACTS.replace("1000.00", "NaN"), "activities.csv:3", "number-unreadable"),
    "an unknown currency": ("activities.csv", ACTS.replace("USD", "USX"), "activities.csv:3", "currency-unknown"),
    "an unknown key": ("activities.csv", ACTS.replace("cedar,ada", "cedar,adda"), "activities.csv:2", "person-unknown"),
    "an empty file": ("people.csv", "", "people.csv:1", "file-empty"),
}

GATES = """
  - key: a
    kind: bounty
    window: quarter
    counts: {activity: blog, milestone: published}
    credit: {to: submitter}
    pays: {each: 1.00}
    requires: {incentive: b, measure: 1}
  - key: b
    kind: bounty
    window: quarter
    counts: {activity: quote, milestone: published}
    credit: {to: submitter}
    pays: {each: 1.00}
    requires: {incentive: a, measure: 1}
"""

BAD_PLANS = {
    "a tab": (PLAN.replace("    kind: bounty", "\tkind: bounty"), 8),
    "an anchor bomb": ("a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", None),
    "a tag": (PLAN.replace("title: Small", "title: !!python/object/apply:os.system [true]"), 2),
    "an unknown currency": (PLAN.replace("currency: USD", "currency: USX"), 3),
    "an unknown key": (PLAN.replace("    window: quarter", "    windw: quarter"), 9),
    "a circle of gates": (PLAN + GATES, None),
    "Latin-1": (PLAN.replace("Small", "Smäll").encode("latin-1"), 2),
    "a NUL": (PLAN.replace("Small", "Sm\0ll"), 2),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("name", "content", "place", "code"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_says_where_and_what_to_do(
    world: World, name: str, content: str | bytes, place: str, code: str
) -> None:
    world.write(name, content)

    ran = world.over("calculate", "--out", str(world.folder / "result"))

    assert (ran.code, ran.out) == (2, "")
    assert f"{place}: problem {code}\n  " in ran.err
    assert "Traceback" not in ran.err
    assert not (world.folder / "result").exists()


@pytest.mark.parametrize(("content", "line"), BAD_PLANS.values(), ids=BAD_PLANS)
def test_a_bad_plan_says_where_and_what_to_do(world: World, content: str | bytes, line: int | None) -> None:
    plan = world.write("plan.yaml", content)

    check = world.run("plan", "check", str(plan))
    calculate = world.over("calculate")

    assert (check.code, calculate.code) == (2, 2)
    assert check.err == calculate.err
    assert f"{plan}:{'' if line is None else line}" in check.err
    assert ": problem " in check.err


def test_a_mark_at_the_start_is_only_a_warning(world: World) -> None:
    world.write("people.csv", b"\xef\xbb\xbf" + DATA["people"].encode())

    ran = world.over("calculate")

    assert ran.code == 0
    assert "people.csv:1: warning byte-order-mark" in ran.err


def test_a_plan_that_is_not_there_is_told(world: World) -> None:
    ran = world.run("plan", "check", str(world.folder / "no.yaml"))

    assert (ran.code, ran.out) == (2, "")
    assert "no.yaml" in ran.err


@pytest.mark.parametrize(
    ("plan", "data", "out", "code", "told"),
    [
        ("x" * 300, ".", "result", 2, "problem file-unreadable"),
        ("plan.yaml", "x" * 300, "result", 2, "problem folder-unreadable"),
        ("plan.yaml", ".", "x" * 300, 1, "cannot be written: File name too long."),
        ("plan.yaml", ".", "people.csv", 1, "people.csv is there and is no folder: name a new folder."),
    ],
)
def test_a_path_that_cannot_be_is_told(world: World, plan: str, data: str, out: str, code: int, told: str) -> None:
    named, folder, target = (str(world.folder / name) for name in (plan, data, out))

    ran = world.run("calculate", named, "--data", folder, "--period", "2026-Q3", "--out", target)

    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


@pytest.mark.parametrize(("option", "engine"), [("--dsn", "postgres"), ("--master", "spark")])
def test_an_address_that_nothing_reads_is_refused(world: World, option: str, engine: str) -> None:
    ran = world.over("calculate", option, "local[2]")

    assert ran.code == 1
    assert f"add --engine {engine}, or leave it out." in ran.err


def test_a_folder_that_is_not_there_is_told(world: World) -> None:
    plan = str(world.folder / "plan.yaml")

    ran = world.run("calculate", plan, "--data", str(world.folder / "no"), "--period", "2026-Q3")

    assert (ran.code, ran.out) == (2, "")
    assert "problem folder-unreadable" in ran.err


def whole_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from plaudit.cli.app import main; main()", *arguments]
    return subprocess.run(  # noqa: S603 (our own command, with arguments written here)
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


INDEX = """
  - key: health
    kind: index
    window: quarter
    metrics: [{metric: nps, target: 50, weight: 1}]
    pays: {at_target: 60.00, curve: [[0.8, 0], [1, 1]], between: line}
"""


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (PLAN.replace("covers:", "budget: 9000.00\ncovers:") + INDEX, "what it took of the plan's budget is gone"),
        (
            PLAN + INDEX + "    limits: {budget: {amount: 9000.00, per: effective}}\n",
            "what it took of the budget is gone",
        ),
        (PLAN + INDEX + "    draw: 10.00\n", "the balance of its draw goes on"),
    ],
)
def test_a_quarter_that_nobody_asked_for_says_why_it_needs_a_metric(world: World, changed: str, why: str) -> None:
    world.write("plan.yaml", changed)
    world.write("metrics.csv", "person,metric,period,value\nada,nps,2026-Q3,50\nben,nps,2026-Q3,50\n")

    ran = world.over("calculate")

    earlier = "ada has no value of nps for exactly 2026-04-01/2026-07-01, which health needs."
    assert ran.code == 2
    assert f"{earlier} That window is earlier than the period, and {why}.\n" in ran.err
    assert "2026-07-01/2026-10-01, which" not in ran.err


def test_a_negative_amount_says_what_to_write(world: World) -> None:
    world.write("activities.csv", ACTS.replace("1000.00", "-1000.00"))

    ran = world.over("calculate")

    assert ran.code == 2
    assert (
        "deal-1: its amount is negative, so it waits.\n"
        "  Write in its place what is left of the deal, 0 or more; what was waiting is then calculated.\n"
    ) in ran.err


def test_a_file_above_the_limit_is_told_by_the_whole_process(world: World) -> None:
    ran = whole_process(
        *("calculate", str(world.folder / "plan.yaml"), "--data", str(world.folder), "--period", "2026-Q3"),
        PLAUDIT_CSV_LIMIT="60",
    )

    assert ran.returncode == 2
    assert "activities.csv: problem file-too-large" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_whole_process_ends_with_0_and_1(world: World) -> None:
    plan, folder = str(world.folder / "plan.yaml"), str(world.folder)

    done = whole_process("calculate", plan, "--data", folder, "--period", "2026-Q3")
    refused = whole_process("calculate", plan, "--data", folder, "--period", "2026-Q3", "--as-of", "soon")

    assert (done.returncode, done.stderr) == (0, "")
    assert (refused.returncode, refused.stdout) == (1, "")
