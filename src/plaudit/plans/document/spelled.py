"""Guessing what somebody meant to type."""

from collections.abc import Iterable
from difflib import get_close_matches

# Fewer letters begin too many words.
LEAST = 3


def meant(typed: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest to the typed one, if any is near, or the only one that begins with it."""
    plain, words = typed.lower().replace("-", "_"), list(known)
    begun = [word for word in words if word.startswith(plain)] if len(plain) >= LEAST else []
    return begun[0] if len(begun) == 1 else next(iter(get_close_matches(plain, words, n=1, cutoff=0.6)), None)


def listed(words: Iterable[str], last: str = "or") -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def remedy(typed: str, known: Iterable[str]) -> str:
    """Did you mean; else the whole list."""
    words = tuple(known)
    near = meant(typed, words)
    return f"Did you mean `{near}`?" if near is not None else f"Write {listed(words)}."
