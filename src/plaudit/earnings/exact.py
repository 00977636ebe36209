"""Whole-number arithmetic on every engine: what ROUNDED, WHOLE, WIDE and HASHED of the steps' text become (rule 11)."""

from collections.abc import Callable

from sqlglot import exp

WIDE = exp.DataType.build("DECIMAL(38, 0)")


def spelled(
    tree: exp.Expression, whole: Callable[[exp.Expression, exp.Expression], exp.Expression], wide: str
) -> exp.Expression:
    """Replace our words bottom-up; `whole` is the engine's exact quotient of whole numbers, `wide` its 38-digit type."""
    for word in reversed(list(tree.find_all(exp.Anonymous))):
        name = str(word.this).upper()
        if name in _WORDS:
            word.replace(_WORDS[name](word.expressions, whole, wide))
    return tree


def _wide(arguments: list[exp.Expression], _: object, wide: str) -> exp.Expression:
    return exp.cast(arguments[0].copy(), wide)


def _whole(arguments: list[exp.Expression], whole: Callable[..., exp.Expression], _: str) -> exp.Expression:
    return whole(arguments[0].copy(), arguments[1].copy())


def _rounded(arguments: list[exp.Expression], whole: Callable[..., exp.Expression], _: str) -> exp.Expression:
    """Half away from zero: one whole-number division of non-negative operands, the sign outside."""
    over, under = arguments
    twice = exp.Literal.number(2)
    doubled = exp.Add(
        this=exp.Mul(this=twice.copy(), expression=exp.Abs(this=over.copy())), expression=exp.paren(under.copy())
    )
    divided = whole(exp.paren(doubled), exp.paren(exp.Mul(this=twice, expression=exp.paren(under.copy()))))
    sign = exp.Case(
        ifs=[
            exp.If(
                this=exp.LT(this=exp.paren(over.copy()), expression=exp.Literal.number(0)), true=exp.Literal.number(-1)
            )
        ],
        default=exp.Literal.number(1),
    )
    return exp.paren(exp.Mul(this=sign, expression=divided))


_WORDS: dict[str, Callable[..., exp.Expression]] = {"WIDE": _wide, "WHOLE": _whole, "ROUNDED": _rounded}
