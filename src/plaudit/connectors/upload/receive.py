"""Importing files that lie on the machine itself: stored, and listed with what was sent through the site."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from plaudit.connectors.upload.check import Checked, Origin, Taker, Upload
from plaudit.connectors.upload.compare import Counted
from plaudit.connectors.upload.models import Import, Turn
from plaudit.connectors.upload.take import take
from plaudit.people.journal import journal


def receive(uploads: Sequence[Upload], origin: Origin, taker: Taker) -> Checked:
    """Raises Unreadable with all problems; then nothing is stored, and nothing listed."""
    checked = take(uploads, origin, taker)
    counts = {each.table: each for each in checked.counted}
    with transaction.atomic():
        for upload in uploads:
            _list(upload, origin, taker, counts[upload.table.name])
    return checked


def stored(imported: Import, counted: Counted, *, at: datetime) -> None:
    """It is through: call it in a transaction."""
    Turn.objects.create(imported=imported, at=at, what=Turn.Kind.STORED)
    facts = {"source": imported.source, "hash": imported.file_hash, counted.table: counted.new + counted.changed}
    journal("imported", f"file {imported}", by=imported.by, at=at, **facts)


def _list(upload: Upload, origin: Origin, taker: Taker, counted: Counted) -> None:
    with upload.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    imported = Import.objects.create(
        source=origin.name,
        by=taker.by,
        sent_at=taker.at,
        moved_at=taker.at,
        file_name=upload.path.name,
        file_hash=digest,
        size=upload.path.stat().st_size,
        table=counted.table,
        counted=asdict(counted),
    )
    stored(imported, counted, at=taker.at)
