"""A mistake on its way to being a problem: the row is known, the line not yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from plaudit.values.problem import Problem


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`says` may name an `other` row as `{line}`; `more` rows like this one are not listed."""

    row: int
    code: str
    says: str
    remedy: str
    other: int | None = None
    more: int = 0

    def problem(self, file: str, lines: Mapping[int, int]) -> Problem:
        """A row without a line is none of the file's: it was known before, and the other one is the mistake."""
        at, other = lines.get(self.row), None if self.other is None else lines.get(self.other)
        if at is None:
            at, other = other, None
        # What somebody typed may hold braces of its own.
        named = "a row known before" if other is None else f"line {other}"
        says = self.says if self.other is None else self.says.replace("{line}", named)
        return Problem(self.code, says, self.remedy, file=file, line=at)
