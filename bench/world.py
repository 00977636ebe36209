"""A company of any size, from its seed: a data folder of Parquet files, made by DuckDB without a row in Python.

Beside that folder lie the same facts as tables with numbers for keys, for contenders that do not read our files.

Every value is a hash of the row's number, so the same size and seed give the same company whatever the threads do.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from plaudit.connectors.folder.read import read

PLAN = Path(__file__).parent / "plan.yaml"
PERIOD = "2026-Q3"
COMPANY, TABLES = "company", "tables"
NUMBERED = ("activity", "milestone", "holding", "person", "position", "step", "target", "metric", "champion")
# Into how many parts, each with its own filter, the plan of many incentives divides the same lines.
PARTS = 10
TEAMS = 10

# Of a hundred activities: how many are of which kind, where they begin and which milestone pays.
KINDS = (
    (30, "referral", "submitted", "demo"),
    (20, "review", "asked", "published"),
    (15, "reference_call", "asked", "delivered"),
    (5, "video", "agreed", "published"),
    (10, "testimonial", "agreed", "published"),
    (5, "case_study", "agreed", "published"),
    (15, "csql", "logged", "won"),
)


@dataclass(frozen=True, slots=True)
class World:
    """How much of everything there is."""

    activities: int
    people: int = 10_000
    accounts_each: int = 20
    seed: int = 1
    # The days on which activities begin.
    first_day: str = "2026-06-15"
    days: int = 90

    @property
    def accounts(self) -> int:
        return self.people * self.accounts_each

    @property
    def each(self) -> int:
        """Activities a person."""
        return max(self.activities // self.people, 1)


def make(world: World, place: Path) -> Path:
    """The place with the company and its tables; one that is there already is taken as it is."""
    if not place.exists():
        fresh = place.with_name(f"{place.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        write(world, fresh / COMPANY)
        _number(fresh)
        fresh.rename(place)
    return place


def write(world: World, folder: Path) -> None:
    """The files of the company."""
    folder.mkdir(parents=True)
    con = duckdb.connect(config={"preserve_insertion_order": False})
    for name, query in _files(world).items():
        con.execute(f"COPY ({query}) TO '{folder / name}.parquet' (FORMAT parquet)")


def _number(place: Path) -> None:
    """What our reader makes of the company, as files."""
    con = read(place / COMPANY).at(None, "UTC").con
    (place / TABLES).mkdir()
    for name in NUMBERED:
        con.execute(f"COPY {name} TO '{place / TABLES / name}.parquet' (FORMAT parquet)")


def _files(world: World) -> dict[str, str]:
    return {
        "people": _people(world),
        "positions": _positions(world),
        "accounts": _accounts(world),
        "holdings": _holdings(world),
        "activities": _activities(world),
        "milestones": _milestones(world),
        "targets": _targets(world),
        "metrics": _metrics(world),
        "champions": _champions(world),
    }


def _any(world: World, salt: str, below: int) -> str:
    """A number from 0 up to `below` (not reached) that depends on the row `i`, the seed and the salt only."""
    return f"CAST(hash(i, {world.seed}, '{salt}') % {below} AS INTEGER)"


def _person(number: str) -> str:
    return f"printf('p-%06d', {number})"


def _account(number: str) -> str:
    return f"printf('a-%08d', {number})"


def _people(world: World) -> str:
    """One in fifty leaves in the quarter."""
    leaves = f"CASE WHEN {_any(world, 'leaves', 50)} = 0 THEN DATE '2026-07-01' + {_any(world, 'leaves on', 92)} END"
    return (
        f"SELECT {_person('i')} AS key, 'Person ' || i AS name, 'csm' AS role, "
        f"'team-' || i % {TEAMS} AS team, 'm-' || i % {TEAMS} AS manager, "
        f"CAST(NULL AS DATE) AS starts_on, {leaves} AS ends_on FROM range({world.people}) AS r(i)"
    )


def _positions(world: World) -> str:
    """One in fifty becomes a manager in the quarter, whom the plan does not cover."""
    return (
        f"WITH moves AS (SELECT i, DATE '2026-07-01' + {_any(world, 'moves on', 92)} AS moves_on "
        f"FROM range({world.people}) AS r(i) WHERE {_any(world, 'moves', 50)} = 1) "
        f"SELECT {_person('i')} AS person, 'csm' AS role, DATE '2010-01-01' AS \"from\", moves_on AS \"to\", "
        f"'team-' || i % {TEAMS} AS team FROM moves "
        f"UNION ALL SELECT {_person('i')}, 'manager', moves_on, NULL, 'team-' || i % {TEAMS} FROM moves"
    )


def _accounts(world: World) -> str:
    return (
        f"SELECT {_account('i')} AS key, 'Account ' || i AS name, "
        f"['smb', 'mid', 'enterprise'][1 + {_any(world, 'segment', 3)}] AS segment, "
        f"'region-' || {_any(world, 'region', PARTS)} AS region FROM range({world.accounts}) AS r(i)"
    )


def _holdings(world: World) -> str:
    """One account in ten is shared by two people, one in ten changes hands in the quarter."""
    return (
        f"WITH held AS (SELECT i, {_any(world, 'how', 10)} AS how, {_any(world, 'first', world.people)} AS first, "
        f"1 + {_any(world, 'second', world.people - 1)} AS further, "
        f"DATE '2026-07-01' + {_any(world, 'changes on', 92)} AS changes_on, "
        f"[0.5, 0.25, 0.3][1 + {_any(world, 'share', 3)}] AS part FROM range({world.accounts}) AS r(i)), "
        f"holders AS (SELECT *, (first + further) % {world.people} AS second FROM held) "
        f"SELECT {_account('i')} AS account, {_person('first')} AS person, DATE '2010-01-01' AS \"from\", "
        'CASE WHEN how = 1 THEN changes_on END AS "to", '
        "CAST(CASE WHEN how = 0 THEN part ELSE 1 END AS DECIMAL(7, 6)) AS share FROM holders "
        f"UNION ALL SELECT {_account('i')}, {_person('second')}, "
        "CASE WHEN how = 1 THEN changes_on ELSE DATE '2010-01-01' END, NULL, "
        "CAST(CASE WHEN how = 0 THEN 1 - part ELSE 1 END AS DECIMAL(7, 6)) FROM holders WHERE how < 2"
    )


def _drawn(world: World) -> str:
    """Every activity's kind, days and fate as numbers."""
    edges = [sum(share for share, *_ in KINDS[: at + 1]) for at in range(len(KINDS))]
    kind = " ".join(f"WHEN r < {edge} THEN {at + 1}" for at, edge in enumerate(edges))
    return (
        f"SELECT *, CASE {kind} END AS kind FROM (SELECT i, {_any(world, 'kind', 100)} AS r, "
        f"DATE '{world.first_day}' + {_any(world, 'opened', world.days)} AS opened, "
        f"1 + {_any(world, 'takes', 30)} AS takes, "
        f"{_any(world, 'pays', 100)} < 85 AS pays, {_any(world, 'churns', 10)} = 0 AS churns, "
        f"{_any(world, 'churns after', 250)} AS churns_after FROM range({world.activities}) AS r(i)) AS drawn"
    )


