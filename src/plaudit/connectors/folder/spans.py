"""Stretches of days that do not fit together: somebody in two positions on one day, or in one while not employed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaudit.activities.known import Loaded, known
from plaudit.values.table import ALWAYS, NEVER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Misfit:
    """`query` finds the person and the first day of the position that does not fit, in the relations it names."""

    code: str
    says: str
    remedy: str
    query: str


MISFITS = (
    Misfit(
        "positions-overlap",
        "{person} is in another position already, by {{line}}.",
        "End the earlier position on the day on which this one starts.",
        """SELECT person, "from", lag("from") OVER w FROM {positions}
            WINDOW w AS (PARTITION BY person ORDER BY "from")
            QUALIFY "from" < lag(coalesce("to", {never})) OVER w""",
    ),
    Misfit(
        "position-outside-employment",
        "{person} is not employed on any day of this position.",
        "Correct the position, or starts_on and ends_on in people.csv.",
        """SELECT p.person, p."from", NULL FROM {positions} AS p JOIN {people} AS e ON e.{person} = p.person
            WHERE coalesce(p."to", {never}) <= coalesce(e.starts_on, {always})
            OR p."from" > coalesce(e.ends_on, {never})""",
    ),
)


def misfitting(con: "DuckDBPyConnection", loaded: Mapping[str, Loaded]) -> Iterator[Misfit]:
    """Those that are found when everything recorded is known."""
    if not loaded["positions"].there:
        return
    people, positions = (known(loaded[name], None) for name in ("people", "positions"))
    for misfit in MISFITS:
        query = misfit.query.format(people=people, positions=positions, person="person", never=NEVER, always=ALWAYS)
        if con.execute(query).fetchall():
            yield misfit
