"""Comparisons that take longer than a page may, for the worker."""

from django_tasks import task

from plaudit.activities.models import Milestone
from plaudit.earnings.shadow.models import Comparison
from plaudit.earnings.shadow.work import work
from plaudit.web import clock

# A company with more milestones than this takes longer than anybody waits for a page: each other reading of the plan
# is a calculation of its own.
MILESTONES = 5_000
# Bytes; a longer list has many differences to explain.
LIST = 1 << 18


@task()
def go_on(number: int) -> None:
    work(number, clock.now)


def begin(comparison: Comparison) -> None:
    """In a small company while the page loads, in a large one by the worker."""
    few = Milestone.objects.all()[: MILESTONES + 1].count() <= MILESTONES
    if few and len(comparison.content) <= LIST:
        work(comparison.pk, clock.now)
    else:
        go_on.enqueue(comparison.pk)
