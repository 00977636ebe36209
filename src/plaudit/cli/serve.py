"""`plaudit serve`: the site, in several processes."""

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from plaudit.cli.site import load, migrate

# A thread that calculates keeps the others of its process waiting at each row they read: few threads, more processes.
THREADS = 2
MOST = 8


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is every one of this machine.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="The port of the site.")] = 8000,
    processes: Annotated[int | None, typer.Option(help="How many; twice as many as processors, at most 8.")] = None,
    metrics: Annotated[int | None, typer.Option(help="A port on this machine for Prometheus; none otherwise.")] = None,
) -> None:
    """Bring the database up to date and serve the site until it is stopped."""
    load()
    migrate()
    run(host, port, processes=processes, metrics=metrics)


def run(host: str, port: int, *, processes: int | None = None, metrics: int | None = None) -> None:
    """Serve a site whose settings are loaded and whose database is up to date; comes back when it is stopped."""
    # The server and Django are not needed by other commands.
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    call_command("collectstatic", interactive=False, verbosity=0)
    _count_together(settings.SITE.home / "metrics")
    # A process that is started later must not inherit an open database.
    connections.close_all()
    if metrics is not None:
        _answer_prometheus(metrics)
    many = processes or min(2 * (os.cpu_count() or 1), MOST)
    print(f"Plaudit listens on http://{host}:{port}", flush=True)
    Granian(
        "plaudit.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=many,
        # Each thread holds one connection to the database; more would wait for the processor anyway.
        blocking_threads=THREADS,
        backpressure=THREADS * 8,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


def _count_together(folder: Path) -> None:
    """Each process counts into files of its own here; must be said before the first counter is made."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _answer_prometheus(port: int) -> None:
    # Only where it is asked for.
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client types it by half
    # On this machine alone: what is counted is nobody's business outside.
    start_http_server(port, addr="127.0.0.1", registry=registry)
