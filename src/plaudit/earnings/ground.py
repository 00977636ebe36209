"""What the query stands on: the laid plan, the period, and what a look at the facts showed."""

from dataclasses import dataclass

from plaudit.earnings.laid import Laid


@dataclass(frozen=True, slots=True)
class Ground:
    """Steps that would do nothing on this ground are left out of the query; products that may pass 63 bits are wide."""

    laid: Laid
    start: int
    end: int
    currency: str
    explicit: bool
    wide_quantity: bool
    wide_curve: bool
    # Whether some milestone was recorded at a known moment; else all count as recorded on their own day.
    dated: bool = True
    steps: bool = False
    # Whether what several slots count alike is counted once; acts that are kept for later are kept for each slot.
    once: bool = True
    # Whether the query is run on these facts and no others; one that is printed may be run on more people.
    these: bool = True

    def has(self, table: str) -> bool:
        return bool(self.laid.table(table))

    @property
    def act_only(self) -> bool:
        return any(row[4] for row in self.laid.table("claw"))

    @property
    def packages(self) -> bool:
        return any(row[6] != 1 for row in self.laid.table("segment"))

    def counted(self, column: int = 3, mode: int | None = None) -> str:
        """The milestones that count (11: that take back), or those credited in one mode, as a list in the query."""
        rows = (row for row in self.laid.table("counted") if mode is None or row[5] == mode)
        return ", ".join(str(step) for step in sorted({row[column] for row in rows} - {None})) or "NULL"

    @property
    def days(self) -> tuple[int, int]:
        """The days on which anything counts, half-open."""
        counted = self.laid.table("counted")
        return min((row[6] for row in counted), default=0), max((row[7] for row in counted), default=0)

    def slots(self, column: int) -> str:
        """The slots of which `slot` says something in a column."""
        return ", ".join(str(row[0]) for row in self.laid.table("slot") if row[column])

    def unit(self, row: str, table: str = "slot") -> str:
        """Slot and person of a row as one number, among the slots of a table; of a single slot, the person."""
        if len(self.laid.table(table)) == 1:
            return f"{row}.person"
        if not self.these:
            return f"{row}.slot, {row}.person"
        people = len(self.laid.roster.people) + 1
        last = max((slot.number for slot in self.laid.slots), default=0)
        slot = f"{row}.slot" if (last + 1) * people < 2**31 else f"CAST({row}.slot AS BIGINT)"
        return f"{slot} * {people} + {row}.person"

    def pool(self, table: str) -> str:
        """What parts the lines that share the caps of a table; nothing where all share one, which sorts sooner."""
        return "b.pool" if len({row[1] for row in self.laid.table(table)}) > 1 else ""

    def learned(self, row: str) -> str:
        """What orders acts by when they were first recorded."""
        return f"{row}.recorded, {row}.day" if self.dated else f"{row}.day"

    @property
    def alike(self) -> bool:
        """Whether some slot is told what another one counts."""
        return self.once and self.any("counted", 16)

    @property
    def counting(self) -> set[int]:
        """The slots that have acts of their own."""
        return {row[0] for row in self.laid.table("counted") if not (self.alike and row[16] is not None)}

    def milestones(self, row: str) -> str:
        """What orders the milestones of one act, where an act may earn at several."""
        return f", {row}.ord" if self.laid.part_scale > 1 else ""

    def any(self, table: str, column: int) -> bool:
        """Whether some row of a plan table says something in a column."""
        return any(row[column] is not None for row in self.laid.table(table))

    def wide(self, expression: str, *, when: bool) -> str:
        return f"WIDE({expression})" if when else expression
