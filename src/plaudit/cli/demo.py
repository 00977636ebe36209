"""`plaudit demo`: the Harbor example as a site, loaded by the importer itself, with a login for each of its people."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plaudit.cli.serve import run
from plaudit.cli.site import load, migrate
from plaudit.values.refused import Refused

if TYPE_CHECKING:
    from plaudit.people.models import Person

HARBOR = Path(__file__).parents[3] / "examples" / "harbor"
PASSWORD = "harbor-demo-2026"  # noqa: S105 -- it opens an example and is printed
SOURCE = "harbor"
DUTIES = {"pia": "operations", "fay": "finance", "noa": "finance", "kim": "marketing", "amy": "admin"}
# Nobody in Harbor's tables: who keeps the site, and who approves what finance prepared.
BESIDE = {"amy": "Amy Roth", "noa": "Noa Stern"}
# Harbor opened its books then; tables that do not say when they were learned were known from the start.
OPENED = datetime(2024, 12, 1, tzinfo=UTC)


def demo(port: Annotated[int, typer.Option(help="The port of the site.")] = 8000) -> None:
    """Load the Harbor example and serve it; away from a terminal, look whether every page answers, and end."""
    load()
    migrate()
    load_demo(datetime.now(UTC))
    print(ways_in(), flush=True)
    if sys.stdout.isatty():
        with working_beside(port):
            run("127.0.0.1", port)
    else:
        print(f"{pages_answer()} pages answer.")


@contextmanager
def working_beside(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A worker for as long as the site is there; the letters that it would send are in its log."""
    # The settings are there now.
    from django.conf import settings

    command = [sys.executable, "-m", "plaudit", "worker", "--site", f"http://127.0.0.1:{port}"]
    with (settings.SITE.home / "worker.log").open("ab") as log:
        worker = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603 -- what it runs is this program
        try:
            yield worker
        finally:
            worker.terminate()
            worker.wait()


def load_demo(at: datetime) -> None:
    """Harbor's tables and plans, its people's duties and logins, its closed quarters in the books; after migrating."""
    if not HARBOR.is_dir():
        raise Refused("example-missing", "The Harbor example is not part of the package: run this in the repository.")
    # The models can be named when the site is set up.
    from plaudit.connectors.upload.check import Taker
    from plaudit.connectors.upload.find import find
    from plaudit.connectors.upload.origin import origin
    from plaudit.connectors.upload.receive import receive
    from plaudit.connectors.upload.take import take
    from plaudit.connectors.upload.trust import trust
    from plaudit.people.access import reader
    from plaudit.people.models import Login
    from plaudit.plans.programs.publish import publish
    from plaudit.statements.take_over import take_over

    taker = Taker("pia", at, _silent)
    # Somebody must be there to say that the rest is trusted.
    take(find([HARBOR / "data" / "people.csv"]), origin(SOURCE, OPENED), taker)
    _let_in(at)
    trust(SOURCE, by=reader(Login.objects.get(person__key="pia"), at.date()), at=at)
    receive(find([HARBOR / "data"]), origin(SOURCE, OPENED), taker)
    for plan in sorted((HARBOR / "plan").glob("*.yaml")):
        publish(plan.read_text("utf-8"), by="pia", at=at)
    take_over(by="fay", at=at)


def _let_in(at: datetime) -> None:
    """An administrator and a controller beside Harbor's own people; everybody gets a login, five of them a duty."""
    # As above.
    from django.db import transaction

    # As above.
    from plaudit.people.arrive import arrive
    from plaudit.people.models import Duty, Login, Person

    with transaction.atomic():
        for key, name in BESIDE.items():
            email = f"{name.lower().replace(' ', '.')}@harbor.example"
            Person.objects.get_or_create(key=key, defaults={"name": name, "email": email})
        missing = set(DUTIES) - set(Duty.objects.values_list("person", flat=True))
        if missing:
            arrival = arrive("demo", by="", at=at)
            for key in sorted(missing):
                starts = date(2024, 1, 1)
                Duty.objects.create(person_id=key, duty=DUTIES[key], starts=starts, **arrival.stamp)
        for person in Person.objects.exclude(pk__in=Login.objects.values("person")):
            Login.objects.create_user(person.email, person, PASSWORD)


def pages_answer() -> int:
    """How many pages there were to look at, by those who have different ones; refuses when one does not answer."""
    # As above.
    from django.core.management import call_command
    from django.test import Client

    # As above.
    from plaudit.people.models import Login

    call_command("collectstatic", interactive=False, verbosity=0)
    seen = 0
    for login in Login.objects.filter(person__key__in=["ada", "mo", *DUTIES]).select_related("person"):
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(login, "allauth.account.auth_backends.AuthenticationBackend")
        rail = browser.get("/", follow=True).content.decode().partition("</nav>")[0]
        for address in sorted(set(re.findall(r'<a href="(/[^"]*)"', rail)) - {"/accounts/logout/"}):
            status = browser.get(address).status_code
            if status != 200:
                raise Refused("page-silent", f"{address} answers {status} to {login.person}.")
            seen += 1
    return seen


def ways_in() -> str:
    """Who is there, and how each signs in."""
    # As above.
    from plaudit.people.models import Login

    lines = [
        f"  {login.email:32} {_is(login.person)}" for login in Login.objects.select_related("person").order_by("email")
    ]
    books = (
        "Harbor's books end on 6 July 2026. Q1 2026 and what was before are closed; Q2 2026 can be closed: Fay drafts "
        "it, Noa approves it. Pages open on Q3, which has six days of it: step back to Q2 for a whole one."
    )
    return "\n".join([f"Everybody signs in with the password {PASSWORD}:", *lines, books])


def _is(person: "Person") -> str:
    # As above.
    from plaudit.people.models import Employment
    from plaudit.people.recorded import standing

    employment = standing(Employment).filter(person=person).first()
    role = DUTIES.get(person.key, "" if employment is None else employment.role)
    return f"{person.name}, {role}"


def _silent(_stage: str, _done: int, _total: int) -> None:
    """The example is loaded in a few seconds."""
