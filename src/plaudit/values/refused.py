"""The one exception a person reads: a request that cannot be granted, in a sentence to act on."""

from plaudit.values.problem import Problem


class Refused(Exception):
    """A request refused (exit code 1); `says` names the facts and what to do."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


class Unreadable(Exception):
    """Input that stops the work (exit code 2); carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.says}" for problem in problems))
        self.problems = problems
