"""Work on imports that takes longer than a page may, for the worker."""

from django_tasks import task

from plaudit.connectors.upload.models import Import
from plaudit.connectors.upload.work import work
from plaudit.web import clock

# Bytes; a smaller file is checked and stored while the page loads.
SMALL = 1 << 20


@task()
def go_on(number: int) -> None:
    work(number, clock.now)


def begin(imported: Import) -> None:
    """Small files at once, larger ones in the worker."""
    if imported.size <= SMALL:
        work(imported.pk, clock.now)
    else:
        go_on.enqueue(imported.pk)
