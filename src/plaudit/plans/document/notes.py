"""Where problems are gathered while one text is read, each with the line of its path."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plaudit.values.problem import Problem


@dataclass(slots=True)
class Notes:
    """The problems found so far in one file; the only thing that changes while a plan is read."""

    file: str | None
    lines: Mapping[str, int] = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)

    def at_line(self, code: str, line: int | None, says: str, remedy: str) -> None:
        self.found.append(Problem(code, says, remedy, self.file, line))

    def at_path(self, code: str, path: str, says: str, remedy: str) -> None:
        self.found.append(Problem(code, says, remedy, self.file, self._line(path), path or None))

    def sorted(self) -> tuple[Problem, ...]:
        """In the order of the text; problems without a line come first."""
        return tuple(sorted(dict.fromkeys(self.found), key=lambda problem: (problem.line is not None, problem.line)))

    def _line(self, path: str) -> int | None:
        """The line of the path, else of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path)


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in the document that can be spoken about."""

    notes: Notes
    path: str = ""

    def at(self, *steps: str | int) -> "Place":
        path = self.path
        for step in steps:
            path = joined(path, step)
        return Place(self.notes, path)

    @property
    def left_out(self) -> bool:
        """Of a key that the document has not: whether the text has it, with a value that a problem took away."""
        return self.path in self.notes.lines

    def note(self, code: str, says: str, remedy: str) -> None:
        self.notes.at_path(code, self.path, says, remedy)


def joined(path: str, step: str | int) -> str:
    match step:
        case int():
            return f"{path}[{step}]"
        case str():
            return f"{path}.{step}" if path else step
