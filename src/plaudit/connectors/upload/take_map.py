"""Taking in a folder's own catalogue: before its tables, which may name its kinds."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from plaudit.activities.models import MaturityMap
from plaudit.connectors.database.remap import remap
from plaudit.people.recorded import standing
from plaudit.values.refused import Unreadable


@transaction.atomic
def take_map(path: Path, *, at: datetime) -> None:
    """Nothing without such a file, or when it says what stands; raises Unreadable with every mistake in it."""
    if not path.is_file():
        return
    text = path.read_text("utf-8")
    stands = standing(MaturityMap).first()
    if stands is not None and stands.text == text:
        return
    problems = remap(text, by="", at=at)
    if problems:
        raise Unreadable(problems)
