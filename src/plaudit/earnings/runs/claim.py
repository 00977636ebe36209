"""One calculates, the others wait for what it found; or, where that takes a while, are told to ask again.

The claim is a lock on a file, which ends with the process that holds it, however that ends.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from plaudit.plans.programs.models import Program


class BeingCalculated(Exception):
    """Somebody else has begun; ask again in a moment."""


@contextmanager
def claimed(program: Program, period: str, *, wait: bool) -> Iterator[None]:
    """Raises BeingCalculated where somebody else holds the claim and one does not `wait`."""
    folder = settings.SITE.home / "claims"
    folder.mkdir(exist_ok=True)
    name = hashlib.sha256(f"{program.pk} {period}".encode()).hexdigest()[:16]
    with (folder / name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise BeingCalculated(f"{program} {period}") from taken
        # Closing the file gives it back.
        yield
