"""A plan on its ground becomes one SQL query made of named steps, as a tree that prints for every engine."""

from dataclasses import dataclass

import sqlglot
from sqlglot import exp

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.steps.acts import acts
from plaudit.earnings.steps.credit import credit
from plaudit.earnings.steps.earn import earn
from plaudit.earnings.steps.limit import limit
from plaudit.earnings.steps.lines import columns, lines
from plaudit.earnings.steps.measure import measure
from plaudit.earnings.steps.rank import rank
from plaudit.earnings.steps.settle import settle


@dataclass(frozen=True, slots=True)
class Compiled:
    """The query with our own words still in it, its steps in order, and the columns of its rows."""

    steps: tuple[Step, ...]
    columns: tuple[str, ...]

    def tree(self, last: str = "lines", columns: tuple[str, ...] | None = None) -> exp.Select:
        """One SELECT of the last step over the steps as common table expressions."""
        steps = [
            exp.CTE(this=sqlglot.parse_one(text, dialect="duckdb"), alias=exp.TableAlias(this=exp.to_identifier(name)))
            for name, text in self.steps
        ]
        query = exp.select(*(columns or self.columns)).from_(last)
        query.set("with_", exp.With(expressions=steps))
        return query


def compile_plan(ground: Ground) -> Compiled:
    steps: list[Step] = [*credit(ground), *acts(ground), *measure(ground), *earn(ground), *rank(ground)]
    chain = limit(ground)
    steps += chain.steps
    steps.append(("limited", f"SELECT * FROM {chain.last}"))
    steps += settle(ground, chain.money)
    steps += lines(ground, chain)
    return Compiled(tuple(steps), columns(ground, chain))
