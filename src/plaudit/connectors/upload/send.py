"""Sending a file to be imported: kept beside the database until it is imported, under its hash."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from plaudit.connectors.upload.find import ENDINGS
from plaudit.connectors.upload.models import Import, Turn
from plaudit.people.access import Reader
from plaudit.values.refused import Refused

# Bytes; a larger file belongs in `plaudit import`, on the machine itself.
LARGEST = 1 << 29


@dataclass(frozen=True, slots=True)
class File:
    """A file as it comes over the wire, in pieces."""

    name: str
    pieces: Iterable[bytes]


def send(file: File, source: str, *, by: Reader, at: datetime) -> Import:
    """Raises Refused for a file of another kind, or one that is too large."""
    name = Path(file.name).name
    if not by.operations:
        raise Refused("not-yours-to-import", "Operations imports; ask them.")
    if not name.lower().endswith(ENDINGS):
        raise Refused("file-kind", f"{name} is neither CSV, XLSX nor Parquet: save it as one of these.")
    if not source.strip() or len(source) > _LONGEST:
        raise Refused("source-missing", "Say in a word where the file comes from, such as CRM.")
    kept().mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=kept(), delete=False) as beside:
        digest, size = hashlib.sha256(), 0
        for piece in file.pieces:
            digest.update(piece)
            size += len(piece)
            if size > LARGEST:
                Path(beside.name).unlink()
                raise Refused("file-too-large", f"{name} has more than {LARGEST:,} bytes: use `plaudit import`.")
            beside.write(piece)
    with transaction.atomic():
        sent = Import.objects.create(
            source=source.strip(),
            by=by.key,
            sent_at=at,
            moved_at=at,
            file_name=name[-_LONGEST:],
            file_hash=digest.hexdigest(),
            size=size,
        )
        Turn.objects.create(imported=sent, at=at, by=by.key, what=Turn.Kind.SENT)
        place(sent).parent.mkdir(exist_ok=True)
        Path(beside.name).replace(place(sent))
    return sent


_LONGEST = 80


def kept() -> Path:
    """The folder of files that wait."""
    return Path(settings.SITE.home) / "uploads"


def place(sent: Import) -> Path:
    """Under its own name, which every message says, in a folder of its own."""
    return kept() / f"{sent.pk}-{sent.file_hash[:16]}" / sent.file_name


def forget(sent: Import) -> None:
    """Its rows are stored or will not be; the hash stays."""
    shutil.rmtree(place(sent).parent, ignore_errors=True)
