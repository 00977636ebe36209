"""PostgreSQL: div() of numerics is exact at any width."""

from sqlglot import exp

from plaudit.earnings.dialects.dialect import Dialect, call
from plaudit.earnings.exact import Spelling


def _hashed(text: exp.Expr) -> exp.Expr:
    utf8 = call("CONVERT_TO")(text, exp.Literal.string("UTF8"))
    return call("ENCODE")(call("SHA256")(utf8), exp.Literal.string("hex"))


DIALECT = Dialect("postgres", Spelling(whole=call("DIV"), wide="DECIMAL(38, 0)", hashed=_hashed))
