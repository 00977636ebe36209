"""The first calculation of a large period takes a while: one reader's request does it, the others are told to wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from plaudit.earnings.runs.models import Claim
from plaudit.plans.programs.models import Program

# Whoever has not come back by then was killed.
GIVEN_UP = timedelta(minutes=15)


class BeingCalculated(Exception):
    """Somebody else has begun; ask again in a moment."""


@contextmanager
def claimed(program: Program, period: str, *, at: datetime) -> Iterator[None]:
    """Raises BeingCalculated while somebody else holds the claim."""
    Claim.objects.filter(program=program, period=period, at__lt=at - GIVEN_UP).delete()
    try:
        with transaction.atomic():
            claim = Claim.objects.create(program=program, period=period, at=at)
    except IntegrityError as taken:
        raise BeingCalculated(f"{program} {period}") from taken
    try:
        yield
    finally:
        claim.delete()
