"""BigQuery: DIV is exact on whole numbers, BIGNUMERIC holds 38 digits and more."""

from plaudit.earnings.dialects.dialect import Dialect, call
from plaudit.earnings.exact import Spelling

DIALECT = Dialect(
    "bigquery",
    Spelling(whole=call("DIV"), wide="BIGDECIMAL", hashed=lambda text: call("TO_HEX")(call("SHA256")(text))),
)
