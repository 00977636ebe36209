"""Little grammar for sentences with a number in them."""

from collections.abc import Iterable

# Words that are the same however many there are.
UNCOUNTED = ("media", "press")


def plain(word: str) -> str:
    """reference_call and advocacy-assets as people write them."""
    return word.replace("_", " ").replace("-", " ")


def plural(word: str) -> str:
    if word.endswith(UNCOUNTED):
        return word
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def count(number: str, word: str, *, more: bool = False) -> str:
    """`2 more referrals`, `1 act`; of a metric (`unit of adoption`) the number and its name."""
    extra = " more" if more else ""
    if word.startswith("unit of "):
        return f"{number}{extra} in {plain(word.removeprefix('unit of '))}"
    return f"{number}{extra} {word if number == '1' else plural(word)}"


def joined(parts: Iterable[str]) -> str:
    """a, b and c."""
    those = list(parts)
    return " and ".join((", ".join(those[:-1]), those[-1])) if len(those) > 1 else "".join(those)
