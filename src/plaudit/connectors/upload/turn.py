"""The turns of an import: arranged, confirmed, cancelled; each by somebody, at a moment, once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from plaudit.activities.models import Source
from plaudit.connectors.upload.models import Import, Turn
from plaudit.connectors.upload.send import forget, place
from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.values.refused import Refused

WORKING = (Turn.Kind.ARRANGED, Turn.Kind.CONFIRMED)
OVER = (Turn.Kind.STORED, Turn.Kind.CANCELLED)


def stands(imported: Import) -> str:
    """The last turn."""
    last = Turn.objects.filter(imported=imported).values_list("what", flat=True).last()
    return Turn.Kind.SENT if last is None else last


def turn(imported: Import, what: str, *, by: str, at: datetime) -> None:
    Turn.objects.create(imported=imported, at=at, by=by, what=what)
    Import.objects.filter(pk=imported.pk).update(moved_at=at)


@transaction.atomic
def arrange(imported: Import, table: str, columns: Mapping[str, str], *, by: Reader, at: datetime) -> None:
    """Say what the table is and what it calls the file's columns; the source's next file is read so too."""
    held = _there(imported, by)
    if stands(held) in {*OVER, Turn.Kind.CONFIRMED}:
        raise Refused("import-over", f"{held} is imported or given up: send the file again.")
    held.table, held.columns, held.counted, held.preview, held.problems = table, dict(columns), {}, [], []
    held.save()
    source, _ = Source.objects.get_or_create(name=held.source)
    source.columns = {**source.columns, table: {**source.columns.get(table, {}), **columns}}
    source.save(update_fields=["columns"])
    turn(held, Turn.Kind.ARRANGED, by=by.key, at=at)


@transaction.atomic
def confirm(imported: Import, *, by: Reader, at: datetime) -> None:
    """What was checked may be stored; saying so twice is saying it once."""
    held = _held(imported, by)
    if stands(held) in {Turn.Kind.CONFIRMED, Turn.Kind.STORED}:
        return
    if stands(held) != Turn.Kind.CHECKED:
        raise Refused("import-unchecked", f"{held} is not checked, or has problems: look at it first.")
    _there(imported, by)
    turn(held, Turn.Kind.CONFIRMED, by=by.key, at=at)


@transaction.atomic
def cancel(imported: Import, *, by: Reader, at: datetime) -> None:
    """Give an import up; what is stored already stays, and importing the file again completes it."""
    held = _held(imported, by)
    if stands(held) in OVER:
        return
    turn(held, Turn.Kind.CANCELLED, by=by.key, at=at)
    transaction.on_commit(lambda: forget(held))


def _there(imported: Import, by: Reader) -> Import:
    """Raises Refused where the file itself is gone, as in a site that was restored."""
    held = _held(imported, by)
    if stands(held) not in OVER and not place(held).exists():
        raise Refused("file-gone", f"{held} is no longer here: send it again.")
    return held


def _held(imported: Import, by: Reader) -> Import:
    if not by.operations:
        raise Refused("not-yours-to-import", "Operations imports; ask them.")
    hold()
    return Import.objects.get(pk=imported.pk)
