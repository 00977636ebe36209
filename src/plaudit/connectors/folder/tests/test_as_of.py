"""What was known when, in the tables that hang together."""

from pathlib import Path

import pytest

from plaudit.connectors.folder.tests.written import places, rows, snapshot, written
from plaudit.values.table import ALWAYS, NEVER

JULY = 20635

MILESTONES = """activity,milestone,on,verified,recorded_at,retracted_at
ref-1,demo,2026-07-03,,2026-07-04T02:00:00Z,
ref-1,demo,2026-07-02,,2026-07-10T12:00:00Z,
ref-1,won,2026-07-20,,2026-07-21T12:00:00Z,2026-07-25T12:00:00Z
ref-1,paid,2026-07-22,false,2026-07-22T12:00:00Z,
ref-1,paid,2026-07-22,true,2026-07-30T12:00:00Z,
ref-1,accepted,2026-07-01,,,
"""


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-07-04T01:59:59Z", "accepted 1 always"),
        ("2026-07-04T02:00:00Z", "accepted 1 always, demo 3 on 3"),
        # A correction moves the day and keeps the place of what it corrects.
        ("2026-07-10T12:00:00Z", "accepted 1 always, demo 2 on 3"),
        ("2026-07-21T12:00:00Z", "accepted 1 always, demo 2 on 3, won 20 on 21"),
        ("2026-07-25T11:59:59Z", "accepted 1 always, demo 2 on 3, won 20 on 21"),
        ("2026-07-25T12:00:00Z", "accepted 1 always, demo 2 on 3"),
        # Verified a week after it was recorded: there from then on, known since then.
        ("2026-07-30T12:00:00Z", "accepted 1 always, demo 2 on 3, paid 22 on 22"),
        (None, "accepted 1 always, demo 2 on 3, paid 22 on 22"),
    ],
)
def test_milestones_as_they_were_known(tmp_path: Path, as_of: str | None, expected: str) -> None:
    known = snapshot(written(tmp_path, milestones=MILESTONES), as_of, "America/New_York")
    found = rows(known, "SELECT milestone, day, recorded FROM milestone JOIN step USING (step) ORDER BY ord")
    told = [(name, day - JULY + 1, "always" if at == ALWAYS else f"on {at - JULY + 1}") for name, day, at in found]
    assert ", ".join(f"{name} {day} {at}" for name, day, at in told) == expected


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 4), ("America/New_York", 3), ("Asia/Tokyo", 4), ("Pacific/Honolulu", 3)]
)
def test_the_day_of_a_recording_is_one_of_the_plans_zone(tmp_path: Path, zone: str, day: int) -> None:
    known = snapshot(written(tmp_path, milestones=MILESTONES), "2026-07-05T00:00:00Z", zone)
    query = "SELECT recorded FROM milestone JOIN step USING (step) WHERE milestone = 'demo'"
    assert rows(known, query) == [(JULY + day - 1,)]


def test_a_withdrawn_activity_takes_its_milestones_and_credits_with_it(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        activities="key,kind,opened_on,retracted_at\nref-1,referral,2026-07-01,2026-07-10T00:00:00Z\n",
        credits="activity,person,share\nref-1,ada,1\n",
    )
    before, after = (snapshot(folder, as_of).sizes for as_of in ("2026-07-09T23:59:59Z", "2026-07-10T00:00:00Z"))
    assert [(size["activity"], size["milestone"], size["credit"]) for size in (before, after)] == [(1, 1, 1), (0, 0, 0)]


def test_an_activity_that_changed_its_kind_has_the_milestones_of_the_kind_it_has_then(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        activities="key,kind,opened_on,recorded_at\n"
        "a-1,referral,2026-07-01,2026-07-01T00:00:00Z\n"
        "a-1,csql,2026-07-01,2026-07-10T00:00:00Z\n",
        milestones="activity,milestone,on\na-1,demo,2026-07-02\na-1,accepted,2026-07-03\na-1,logged,2026-07-04\n",
    )
    query = "SELECT kind, milestone, ord FROM milestone JOIN step USING (step) ORDER BY ALL"
    assert rows(snapshot(folder, "2026-07-09T00:00:00Z"), query) == [
        ("referral", "accepted", 2),
        ("referral", "demo", 3),
    ]
    assert rows(snapshot(folder, "2026-07-10T00:00:00Z"), query) == [("csql", "accepted", 2), ("csql", "logged", 1)]


def test_somebody_who_is_not_known_yet_keeps_her_number_and_has_no_employment(tmp_path: Path) -> None:
    people = "key,name,role,recorded_at\nada,Ada,csm,2026-07-10T00:00:00Z\nben,Ben,csm,\n"
    folder = written(tmp_path, people=people)
    known = snapshot(folder, "2026-07-09T00:00:00Z")
    assert rows(known, "SELECT * FROM person ORDER BY person") == [
        (1, "ada", None, 0, 0),
        (2, "ben", "Ben", ALWAYS, NEVER),
    ]
    assert rows(known, "SELECT person FROM position") == [(2,)]
    assert rows(snapshot(folder), "SELECT person FROM position ORDER BY ALL") == [(1,), (2,)]


def test_a_withdrawn_account_is_named_and_has_no_attributes(tmp_path: Path) -> None:
    accounts = "key,name,segment,tier,retracted_at\ncedar,Cedar,small,gold,2026-07-10T00:00:00Z\n"
    folder = written(tmp_path, accounts=accounts)
    query = "SELECT a.key, a.name, a.segment, a.tier FROM activity JOIN account AS a USING (account)"
    assert rows(snapshot(folder, "2026-07-09T00:00:00Z"), query) == [("cedar", "Cedar", "small", "gold")]
    assert rows(snapshot(folder), query) == [("cedar", None, None, None)]


def test_a_close_that_is_still_to_come_is_none_yet(tmp_path: Path) -> None:
    folder = written(tmp_path, closes="period,closed_at\n2026-Q2,2026-07-10\n")
    assert rows(snapshot(folder, "2026-07-10T23:59:59Z"), "SELECT period FROM close") == []
    assert rows(snapshot(folder, "2026-07-11T00:00:00Z"), "SELECT period FROM close") == [("2026-Q2",)]


def test_two_rows_of_one_moment_contradict_each_other(tmp_path: Path) -> None:
    milestones = (
        "activity,milestone,on,recorded_at\n"
        "ref-1,demo,2026-07-03,2026-07-04T10:00:00Z\n"
        "ref-1,demo,2026-07-02,2026-07-04T12:00:00+02:00\n"
    )
    assert places(written(tmp_path, milestones=milestones)) == ["milestones.csv:3 rows-contradict"]


def test_a_replaced_position_overlaps_nothing(tmp_path: Path) -> None:
    positions = "person,role,from,to,retracted_at\nada,csm,2026-07-01,,2026-07-10T00:00:00Z\nada,lead,2026-07-05,,\n"
    assert rows(snapshot(written(tmp_path, positions=positions)), "SELECT role FROM position WHERE person = 1") == [
        ("lead",)
    ]
