"""Who was treated when, as programs.csv says it: people, teams or accounts, from one day to another."""

from dataclasses import dataclass
from datetime import date

from plaudit.activities.facts import Facts
from plaudit.evidence.observed.rows import key, rows, there
from plaudit.values.period import day


@dataclass(frozen=True, slots=True)
class Treated:
    """A program for one of: a person, a team, an account."""

    program: str
    person: str | None
    team: str | None
    account: str | None
    start: date
    end: date | None
    amount: float | None
    arm: str | None = None


def programs(facts: Facts, snapshot: date) -> tuple[Treated, ...]:
    if not there(facts, "programs"):
        return ()
    query = f"""SELECT program, {key(facts, "programs", "person", "g")}, team, {key(facts, "programs", "account", "g")},
        "from", "to", amount / 1e6, arm FROM {rows(facts, "programs", snapshot)} AS g
        ORDER BY program, "from", 2, 3, 4"""
    return tuple(
        Treated(program, person, team, account, day(start), None if end is None else day(end), amount, arm)
        for program, person, team, account, start, end, amount, arm in facts.con.execute(query).fetchall()
    )
