"""Snowflake: division rounds to a scale, so only exact multiples are divided."""

from sqlglot import exp

from plaudit.earnings.dialects.dialect import Dialect, call, exact_multiple
from plaudit.earnings.exact import Spelling

DIALECT = Dialect(
    "snowflake",
    Spelling(
        whole=exact_multiple,
        wide="DECIMAL(38, 0)",
        hashed=lambda text: call("SHA2")(text, exp.Literal.number(256)),
    ),
)
