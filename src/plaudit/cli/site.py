"""Commands of the site work on its database: where it is, the surroundings say (PLAUDIT_HOME, PLAUDIT_DATABASE)."""

import os

from plaudit.values.refused import Refused


def site() -> None:
    """Raises Unreadable with every setting that is wrong, Refused where the site's parts are not installed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plaudit.web.settings")
    try:
        # Calculating from files needs no site.
        import django
    except ModuleNotFoundError as missing:
        says = "The site's parts are not installed: install plaudit[site]."
        raise Refused("site-not-installed", says) from missing
    django.setup()


def migrated() -> None:
    """Refuse a database that does not have the tables of this version."""
    # Settings must be read before anything of Django's is asked.
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused("not-migrated", "The database is not that of this version: run `plaudit migrate` first.")
