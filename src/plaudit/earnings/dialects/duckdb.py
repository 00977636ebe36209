"""DuckDB: `//` is exact on its 128-bit whole numbers."""

from sqlglot import exp

from plaudit.earnings.dialects.dialect import Dialect, call
from plaudit.earnings.exact import Spelling

DIALECT = Dialect(
    "duckdb",
    Spelling(
        whole=lambda over, under: exp.IntDiv(this=over, expression=under),
        wide="HUGEINT",
        hashed=call("SHA256"),
    ),
)
