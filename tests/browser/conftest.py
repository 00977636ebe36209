"""A real Chromium against a real server process: SQLite, one copy of the database for all tests of a module."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from plaudit.people.models import Login
from tests.architecture.sources import ROOT
from tests.quarter import MOMENT, the_quarter
from tests.site import Databases

ARGUMENTS = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
Open = Callable[..., BrowserContext]
# Milliseconds: a machine under load takes its time, and what is there already is not waited for.
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class Served:
    """Where the site answers, and the session of each of the cast."""

    address: str
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The company in the middle of its quarter, everybody signed in."""
    databases.copy("sqlite", "quarter", the_quarter)
    with serving(tmp_path_factory.mktemp("served"), MOMENT) as site:
        yield site


@contextmanager
def serving(home: Path, moment: datetime) -> Iterator[Served]:
    """A copy of the test's database, served at a moment that stands still."""
    with time_machine.travel(moment, tick=False):
        sessions = {login.person.key: _session(login) for login in Login.objects.select_related("person")}
    connections["default"].close()
    shutil.copy(connections["default"].settings_dict["NAME"], home / "plaudit.sqlite3")
    (home / "secret-key").write_text(settings.SECRET_KEY)
    (home / "static").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PLAUDIT_HOME": str(home), "SITE_MOMENT": moment.isoformat()}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "tests.browser.served:application"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(port, home / "log")
            yield Served(f"http://127.0.0.1:{port}", sessions)
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def browsing() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path is not None, "Install Chromium (apt-get install chromium) to run the browser tests."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chromium(served: Served) -> Iterator[Browser]:  # noqa: ARG001 -- Django refuses its database once a browser has begun
    with browsing() as browser:
        yield browser


@pytest.fixture
def opened(chromium: Browser, served: Served) -> Iterator[Open]:
    """`opened("ada", width=390, dark=True, script=False)`: a window of somebody who is signed in."""
    contexts: list[BrowserContext] = []

    def open_(who: str, *, width: int = 1440, dark: bool = False, script: bool = True) -> BrowserContext:
        context = chromium.new_context(
            base_url=served.address,
            viewport={"width": width, "height": 900 if width > 700 else 844},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        # Somebody who is not of the cast has a session that nobody opened.
        session = served.sessions.get(who, "nobodys")
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": served.address}
        context.add_cookies([cookie])
        contexts.append(context)
        return context

    yield open_
    for context in contexts:
        context.close()


def _session(login: Login) -> str:
    client = Client()
    client.force_login(login, "allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _wait(port: int, log: Path) -> None:
    """Until the server answers; what it said instead is shown when it never does."""
    for _ in range(150):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text())
