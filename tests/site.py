"""The site in tests: a real database of its own for each test, copied from one that was migrated once.

Django's test case rolls a transaction back, which the calculation, reading through a connection of its own, would
never see; and it flushes tables, which the seal refuses.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client

from plaudit.cli.demo import load_demo
from plaudit.customers.models import Account, Holding, Profile
from plaudit.people.access import Reader, reader
from plaudit.people.arrive import arrive
from plaudit.people.models import Duty, Employment, Login, Person
from tests.cast import NOW, TODAY
from tests.engines.cluster import cluster
from tests.reading import rows

# Pointing elsewhere writes into the settings themselves.
_SQLITE = dict(settings.DATABASES["default"])
PASSWORD = "correct horse battery staple"
# After everything that Harbor's tables tell of.
HARBOR_NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
# The name of the database that every other begins as.
MIGRATED = "migrated"
ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]

CAST = """
    key  name        role      team     manager  starts_on   ends_on     duty
    ada  Ada Okafor  csm       west     mo       2024-03-04  -           -
    ben  Ben Lindt   csm       west     mo       2025-01-13  -           -
    mo   Mo Haddad   manager   west     -        2022-09-01  -           -
    pia  Pia Strand  ops       cs       -        2022-01-10  -           operations
    fay  Fay Moreau  finance   finance  -        2021-05-10  -           finance
    kim  Kim Duval   marketer  brand    -        2023-05-02  -           marketing
    amy  Amy Roth    it        it       -        2021-02-01  -           admin
    zed  Zed Novak   sales     east     -        2023-02-20  -           -
    lee  Lee Tanaka  csm       west     mo       2023-11-06  2026-08-14  -
"""


class Databases:
    """One migrated database of each vendor, and as many copies as there are tests.

    On SQLite the processes of one run share what is copied: one fills it, the others wait. What `fill` leaves beside
    the database, such as files of proofs, they do not see.
    """

    def __init__(self, folder: Path, shared: Path) -> None:
        self._folder, self._shared = folder, shared
        self._stack: list[Callable[[], object]] = []
        self._made: dict[tuple[str, str], str] = {}
        self._count = 0

    def copy(self, vendor: str, name: str, fill: Callable[[], None]) -> None:
        """Point the default connection at a fresh copy of the database `name`, which `fill` fills once."""
        self._point(vendor, self._new(vendor, self._template(vendor, name, fill)))

    def empty(self, vendor: str) -> None:
        """Point the default connection at a database without a table."""
        self._point(vendor, self._new(vendor, None))

    def close(self) -> None:
        _leave()
        while self._stack:
            self._stack.pop()()

    def _template(self, vendor: str, name: str, fill: Callable[[], None]) -> str:
        if (vendor, name) not in self._made:
            made = self._once(name, fill) if vendor == "sqlite" else self._filled(vendor, name, fill)
            self._made[vendor, name] = made
        return self._made[vendor, name]

    def _once(self, name: str, fill: Callable[[], None]) -> str:
        kept = self._shared / f"{name}.sqlite3"
        with (self._shared / f"{name}.lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            if not kept.exists():
                # Whoever is stopped while filling leaves nothing half done.
                Path(self._filled("sqlite", name, fill)).rename(kept)
        return str(kept)

    def _filled(self, vendor: str, name: str, fill: Callable[[], None]) -> str:
        bare = None if name == MIGRATED else self._template(vendor, MIGRATED, _migrate)
        made = self._new(vendor, bare)
        self._point(vendor, made)
        fill()
        _leave()
        return made

    def _new(self, vendor: str, template: str | None) -> str:
        self._count += 1
        if vendor == "sqlite":
            path = self._folder / f"site-{self._count}.sqlite3"
            if template is not None:
                shutil.copy(template, path)
            return str(path)
        name = f"site_{os.getpid()}_{self._count}"
        self._point(vendor, "postgres")
        with connections["default"].cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return name

    def _point(self, vendor: str, name: str) -> None:
        _leave()
        if vendor == "sqlite":
            connections.settings["default"] = {**_SQLITE, "NAME": name}
        else:
            connections.settings["default"] = {**self._server(), "NAME": name}
        connections.configure_settings(connections.settings)
        del connections["default"]

    def _server(self) -> dict[str, object]:
        if not hasattr(self, "_address"):
            running = cluster()
            self._address = running.__enter__()
            self._stack.append(lambda: running.__exit__(None, None, None))
        said = dict(word.split("=") for word in self._address.split())
        return {
            "ENGINE": "django.db.backends.postgresql",
            "USER": said["user"],
            "HOST": said["host"],
            "PORT": said["port"],
        }


def _migrate() -> None:
    call_command("migrate", verbosity=0)


def _leave() -> None:
    """Nothing stays open; SQLite's log is written into its file, so that the file can be copied."""
    if "default" in connections.settings:
        connections["default"].close()


