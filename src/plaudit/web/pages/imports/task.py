"""Work on imports that takes longer than a page may, for the worker."""

from django_tasks import task

from plaudit.connectors.upload.models import Import, Turn
from plaudit.connectors.upload.turn import stands
from plaudit.connectors.upload.work import work
from plaudit.earnings.runs.moved import MOVING, before, moved
from plaudit.web import clock
from plaudit.web.components.day import FIRST

# Bytes; a smaller file is checked and stored while the page loads.
SMALL = 1 << 20


@task()
def go_on(number: int) -> None:
    _worked(Import.objects.get(pk=number))


def begin(imported: Import) -> None:
    """Small files at once, larger ones in the worker."""
    if imported.size <= SMALL:
        _worked(imported)
    else:
        go_on.enqueue(imported.pk)


def _worked(imported: Import) -> None:
    tells = imported.table in MOVING and stands(imported) == Turn.Kind.CONFIRMED
    stood = before(FIRST, at=clock.now()) if tells else ()
    work(imported.pk, clock.now)
    moved(stood, f"file {imported}", by=imported.by, at=clock.now())
