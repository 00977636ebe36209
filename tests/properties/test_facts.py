"""Laws of reading facts: order is no matter, as-of is what a slow replay says, and nothing typed causes a traceback."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plaudit.activities.facts import Facts
from plaudit.activities.lay import TABLES as LAID
from plaudit.connectors.folder.find import TABLES
from plaudit.connectors.folder.read import read
from plaudit.connectors.folder.source import columns
from plaudit.values.refused import Unreadable

# Each example reads a folder once or twice, which takes a tenth of a second.
LAW = settings(suppress_health_check=list(HealthCheck))
ZONE = "America/New_York"
Row = dict[str, str]
Tables = dict[str, list[Row]]

PEOPLE = [{"key": key, "name": key, "role": "csm"} for key in ("ada", "ben")]
ACCOUNTS = [{"key": key, "name": key} for key in ("cedar", "dune")]
# Instants around midnight in New York, so that the day of a recording depends on the zone.
INSTANTS = ["", *(f"2026-07-{day:02}T{hour:02}:30:00Z" for day in (1, 2, 3) for hour in (3, 4, 20))]
MOMENTS = [None, datetime(2026, 6, 1, tzinfo=UTC), *(datetime.fromisoformat(text) for text in INSTANTS[1:])]
MILESTONES = {"referral": ("submitted", "accepted", "demo", "won"), "csql": ("logged", "accepted", "won")}
DAYS = ("2026-06-29", "2026-07-01", "2026-07-02")


@st.composite
def histories(draw: st.DrawFn, cells: dict[str, st.SearchStrategy[str]], keys: list[Row]) -> list[Row]:
    """For each key at most one row for each instant, some of them withdrawn later; every row may stand there twice."""
    rows = []
    for key in keys:
        for learned in draw(st.lists(st.sampled_from(INSTANTS), unique=True, max_size=3)):
            withdrawn = draw(st.sampled_from([at for at in INSTANTS if at == "" or at >= learned]))
            row = {**key, **{name: draw(cell) for name, cell in cells.items()}}
            rows += [{**row, "recorded_at": learned, "retracted_at": withdrawn}] * draw(st.integers(1, 2))
    return rows


@st.composite
def worlds(draw: st.DrawFn) -> Tables:
    kinds = {"kind": st.sampled_from(list(MILESTONES)), "opened_on": st.sampled_from(DAYS)}
    activities = draw(histories(kinds, [{"key": "r-1"}, {"key": "R-2"}]))
    reached = [
        {"activity": key, "milestone": milestone}
        for key in sorted({row["key"] for row in activities})
        for milestone in sorted({each for row in activities if row["key"] == key for each in MILESTONES[row["kind"]]})
    ]
    verified = {"on": st.sampled_from(DAYS), "verified": st.sampled_from(["", "true", "false"])}
    held = [{"account": account, "person": person} for account in ("cedar", "dune") for person in ("ada", "ben")]
    shares = {"from": st.just("2026-01-01"), "share": st.sampled_from(["", "1", "0.5", "1/3", "2/3"])}
    return {
        "people": PEOPLE,
        "accounts": ACCOUNTS,
        "activities": activities,
        "milestones": draw(histories(verified, reached)),
        "holdings": draw(histories(shares, held)),
    }


@pytest.mark.journey
@LAW
@given(worlds(), st.randoms(use_true_random=False), st.sampled_from(MOMENTS))
def test_the_order_of_rows_is_no_matter(world: Tables, chance: Any, moment: datetime | None) -> None:
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in world.items()}
    assert tables(facts(world), moment) == tables(facts(shuffled), moment)


@LAW
@given(worlds(), st.sampled_from(MOMENTS))
def test_what_was_known_is_what_a_replay_row_by_row_says(world: Tables, moment: datetime | None) -> None:
    con = facts(world).at(moment, ZONE).con
    reached = con.execute("""SELECT a.key, s.milestone, DATE '1970-01-01' + m.day, m.recorded FROM milestone AS m
        JOIN activity AS a USING (activity) JOIN step AS s USING (step)""").fetchall()
    opened = con.execute("SELECT key, kind, DATE '1970-01-01' + opened FROM activity").fetchall()

    assert sorted(reached) == sorted(replayed(world, moment))
    assert sorted(opened) == sorted(
        (row["key"], row["kind"], date.fromisoformat(row["opened_on"]))
        for row in known(world["activities"], ("key",), moment)
    )


def facts(world: Tables) -> Facts:
    with TemporaryDirectory() as folder:
        return read(written(Path(folder), world))


def written(folder: Path, world: Tables) -> Path:
    headers = {table.name: [column.name for column in columns(table)] for table in TABLES}
    for name, rows in world.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else headers[name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def tables(read_facts: Facts, moment: datetime | None) -> dict[str, list[tuple[Any, ...]]]:
    snapshot = read_facts.at(moment, ZONE)
    return {name: snapshot.con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in LAID}


def known(rows: list[Row], key: tuple[str, ...], moment: datetime | None) -> list[Row]:
    """Rows one by one: each takes the place of its key, until a later one does; then the withdrawn ones go."""
    place: dict[tuple[str, ...], Row] = {}
    for row in sorted(rows, key=lambda row: row["recorded_at"]):
        if moment is None or not row["recorded_at"] or datetime.fromisoformat(row["recorded_at"]) <= moment:
            place[tuple(row[part] for part in key)] = row
    return [row for row in place.values() if not gone(row, moment)]


def gone(row: Row, moment: datetime | None) -> bool:
    return row["retracted_at"] != "" and (moment is None or datetime.fromisoformat(row["retracted_at"]) <= moment)


def replayed(world: Tables, moment: datetime | None) -> list[tuple[str, str, date, int]]:
    kinds = {row["key"]: row["kind"] for row in known(world["activities"], ("key",), moment)}
    return [
        (row["activity"], row["milestone"], date.fromisoformat(row["on"]), first(world["milestones"], row))
        for row in known(world["milestones"], ("activity", "milestone"), moment)
        if row["verified"] != "false" and row["milestone"] in MILESTONES.get(kinds.get(row["activity"], ""), ())
    ]


def first(rows: list[Row], row: Row) -> int:
    """The day in New York on which the first row of this milestone was recorded."""
    same = [each for each in rows if (each["activity"], each["milestone"]) == (row["activity"], row["milestone"])]
    learned = min(each["recorded_at"] for each in same)
    if learned == "":
        return -2147483648
    return (datetime.fromisoformat(learned).astimezone(ZoneInfo(ZONE)).date() - date(1970, 1, 1)).days


# What people type, or programs write, where something else belongs.
TYPED = st.sampled_from(
    [
        *(
            "",
            " ",
            "0",
            "-1",
            "1",
            "0.5",
            "1/3",
            "1/0",
            "4/3",
            "50%",
            "1e5",
            "NaN",
            "Infinity",
            "1,000.00",
            "1.2345678",
        ),
        *("9" * 40, "9000000000000", "0" * 30 + "1", "-0", "+1", ".5", "5.", "٣", "0x10"),
        *("2026-07-01", "2026-02-31", "31/02/2026", "2026-7-1", "0000-01-01", "9999-12-31", "infinity", "epoch"),
        *(
            "2026-07-01T10:00:00Z",
            "2026-07-01T10:00:00+14:00",
            "2026-07-01 10:00",
            "2026-07-01T25:00:00Z",
            "294247-01-10",
        ),
        *("2026-Q3", "2026-13", "2026-07-01/2026-07-01", "ada", "ADA", "cedar", "r-1", "referral", "demo", "webinar"),
        *(
            "true",
            "maybe",
            "USD",
            "usd",
            "JPY",
            "'",
            '"',
            "\n",
            "a\nb",
            "\u200b",
            "\ufeff",
            "é",
            "\U0001f600",
            "{x}",
            "%s",
        ),
    ]
)


SOUND: Tables = {
    "people": [{"key": key, "name": key, "role": "csm", "starts_on": "", "ends_on": ""} for key in ("ada", "ben")],
    "accounts": [{"key": "cedar", "name": "Cedar", "arr": "5", "currency": "USD", "tier": "gold"}],
    "activities": [
        {
            "key": "r-1",
            "kind": "referral",
            "opened_on": "2026-07-01",
            "account": "cedar",
            "contact": "x",
            "person": "ada",
        }
        | {"amount": "5", "currency": "USD", "title": "t", "stars": "5"}
    ],
    "milestones": [
        {"activity": "r-1", "milestone": "demo", "on": "2026-07-01", "verified": ""}
        | {"recorded_at": "2026-07-01T10:00:00Z", "retracted_at": ""}
    ],
    "holdings": [{"account": "cedar", "person": "ada", "from": "2026-01-01", "to": "", "share": "1/3"}],
    "champions": [{"account": "cedar", "from": "2026-01-01", "to": "2026-07-01"}],
    "positions": [{"person": "ada", "role": "csm", "from": "2026-01-01", "to": "", "pay_currency": "EUR"}],
    "credits": [{"activity": "r-1", "person": "ada", "share": "0.5"}],
    "targets": [{"incentive": "i", "person": "ada", "period": "2026-Q3", "target": "5", "pay": ""}],
    "metrics": [{"person": "ada", "metric": "nps", "period": "2026-Q3", "value": "-4.5"}],
    "closes": [{"period": "2026-Q3", "closed_at": "2026-10-01"}],
    "rates": [{"on": "2026-07-01", "base": "EUR", "quote": "USD", "rate": "1.1"}],
    "grants": [
        {"key": "g", "person": "ada", "incentive": "i", "on": "2026-07-01", "amount": "5", "reason": "r"}
        | {"given_by": "mo", "approved_by": "fay"}
    ],
}


@st.composite
def mistyped(draw: st.DrawFn) -> Tables:
    """A sound folder in which a row may stand twice, and one cell holds something else."""
    world = {name: [dict(row) for row in rows] for name, rows in SOUND.items()}
    rows = world[draw(st.sampled_from(list(world)))]
    if draw(st.booleans()):
        rows.append(dict(rows[0]))
    row = draw(st.sampled_from(rows))
    row[draw(st.sampled_from(list(row)))] = draw(TYPED)
    return world


@pytest.mark.journey
@LAW
@given(mistyped())
def test_whatever_is_typed_is_read_or_explained(world: Tables) -> None:
    with TemporaryDirectory() as folder:
        assert outcome(written(Path(folder), world))


def test_a_sound_folder_is_read(tmp_path: Path) -> None:
    assert outcome(written(tmp_path, SOUND)) == "read"


@LAW
@given(st.data(), st.sampled_from(["people", "accounts", "activities", "milestones"]))
def test_whatever_happens_to_a_file_is_read_or_explained(data: st.DataObject, name: str) -> None:
    with TemporaryDirectory() as folder:
        row = {"activity": "r-1", "milestone": "demo", "on": "2026-07-01"}
        opened = {"key": "r-1", "kind": "referral", "opened_on": "2026-07-01", "title": 'the "first", really'}
        world = {"people": PEOPLE, "accounts": ACCOUNTS, "activities": [opened], "milestones": [row]}
        path = written(Path(folder), world) / f"{name}.csv"
        whole = path.read_bytes()
        at = data.draw(st.integers(0, len(whole)))
        cut = data.draw(st.integers(0, 3))
        damage = st.binary(max_size=3) | st.sampled_from([b'"', b'""', b",", b"\n", b"\r\n", b"\r", b"\0", b"\xff\xfe"])
        path.write_bytes(whole[:at] + data.draw(damage) + whole[at + cut :])
        assert outcome(Path(folder))


def outcome(folder: Path) -> str:
    """What came of it; any other exception is a mistake of ours."""
    try:
        read(folder).at(None, ZONE)
    except Unreadable as unreadable:
        return "; ".join(f"{each.place}: {each.says} {each.remedy}" for each in unreadable.problems)
    return "read"
