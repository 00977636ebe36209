"""What somebody who typed a name that does not exist may have meant, and how to show what was typed."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

# Beyond this many names the search takes longer than the reader would look.
MOST = 20_000
LONGEST = 60


def meant(typed: str, known: Iterable[str]) -> str | None:
    """The known name nearest to what was typed; one that differs by case, spaces or `-` and `_` is nearest of all."""
    names = {_plain(name): name for name in reversed(list(known)) if name.isprintable()}
    plain = _plain(typed)
    if plain in names or len(names) > MOST:
        return names.get(plain)
    near = get_close_matches(plain, names, n=1, cutoff=0.75)
    return names[near[0]] if near else None


def shown(typed: str) -> str:
    """What was typed, on one line of bearable length, invisible characters made visible."""
    visible = "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in typed)
    cut = visible if len(visible) <= LONGEST else visible[: LONGEST - 1] + "…"
    return f'"{cut}"'


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()
