"""What somebody typed wrong, as data: never raised, always all of them at once."""

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["problem", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Touch:
    """A unit of work whose money a problem makes unknown; `person` None means everybody in the window."""

    incentive: str
    person: str | None
    window: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its code, its place (file and line, or a path in the plan), the facts, the remedy.

    A problem with `touches` leaves the other units calculated; one without stops the calculation,
    unless it is only a warning.
    """

    code: str
    says: str
    remedy: str
    file: str | None = None
    line: int | None = None
    path: str | None = None
    severity: Severity = "problem"
    touches: tuple[Touch, ...] = field(default=())

    @property
    def place(self) -> str:
        where = self.file or self.path or "the request"
        return f"{where}:{self.line}" if self.line is not None else where

    @property
    def stops(self) -> bool:
        return self.severity == "problem" and not self.touches
