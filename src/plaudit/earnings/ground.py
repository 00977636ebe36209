"""What the query stands on: the laid plan, the period, and what a look at the facts showed."""

from dataclasses import dataclass

from plaudit.earnings.lay import Laid


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
    steps: bool = False

    def has(self, table: str) -> bool:
        return bool(self.laid.table(table))

    @property
    def act_only(self) -> bool:
        return any(row[4] for row in self.laid.table("claw"))

    @property
    def packages(self) -> bool:
        return any(row[6] != 1 for row in self.laid.table("segment"))

    def any(self, table: str, column: int) -> bool:
        """Whether some row of a plan table says something in a column."""
        return any(row[column] is not None for row in self.laid.table(table))

    def wide(self, expression: str, *, when: bool) -> str:
        return f"WIDE({expression})" if when else expression
