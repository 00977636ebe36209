"""Whole-number arithmetic on every engine: what ROUNDED, WHOLE, WIDE and HASHED of the steps' text become (rule 11)."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

Arguments = list[exp.Expr]


@dataclass(frozen=True, slots=True)
class Spelling:
    """An engine's exact quotient of whole numbers, its 38-digit type, and its SHA-256 of a text in lower-case hex."""

    whole: Callable[[exp.Expr, exp.Expr], exp.Expr]
    wide: str
    hashed: Callable[[exp.Expr], exp.Expr]


def spelled(tree: exp.Expr, spelling: Spelling) -> exp.Expr:
    """Replace our words in the tree, the innermost first."""
    for word in reversed(list(tree.find_all(exp.Anonymous))):
        spell = _WORDS.get(str(word.this).upper())
        if spell is not None:
            word.replace(spell([argument.copy() for argument in word.expressions], spelling))
    return tree


def _wide(arguments: Arguments, spelling: Spelling) -> exp.Expr:
    return exp.cast(arguments[0], spelling.wide)


def _whole(arguments: Arguments, spelling: Spelling) -> exp.Expr:
    return exp.paren(spelling.whole(exp.paren(arguments[0]), exp.paren(arguments[1])))


def _hashed(arguments: Arguments, spelling: Spelling) -> exp.Expr:
    return spelling.hashed(arguments[0])


def _rounded(arguments: Arguments, spelling: Spelling) -> exp.Expr:
    """Half away from zero: one whole-number division of non-negative operands, the sign outside."""
    over, under = exp.paren(arguments[0]), exp.paren(arguments[1])
    two = exp.Literal.number(2)
    doubled = exp.Add(this=exp.Mul(this=two.copy(), expression=exp.Abs(this=over.copy())), expression=under.copy())
    divided = spelling.whole(exp.paren(doubled), exp.paren(exp.Mul(this=two, expression=under.copy())))
    below = exp.LT(this=over, expression=exp.Literal.number(0))
    sign = exp.Case(ifs=[exp.If(this=below, true=exp.Literal.number(-1))], default=exp.Literal.number(1))
    return exp.paren(exp.Mul(this=sign, expression=divided))


_WORDS: dict[str, Callable[[Arguments, Spelling], exp.Expr]] = {
    "WIDE": _wide,
    "WHOLE": _whole,
    "ROUNDED": _rounded,
    "HASHED": _hashed,
}
