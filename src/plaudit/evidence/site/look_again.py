"""What the worker does for the studies: answers that lag behind or were never asked, reminders, and forgetting."""

from contextlib import suppress
from datetime import datetime

from django.core.cache import cache

from plaudit.earnings.runs.claim import BeingCalculated
from plaudit.evidence import studies
from plaudit.evidence.site.bring import answer, awaited, forget, lagging, quietly
from plaudit.evidence.site.models import Answered
from plaudit.evidence.site.remind import remind
from plaudit.values.refused import Refused, Unreadable

# Seconds; a day that has come and a count that is reached can wait so long to be told.
OFTEN = 3600


def answer_first(at: datetime) -> None:
    """What somebody waits for."""
    _answered(awaited(), at)


def look_again(at: datetime) -> None:
    _answered(lagging(), at)
    # However many workers there are, one looks.
    if cache.add("evidence:looked", at.isoformat(), OFTEN):
        for study in studies.names():
            quietly(study, {}, at=at)
        remind(at=at)
        forget(at)


def _answered(those: list[Answered], at: datetime) -> None:
    for kept in those:
        # Another worker may have begun; what cannot be answered must not keep the worker from the others.
        with suppress(BeingCalculated, Refused, Unreadable):
            answer(kept, at=at)
