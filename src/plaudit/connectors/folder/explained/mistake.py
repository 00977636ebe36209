"""A mistake on its way to being a problem: the row is known, the line not yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from plaudit.values.problem import Problem


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`says` may name the line of an `other` row as `{line}`; `more` rows like this one are not listed."""

    row: int
    code: str
    says: str
    remedy: str
    other: int | None = None
    more: int = 0

    def problem(self, file: str, lines: Mapping[int, int]) -> Problem:
        says = self.says if self.other is None else self.says.replace("{line}", str(lines[self.other]))
        return Problem(self.code, says, self.remedy, file=file, line=lines[self.row])
