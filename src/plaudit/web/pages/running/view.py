"""Whether this process lives, and whether it can answer: the database is there and migrated."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthy(_: HttpRequest) -> HttpResponse:
    return HttpResponse("healthy\n", content_type="text/plain")


@require_safe
@never_cache
def ready(_: HttpRequest) -> HttpResponse:
    waits = waits_for()
    return HttpResponse(f"{waits or 'ready'}\n", status=503 if waits else 200, content_type="text/plain")


def waits_for() -> str:
    """What is missing before pages can be answered; empty when nothing is."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return "the database does not answer"
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(steps)} migrations are not applied: restart plaudit serve" if steps else ""
