"""What shows that a milestone was reached: a link, or a file kept under its own hash."""

import hashlib
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from plaudit.activities.models import Milestone, Proof
from plaudit.values.refused import Refused

# Bytes: a photograph or a signed page, not a film; films have links.
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """What was given as proof; nothing at all is allowed where the plan asks for none."""

    url: str = ""
    file_name: str = ""
    file_hash: str = ""


def keep(upload: "UploadedFile[bytes]") -> Shown:
    """Store a file once, whatever it is called; raises Refused for one that is too large."""
    name = "file" if upload.name is None else upload.name[-200:]
    if upload.size is None or upload.size > LARGEST:
        limit = LARGEST // 1024 // 1024
        raise Refused("proof-too-large", f"{name} has more than {limit} MB: give a link to it instead.")
    hashed = hashlib.sha256()
    for chunk in upload.chunks():
        hashed.update(chunk)
    digest = hashed.hexdigest()
    upload.seek(0)
    if not default_storage.exists(digest):
        default_storage.save(digest, upload)
    return Shown(file_name=name, file_hash=digest)


def prove(milestone: Milestone, shown: Shown) -> Proof | None:
    """Put the proof beside its milestone; None where none was given."""
    if not (shown.url or shown.file_hash):
        return None
    return Proof.objects.create(
        arrival=milestone.arrival,
        activity_id=milestone.activity_id,
        milestone=milestone.milestone,
        url=shown.url,
        file_name=shown.file_name,
        file_hash=shown.file_hash,
    )
