"""The named steps of the one query, in the order of the dollar's life; each is a file, each returns (name, SQL) pairs.

The text is DuckDB's SQL with three words of our own, which `exact.py` spells out for every engine:
ROUNDED(n, d) is R, WHOLE(a, b) the whole-number quotient of a non-negative a, WIDE(x) a 38-digit whole number.
"""

Step = tuple[str, str]
