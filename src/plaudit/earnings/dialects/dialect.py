"""What a dialect is: its printer's name, its whole-number arithmetic, and what it must have rewritten."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from plaudit.earnings.exact import Spelling, spelled


def unchanged(tree: exp.Expr) -> exp.Expr:
    return tree


@dataclass(frozen=True, slots=True)
class Dialect:
    name: str
    spelling: Spelling
    rewrite: Callable[[exp.Expr], exp.Expr] = unchanged

    def text(self, tree: exp.Expr, *, pretty: bool = False) -> str:
        return self.rewrite(spelled(tree, self.spelling)).sql(dialect=self.name, pretty=pretty)


def call(name: str) -> Callable[..., exp.Expr]:
    """A function of the engine, by name, as it stands."""
    return lambda *arguments: exp.Anonymous(this=name, expressions=list(arguments))


def exact_multiple(over: exp.Expr, under: exp.Expr) -> exp.Expr:
    """(a - a mod b) / b: a division that is exact also where the engine would round a quotient to some scale."""
    rest = call("MOD")(over.copy(), under.copy())
    return exp.cast(exp.Div(this=exp.paren(exp.Sub(this=over, expression=rest)), expression=under), "DECIMAL(38, 0)")
