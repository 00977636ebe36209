"""Tables about facts in `docs/how-it-pays`, executed by the reader of the data folder and the calculation.

The upper part of a block is a table typed as in a test, most often of milestones; the lower part is what follows.

- `as_of`, then `known`: the milestones known at that moment, in the order of the catalogue.
- `recorded_at`, then `quantity`: what one demo reported at that moment counts for; above stand its `late` and its `on`.
- `kind`, then `milestones`: the catalogue.
- `file`, then `left out`: the columns of a file that no calculation sees.
- `rows`, then `read`: how often a row of milestones.csv stands there, and what is said of it.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from plaudit.activities.catalogue import BUILT_IN, Kind
from plaudit.activities.facts import Facts
from plaudit.connectors.folder.find import TABLES
from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period
from plaudit.values.refused import Unreadable
from plaudit.values.table import Table
from tests.reading import Row, folder, rows

Told = Callable[[str, tuple[Row, ...]], tuple[Row, ...]]

PEOPLE = "key  name  role\nada  Ada Okafor  csm\n"
ACCOUNTS = "key  name\ncedar  Cedar Street Kitchens\n"
PLAN = """
plan: worked
title: A worked table
currency: USD
effective: {{from: 2026-01-01, to: 2027-01-01}}
covers: {{role: csm}}
incentives:
  - key: worked
    title: A worked table
    kind: bounty
    window: quarter
    counts: {{activity: referral, milestone: demo}}
    pays: {{each: 100.00}}
    {late}
"""


def known(fragment: str, written: tuple[Row, ...]) -> tuple[Row, ...]:
    facts = with_milestones(fragment)
    return tuple({"as_of": row["as_of"], "known": _known(facts, row["as_of"])} for row in written)


def _known(facts: Facts, as_of: str) -> str:
    moment = None if as_of == "everything" else datetime.fromisoformat(as_of)
    reached = (
        facts.at(moment, "UTC")
        .con.execute("""SELECT milestone, day FROM milestone JOIN step USING (step) ORDER BY activity, ord""")
        .fetchall()
    )
    days = [f"{milestone} on {date(1970, 1, 1) + timedelta(days=day)}" for milestone, day in reached]
    return ", ".join(days) if days else "nothing"


def with_milestones(table: str) -> Facts:
    """Facts in which every activity that the milestones name is a referral of Ada's."""
    keys = sorted({row["activity"] for row in rows(table)})
    activities = "key  kind  opened_on  person\n" + "".join(f"{key}  referral  2026-06-01  ada\n" for key in keys)
    with TemporaryDirectory() as place:
        tables = {"people": PEOPLE, "accounts": ACCOUNTS, "activities": activities, "milestones": table}
        return read(folder(Path(place), **tables))


def late(fragment: str, written: tuple[Row, ...]) -> tuple[Row, ...]:
    """One demo, reported at each of the moments."""
    limit, on = (line.partition(": ")[2] for line in fragment.strip().splitlines())
    plan = read_plan(PLAN.format(late=f"late: {limit}"))
    return tuple(
        {"recorded_at": row["recorded_at"], "quantity": _quantity(plan, on, row["recorded_at"])} for row in written
    )


def _quantity(plan: object, on: str, recorded_at: str) -> str:
    facts = with_milestones(f"activity  milestone  on  recorded_at\nref-1  demo  {on}  {recorded_at}\n")
    answer = document(calculate((plan,), facts, Period.of("2026-Q3")))
    ((line,),) = [unit["lines"] for person in answer["people"] for unit in person["incentives"]]
    return str(line["quantity"])


def catalogue(_fragment: str, written: tuple[Row, ...]) -> tuple[Row, ...]:
    kinds = [BUILT_IN.find(row["kind"]) for row in written]
    return tuple(_kind(kind) for kind in kinds if kind is not None)


def _kind(kind: Kind) -> Row:
    return {"kind": kind.kind, "milestones": ", ".join(kind.milestones), "ends": ", ".join(kind.ends)}


def left_out(_fragment: str, written: tuple[Row, ...]) -> tuple[Row, ...]:
    tables = {table.name: table for table in TABLES}
    return tuple({"file": row["file"], "left out": _left_out(tables[row["file"]])} for row in written)


def _left_out(table: Table) -> str:
    return ", ".join(column.name for column in table.columns if not column.kept)


def repeated(fragment: str, written: tuple[Row, ...]) -> tuple[Row, ...]:
    first, *others = fragment.strip().splitlines()[1:]
    header = fragment.strip().splitlines()[0]
    return tuple(
        {"rows": row["rows"], "read": _read("\n".join([header, first, *_chosen(others, row["rows"])]) + "\n")}
        for row in written
    )


def _chosen(lines: list[str], numbers: str) -> Iterable[str]:
    return (lines[int(number) - 2] for number in numbers.split(" and ") if number != "1")


def _read(table: str) -> str:
    try:
        facts = with_milestones(table)
    except Unreadable as unreadable:
        return ", ".join(problem.code for problem in unreadable.problems)
    return _known(facts, datetime.max.replace(tzinfo=UTC).isoformat())


TOLD: dict[tuple[str, ...], Told] = {
    ("as_of", "known"): known,
    ("recorded_at", "quantity"): late,
    ("kind", "milestones"): catalogue,
    ("file", "left out"): left_out,
    ("rows", "read"): repeated,
}