def surroundings(home: Path) -> dict[str, str]:
    """The test's own database, as another process names it."""
    home.mkdir(exist_ok=True)
    said = connections["default"].settings_dict
    without = {name: value for name, value in os.environ.items() if not name.startswith(("PLAUDIT_", "DJANGO_"))}
    if connections["default"].vendor == "postgresql":
        where = f"postgresql://{said['USER']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"
        return {**without, "PLAUDIT_HOME": str(home), "PLAUDIT_DATABASE": where}
    if not (home / "plaudit.sqlite3").exists():
        (home / "plaudit.sqlite3").symlink_to(said["NAME"])
    return {**without, "PLAUDIT_HOME": str(home)}


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = Databases(tmp_path_factory.mktemp("databases"), shared)
    yield made
    made.close()


@pytest.fixture(params=ENGINES)
def company(request: pytest.FixtureRequest, databases: Databases) -> None:
    """A company with the cast and nothing else."""
    databases.copy(request.param, "cast", the_cast)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs all of Harbor, its closed quarters among it, is a journey."""
    for item in items:
        if "harbor" in getattr(item, "fixturenames", ()):
            item.add_marker("journey")


@pytest.fixture(params=ENGINES)
def harbor(request: pytest.FixtureRequest, databases: Databases) -> None:
    """The Harbor example as `plaudit demo` loads it, by the importer itself."""
    databases.copy(request.param, "harbor", lambda: load_demo(HARBOR_NOW))


@pytest.fixture
def signed_in() -> Callable[[str], Client]:
    """A browser without JavaScript, signed in as one of the cast."""
    return client_of


def client_of(key: str) -> Client:
    client = Client()
    client.force_login(Login.objects.get(person__key=key), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def the_cast() -> None:
    """Everybody of the cast with a login; duties from the first of 2024."""
    with transaction.atomic():
        arrival = arrive("cast", by="amy", at=datetime(2026, 1, 1, tzinfo=UTC))
        told = {"arrival": arrival, "recorded_at": arrival.recorded_at}
        for row in rows(CAST):
            person = Person.objects.create(key=row["key"], name=row["name"], email=f"{row['key']}@example.com")
            Employment.objects.create(
                person=person,
                role=row["role"],
                team=row["team"],
                manager=row["manager"],
                starts_on=date.fromisoformat(row["starts_on"]),
                ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
                **told,
            )
            if row["duty"]:
                Duty.objects.create(person=person, duty=row["duty"], starts=date(2024, 1, 1), **told)
            Login.objects.create_user(f"{row['key']}@example.com", person, PASSWORD)


def customers(told: str) -> None:
    """Accounts as typed, in the books since three months; `holder` has one since January, `-` is nobody."""
    with transaction.atomic():
        stamp = arrive("cast", by="pia", at=NOW - timedelta(days=90)).stamp
        for row in rows(told):
            account = Account.objects.create(key=row["key"], name=row["name"])
            Profile.objects.create(account=account, **stamp)
            if row["holder"]:
                Holding.objects.create(account=account, person_id=row["holder"], starts=date(2026, 1, 1), **stamp)


def who(key: str, on: date = TODAY) -> Reader:
    """One of the cast, with what she may on a day."""
    return reader(Login.objects.get(person__key=key), on)


__all__ = [
    "NOW",
    "PASSWORD",
    "client_of",
    "company",
    "customers",
    "databases",
    "harbor",
    "signed_in",
    "surroundings",
    "who",
]
