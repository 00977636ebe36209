"""Everything that was ever recorded, and what of it was known at a moment: the tables a calculation stands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.activities.known import Loaded
from plaudit.values.problem import Problem

if TYPE_CHECKING:
    # A module that only names the snapshot must not pay a quarter of a second for the engine.
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The facts known at `as_of`, as the tables listed in the room's README, in a connection of their own.

    `sizes` are how many activities, milestones and credits there are. `problems` are warnings: what stops was raised
    when the facts were read. With `asked`, nobody but these people is enrolled.
    """

    con: "DuckDBPyConnection"
    as_of: datetime | None
    inputs: str
    folder: str
    sizes: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    asked: frozenset[str] | None = None

    @property
    def schema(self) -> str:
        named: str = self.con.execute("SELECT current_schema()").fetchall()[0][0]
        return named

    def close(self) -> None:
        """Give the memory back; the facts stay."""
        self.con.execute(f"SET schema = 'facts'; DROP SCHEMA {self.schema} CASCADE")
        self.con.close()


@dataclass(frozen=True, slots=True)
class Facts:
    """Every row ever recorded, checked, numbered and laid in the schema `facts` of `con`.

    `inputs` is the hash of what was read. A number stands for the same key at every moment, in byte order of the keys.
    """

    con: "DuckDBPyConnection"
    loaded: Mapping[str, Loaded]
    inputs: str
    folder: str
    catalogue: Catalogue = BUILT_IN
    # Whether an activity changed its kind, so that its milestones must be found anew at each moment.
    kinds_change: bool = False
    problems: tuple[Problem, ...] = field(default=())
    # Whose earnings are asked for, where nobody's depend on another's; None asks for everybody's.
    asked: frozenset[str] | None = None

    def at(self, as_of: datetime | None, zone: str) -> Snapshot:
        """What was known at `as_of` (None: all of it); `zone` turns the moment something was learned into its day."""
        # Reading a fact is the first thing that needs the engine's SQL; naming one does not.
        from plaudit.activities.lay import begin, lay

        con = self.con.cursor()
        begin(con)
        sizes = lay(self, con, as_of, zone)
        return Snapshot(con, as_of, self.inputs, self.folder, sizes, self.problems, self.asked)

    def later(self, earlier: Snapshot, as_of: datetime | None, zone: str, activities: Sequence[int]) -> Snapshot:
        """What is known at a later moment of these activities alone, when nothing else was learned in between."""
        # As in `at`.
        from plaudit.activities.lay import begin, lay_again

        con = self.con.cursor()
        begin(con)
        con.execute("CREATE TABLE learned AS SELECT UNNEST(?::INTEGER[]) AS activity", [activities])
        sizes = lay_again(self, con, earlier.schema, as_of, zone)
        return Snapshot(con, as_of, self.inputs, self.folder, sizes, self.problems, self.asked)
