"""What every command of the site does first: read the surroundings, load Django, bring the database up to date."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

import plaudit
from plaudit.values.refused import Refused

# PostgreSQL's lock for whoever migrates: any number, as long as it is the same one.
_MIGRATING = 7_042_018


def load() -> None:
    """Raises Unreadable with every setting that is wrong, Refused where the site's parts are not installed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "plaudit.web.settings"
    try:
        # Calculating from files needs no site, and loading it takes half a second.
        import django
    except ModuleNotFoundError as missing:
        says = "The site's parts are not installed: install plaudit[site]."
        raise Refused("site-not-installed", says) from missing
    django.setup()


def migrate() -> None:
    """Brings the tables up to this version; says what it did, and nothing when nothing was to do."""
    # Django is there only now.
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with _alone():
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if steps:
            print(f"Plaudit {plaudit.__version__}: {len(steps)} migrations to apply ...", flush=True)
            call_command("migrate", interactive=False, verbosity=0)
            print("The database is up to date.", flush=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Of those that start together after an upgrade one migrates, the others wait."""
    # As above.
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
            yield
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
        return
    settings.SITE.home.mkdir(parents=True, exist_ok=True)
    with (settings.SITE.home / "migrating").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
