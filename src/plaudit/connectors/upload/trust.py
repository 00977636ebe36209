"""Marking a source as trusted: from then on what it says is verified counts as verified."""

from datetime import datetime

from django.db import transaction

from plaudit.activities.models import Source
from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.values.refused import Refused


@transaction.atomic
def trust(name: str, *, by: Reader, at: datetime) -> Source:
    """Only somebody who earns nothing from it; trusting a source again changes nothing."""
    source = _judged(name, by)
    if source.trusted_at is None:
        source.trusted_by, source.trusted_at = by.key, at
        source.save(update_fields=["trusted_by", "trusted_at"])
        journal("trusted", f"source {name}", by=by.key, at=at)
    return source


@transaction.atomic
def distrust(name: str, *, by: Reader, at: datetime) -> Source:
    """What the source brought as verified stays so; what it brings from now on waits to be verified."""
    source = _judged(name, by)
    if source.trusted_at is not None:
        source.trusted_by, source.trusted_at = "", None
        source.save(update_fields=["trusted_by", "trusted_at"])
        journal("distrusted", f"source {name}", by=by.key, at=at)
    return source


def may_trust(by: Reader) -> bool:
    return (by.operations or by.finance) and not by.earns


def _judged(name: str, by: Reader) -> Source:
    if not may_trust(by):
        says = "Operations and finance say which source is trusted, unless they earn from what it brings."
        raise Refused("not-yours-to-trust", says)
    hold()
    source, _ = Source.objects.get_or_create(name=name)
    return source
