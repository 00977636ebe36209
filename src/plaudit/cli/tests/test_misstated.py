"""Rows that no calculation of the plan can take stop it, whatever else is right: nothing is rounded or chosen."""

import pytest

from plaudit.cli.tests.typed import DATA, PLAN, World

QUOTA = """
  - key: reviews
    kind: quota
    window: quarter
    counts: {activity: review, milestone: published}
    target: 3
    pays: {at_target: 100.00, curve: [[0, 0], [1, 1]], between: line}
"""
TARGETS = "incentive,person,period,target,pay\n"
METRICS = "person,metric,period,value\n"
TWICE = "ada,nps,2026-Q3,50\nada,nps,2026-07-01/2026-10-01,50.5\nben,nps,2026-Q3,40\n"
GRANTS = "key,person,incentive,on,amount,reason,given_by,approved_by\n"


@pytest.mark.parametrize(
    ("name", "text", "code", "told"),
    [
        (
            "targets",
            TARGETS + "reviews,ada,2026-Q3,2,5.005\n",
            "number-too-fine",
            "'5.005' is finer than the minor unit of USD, which has 2 decimals.\n  Write at most 2 decimals.",
        ),
        (
            "grants",
            GRANTS + "g1,ada,demos,2026-07-09,1.005,Thanks,mo,fay\n",
            "number-too-fine",
            "Grant g1 for demos cannot be booked: 1.005 is finer than USD is.\n  Write at most 2 decimals.",
        ),
        (
            "targets",
            TARGETS + "reviews,ada,2026-01,1,\nreviews,ada,2026-Q3,2,\nreviews,ada,2026-07-01/2026-10-01,3,\n",
            "rows-contradict",
            "ada has rows of reviews for 2026-07-01/2026-10-01 and 2026-Q3, which are the same days, and they differ.",
        ),
    ],
)
def test_what_cannot_be_taken_stops_the_calculation(world: World, name: str, text: str, code: str, told: str) -> None:
    world.write("plan.yaml", PLAN + QUOTA)
    world.write(f"{name}.csv", text)
    ran = world.over("calculate", "--out", str(world.folder / "result"))
    assert (ran.code, ran.out) == (2, "")
    assert f"{name}.csv: problem {code}\n" in ran.err
    assert told in ran.err
    assert not (world.folder / "result").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("targets", TARGETS + "another,ada,2026-Q3,2,5.005\nreviews,ada,2026-Q3,2,5.01\n"),
        ("targets", TARGETS + "reviews,ada,2026-Q3,2,\nreviews,ada,2026-07-01/2026-10-01,2.0,\n"),
        ("targets", TARGETS + "another,ada,2026-Q3,2,\nanother,ada,2026-07-01/2026-10-01,3,\n"),
        ("metrics", METRICS + TWICE),
        ("grants", GRANTS + "g1,ada,another,2026-07-09,1.005,Thanks,mo,fay\n"),
        ("targets", TARGETS + "reviews,ada,2026-Q2,2,\nreviews,ada,2026-Q3,3,\n"),
        ("grants", GRANTS + "g1,ada,demos,2026-07-09,50.01,Thanks,mo,fay\n"),
    ],
)
def test_what_is_anothers_or_says_the_same_twice_does_not(world: World, name: str, text: str) -> None:
    world.write("plan.yaml", PLAN + QUOTA)
    world.write(f"{name}.csv", text)
    assert world.over("calculate").code == 0


def test_a_metric_that_the_plan_reads_is_said_once(world: World) -> None:
    world.write(
        "plan.yaml", PLAN + QUOTA.replace("counts: {activity: review, milestone: published}", "measure: {metric: nps}")
    )
    world.write("metrics.csv", METRICS + TWICE)
    ran = world.over("calculate")
    assert ran.code == 2
    says = "ada has rows of nps for 2026-07-01/2026-10-01 and 2026-Q3, which are the same days, and they differ."
    assert says in ran.err


def test_what_a_newer_version_dropped_is_still_paid_to_the_cent(world: World) -> None:
    (world.folder / "plan.yaml").unlink()
    (world.folder / "plan.yaml").mkdir()
    world.write("plan.yaml/1.yaml", PLAN + QUOTA)
    world.write("plan.yaml/2.yaml", PLAN.replace("from: 2026-01-01", "from: 2026-08-01") + "version: 2\n")
    world.write("targets.csv", TARGETS + "reviews,ada,2026-Q3,2,5.005\n")
    ran = world.over("calculate")
    assert ran.code == 2
    assert "The pay of ada for reviews in 2026-Q3 cannot be booked" in ran.err


def test_what_has_no_cents_is_written_without_decimals(world: World) -> None:
    world.write("plan.yaml", PLAN.replace("USD", "JPY").replace("100.00", "100"))
    world.write("activities.csv", DATA["activities"].replace("USD", "JPY"))
    world.write("grants.csv", GRANTS + "g1,ada,demos,2026-07-09,100.5,Thanks,mo,fay\n")
    ran = world.over("calculate")
    assert ran.code == 2
    assert "Grant g1 for demos cannot be booked: 100.5 is finer than JPY is.\n  Write it without decimals." in ran.err
