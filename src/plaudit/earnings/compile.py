"""A plan on its ground becomes one SQL query made of named steps, as a tree that prints for every engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.acts import acts
from plaudit.earnings.steps.credit import credit
from plaudit.earnings.steps.doubt import doubt
from plaudit.earnings.steps.earn import earn
from plaudit.earnings.steps.limit import Chain, limit
from plaudit.earnings.steps.lines import columns, lines
from plaudit.earnings.steps.measure import measure
from plaudit.earnings.steps.rank import rank
from plaudit.earnings.steps.settle import settle
from plaudit.earnings.steps.totals import COLUMNS, totalled

if TYPE_CHECKING:
    from sqlglot import exp


@dataclass(frozen=True, slots=True)
class Compiled:
    """The query with our own words still in it: its steps in order, and the columns of its rows."""

    steps: tuple[Step, ...]
    columns: tuple[str, ...]

    @property
    def last(self) -> str:
        """The step that answers."""
        return self.steps[-1][0]

    def text(self, last: str | None = None, columns: tuple[str, ...] | None = None) -> str:
        """One SELECT of a step over the steps before it, in DuckDB's SQL with our words as macros."""
        steps = ", ".join(f"{name} AS ({text})" for name, text in self.steps)
        return f"WITH {steps} SELECT {', '.join(columns or self.columns)} FROM {last or self.last}"

    def reading(self, name: str, text: str) -> "Compiled":
        """The same query with one step taken from elsewhere; the steps that only that one read fall away."""
        names = [step for step, _ in self.steps]
        return Compiled(((name, text), *self.steps[names.index(name) + 1 :]), self.columns)

    def over(self, name: str, text: str) -> "Compiled":
        """The same query over something else in place of a table."""
        return Compiled(((name, text), *self.steps), self.columns)

    def among(self, name: str, activities: Sequence[int]) -> "Compiled":
        """The same query with one step narrowed to some activities."""
        chosen = f" AND m.activity IN ({', '.join(map(str, activities)) or 'NULL'})"
        return Compiled(
            tuple((step, text + chosen if step == name else text) for step, text in self.steps), self.columns
        )

    def tree(self) -> "exp.Expr":
        """The same query as a tree that prints for every engine."""
        # DuckDB runs the text as it is; only other engines need the printer's quarter of a second.
        import sqlglot

        return sqlglot.parse_one(self.text(), dialect="duckdb")


def compile_plan(ground: Ground) -> Compiled:
    steps, chain = _limited(ground)
    return Compiled((*steps, *settle(ground, chain.money), *lines(ground, chain)), columns(ground, chain))


def compile_doubt(ground: Ground) -> Compiled:
    """The units whose money could be another if what is doubtful were."""
    steps, chain = _limited(ground)
    return Compiled((*steps, *doubt(ground, chain)), ("slot", "person"))


def _limited(ground: Ground) -> tuple[list[Step], Chain]:
    steps: list[Step] = [*credit(ground), *acts(ground), *measure(ground), *earn(ground), *rank(ground)]
    chain = limit(ground)
    return [*steps, *chain.steps, ("limited", f"SELECT * FROM {chain.last}")], chain


def compile_totals(ground: Ground, *, in_turn: bool = True) -> Compiled:
    """What the lines add up to, without them; not `in_turn`, whose line a budget cuts may be another's."""
    return Compiled(totalled(ground, compile_plan(ground).steps, in_turn=in_turn), COLUMNS)