def _listed(place: int) -> str:
    return "[" + ", ".join(f"'{kind[place]}'" for kind in KINDS) + "][kind]"


def _activities(world: World) -> str:
    """One in three names who brought it; deals of a thousand to a hundred thousand, to the cent."""
    amount = f"CAST(1000 + {_any(world, 'amount', 9_900_000)} / 100 AS DECIMAL(18, 2))"
    submitter = _person(_any(world, "person", world.people))
    return (
        f"SELECT printf('act-%010d', i) AS key, {_listed(1)} AS kind, opened AS opened_on, "
        f"{_account(_any(world, 'account', world.accounts))} AS account, "
        f"CASE WHEN {_any(world, 'brought', 3)} = 0 THEN {submitter} END AS person, "
        f"CASE WHEN kind = 7 THEN {amount} END AS amount, CASE WHEN kind = 7 THEN 'USD' END AS currency, "
        f"'channel-' || {_any(world, 'channel', PARTS)} AS channel "
        f"FROM ({_drawn(world)}) AS d"
    )


def _milestones(world: World) -> str:
    """A beginning for each, the milestone that pays for most, and customers who leave after they bought."""
    key = "printf('act-%010d', i)"
    return (
        f"WITH d AS ({_drawn(world)}) "
        f'SELECT {key} AS activity, {_listed(2)} AS milestone, opened AS "on" FROM d '
        f"UNION ALL SELECT {key}, {_listed(3)}, opened + takes FROM d WHERE pays "
        f"UNION ALL SELECT {key}, 'churned', opened + takes + churns_after FROM d WHERE pays AND churns AND kind = 7"
    )


def _targets(world: World) -> str:
    """Twenty targets, about what a person reaches; a tenth of it for each part."""
    target = f"{world.each} * (10 + {_any(world, 'target', 20)}) // 50"
    return (
        f"SELECT incentive, {_person('i')} AS person, '{PERIOD}' AS period, "
        f"CAST(greatest({target} // parts, 1) AS DECIMAL(18, 0)) AS target FROM range({world.people}) AS r(i), "
        f"(SELECT 'advocacy-assets' AS incentive, 1 AS parts UNION ALL "
        f"SELECT 'advocacy-assets-' || p, {PARTS} FROM range({PARTS}) AS n(p)) AS t"
    )


def _metrics(world: World) -> str:
    return (
        f"SELECT {_person('i')} AS person, 'adoption' AS metric, '{PERIOD}' AS period, "
        f"CAST({_any(world, 'adoption', 100)} / 100 AS DECIMAL(18, 6)) AS value FROM range({world.people}) AS r(i) "
        f"UNION ALL SELECT {_person('i')}, 'nps', '{PERIOD}', CAST({_any(world, 'nps', 80)} AS DECIMAL(18, 6)) "
        f"FROM range({world.people}) AS r(i)"
    )


def _champions(world: World) -> str:
    return (
        f"SELECT {_account('i')} AS account, DATE '2026-01-01' + {_any(world, 'champion from', 270)} AS \"from\", "
        f'CAST(NULL AS DATE) AS "to" FROM range({world.accounts}) AS r(i) WHERE {_any(world, "champion", 20)} = 0'
    )
