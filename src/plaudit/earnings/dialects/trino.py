"""Trino: a quotient of decimals is rounded, so only exact multiples are divided."""

from plaudit.earnings.dialects.dialect import Dialect, call, exact_multiple
from plaudit.earnings.exact import Spelling

DIALECT = Dialect(
    "trino",
    Spelling(
        whole=exact_multiple,
        wide="DECIMAL(38, 0)",
        hashed=lambda text: call("LOWER")(call("TO_HEX")(call("SHA256")(call("TO_UTF8")(text)))),
    ),
)
