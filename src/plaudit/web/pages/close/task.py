"""Preparing a draft, and taking over books, where it takes longer than a page may: for the worker."""

from django_tasks import task

from plaudit.people.models import Employment
from plaudit.people.recorded import standing
from plaudit.statements.models import Draft
from plaudit.statements.prepare import prepare
from plaudit.statements.take_over import take_over
from plaudit.web import clock

# People; a smaller company is calculated while the page loads.
SMALL = 100


@task()
def go_on(number: int) -> None:
    prepare(Draft.objects.get(pk=number), at=clock.now())


@task()
def go_on_taking_over(by: str) -> None:
    take_over(by=by, at=clock.now())


def calculate(draft: Draft) -> None:
    """A small company's at once, a larger one's in the worker."""
    if _small():
        prepare(draft, at=clock.now())
    else:
        go_on.enqueue(draft.pk)


def taken_over(by: str) -> int | None:
    """How many periods were taken over; None where the worker does it."""
    if _small():
        return len(take_over(by=by, at=clock.now()))
    go_on_taking_over.enqueue(by)
    return None


def _small() -> bool:
    return standing(Employment).count() <= SMALL
