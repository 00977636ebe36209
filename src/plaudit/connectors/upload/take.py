"""Taking an upload in: checked, then stored; done again from where it stopped, it adds what is missing and no more."""

from collections.abc import Sequence

from plaudit.connectors.database.here import here
from plaudit.connectors.upload.check import Checked, Origin, Taker, Upload, check
from plaudit.connectors.upload.store import Overtaken, store


def take(uploads: Sequence[Upload], origin: Origin, taker: Taker) -> Checked:
    """What was found before anything was stored. Raises Unreadable with all problems; then nothing is stored."""
    checked = check(uploads, origin, here(), at=taker.at, tell=taker.tell)
    try:
        store(checked, taker)
    except Overtaken:
        # What the other import stored is compared again; only one of the two can be ahead.
        take(uploads, origin, taker)
    return checked
