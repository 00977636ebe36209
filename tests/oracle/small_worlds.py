"""Worlds small enough to calculate by hand: a plan's incentives and a few typed tables."""

from pathlib import Path
from typing import Any

from tests import reading
from tests.oracle.both import agreed

Json = dict[str, Any]
HEAD = """\
plan: trial
currency: USD
calendar: {time_zone: America/New_York}
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
"""
PEOPLE = """
    key  name  role
    ada  Ada   csm
    ben  Ben   csm
"""
ACCOUNTS = """
    key    name
    acme   Acme
    birch  Birch
"""
OPENED = "2026-06-01"
DETAILS = {"key", "kind", "opened_on", "account", "contact", "person", "amount", "currency", "platform", "region"}


def race(**days: str) -> str:
    """Demos by person on days of July 2026."""
    rows = [
        f"{who[0]}{n}  referral  {who}  2026-07-{int(day):02}"
        for who, theirs in days.items()
        for n, day in enumerate(theirs.split(), start=1)
    ]
    return "\n".join(["key  kind  person  demo", *rows])


def told(folder: Path, incentives: str, acts: str = "", as_of: str | None = None, **tables: str) -> Json:
    """What the engine and the slow oracle say; `acts` holds activities with a column of days for each milestone."""
    head = tables.pop("head", HEAD)
    period = tables.pop("period", "2026-Q3")
    reading.folder(folder, people=tables.pop("people", PEOPLE), accounts=tables.pop("accounts", ACCOUNTS), **tables)
    _write_acts(folder, acts or "key  kind", with_milestones="milestones" not in tables)
    versions = folder / "plan"
    versions.mkdir()
    for number, text in enumerate([head + "incentives:\n" + _listed(incentives)], start=1):
        (versions / f"{number}.yaml").write_text(text, "utf-8")
    return agreed(versions, folder, period, as_of)


def amended(folder: Path, before: str, after: str, since: str, **tables: str) -> Json:
    """As `told`, with a second version of the plan in force from `since`, with `more` at its head."""
    more = tables.pop("more", "")
    assert told(folder / "alone", before, **tables)
    write_version(folder / "alone", 2, since, after, more)
    return agreed(folder / "alone" / "plan", folder / "alone", tables.get("period", "2026-Q3"))


def write_version(folder: Path, number: int, since: str, incentives: str, more: str = "") -> None:
    head = HEAD.replace("from: 2026-01-01", f"from: {since}") + f"version: {number}\n{more}"
    (folder / "plan" / f"{number}.yaml").write_text(f"{head}incentives:\n{_listed(incentives)}", "utf-8")


def units(said: Json, *wanted: str) -> list[str]:
    """One text for each unit: the person and the fields asked for."""
    return [
        " ".join([person["person"], *(str(unit[name]) for name in wanted)])
        for person in said["people"]
        for unit in person["incentives"]
    ]


def lines(said: Json, person: str, *wanted: str) -> list[str]:
    """One text for each line of a person: the activity (or the kind of line) and the fields asked for."""
    return [
        " ".join([line["activity"] or line["line"], *(str(line[name]) for name in wanted)])
        for each in said["people"]
        for unit in each["incentives"]
        for line in unit["lines"]
        if each["person"] == person
    ]


def _listed(incentives: str) -> str:
    """Every incentive is one line in braces."""
    return "".join(f"  - {{{line.strip()}}}\n" for line in incentives.strip().splitlines())


def _write_acts(folder: Path, acts: str, *, with_milestones: bool) -> None:
    rows = reading.rows(acts)
    details = [{"opened_on": OPENED, **{k: v for k, v in row.items() if k in DETAILS}} for row in rows]
    days = [(row["key"], name, day) for row in rows for name, day in row.items() if name not in DETAILS and day]
    columns = sorted({"key", "kind", "opened_on"}.union(*details))
    text = [",".join(columns), *(",".join(detail[name] for name in columns) for detail in details)]
    (folder / "activities.csv").write_text("\n".join(text) + "\n", "utf-8")
    if with_milestones:
        text = ["activity,milestone,on", *(",".join(each) for each in days)]
        (folder / "milestones.csv").write_text("\n".join(text) + "\n", "utf-8")
