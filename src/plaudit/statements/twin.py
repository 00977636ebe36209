"""Looking at the twin of a statement away from the books: its digest, the head one kept, every sum."""

import hashlib
import json
from typing import Any

from plaudit.statements.verify import verify


def wrong(told: dict[str, Any], head: str | None = None) -> tuple[str, ...]:
    """Sentences; () when the file is whole. `head` is one that was printed or noted when the period was closed."""
    try:
        statement, digest, stands = told["statement"], told["digest"], told["posting"]["head"]
    except (LookupError, TypeError) as missing:
        return (f"This is not a statement's twin ({missing!r}).",)
    found = list(verify(statement))
    packed = json.dumps(statement, ensure_ascii=False, separators=(",", ":")).encode()
    if hashlib.sha256(packed).hexdigest() != digest:
        found.append("The statement is not the one that its digest was made of.")
    if head is not None and head != stands:
        found.append(f"It stands under the head {stands}, not under {head}.")
    return tuple(found)
