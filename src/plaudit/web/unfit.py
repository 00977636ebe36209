"""What no page looks at: bodies larger than any form of theirs, and the character that no text has."""

from collections.abc import Iterable

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError

from plaudit.activities.proof import LARGEST as PROOF
from plaudit.connectors.upload.send import LARGEST as IMPORT
from plaudit.earnings.shadow.send import LARGEST as PAID

# Bytes of everything around a file, and of the files themselves where they may be larger than a proof.
AROUND = 1 << 20
FILES = {"/imports/": IMPORT, "/compare/": PAID}


def look(request: HttpRequest, *, signed_in: bool) -> None:
    """Raises what becomes a bad request, before anything is read; PostgreSQL keeps no text with a NUL in it."""
    larger = (size for start, size in FILES.items() if signed_in and request.path.startswith(start))
    most = AROUND + max(PROOF, *larger, 0)
    length = request.META.get("CONTENT_LENGTH")
    if length and length.isdecimal() and int(length) > most:
        raise RequestDataTooBig
    if any("\0" in text for text in _texts(request)):
        raise SuspiciousOperation


def _texts(request: HttpRequest) -> Iterable[str]:
    yield request.path
    try:
        posted = request.POST
    except UnreadablePostError as gone:
        raise SuspiciousOperation from gone
    for said in (request.GET, posted):
        for name, values in said.lists():
            yield name
            yield from (str(value) for value in values)
