"""Apache Spark 4."""

from sqlglot import exp

from plaudit.earnings.dialects.dialect import Dialect, call
from plaudit.earnings.exact import Spelling

# DIV of decimals answers a 64-bit number and wraps beyond it; the bounds proven before the query keep quotients within.
DIALECT = Dialect(
    "spark",
    Spelling(
        whole=lambda over, under: exp.IntDiv(this=over, expression=under),
        wide="DECIMAL(38, 0)",
        hashed=lambda text: call("SHA2")(text, exp.Literal.number(256)),
    ),
)
