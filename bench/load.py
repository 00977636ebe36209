"""The site under load: a large company imported, then people who read, think, and log an act at times.

`python -m bench.load` measures SQLite; with PLAUDIT_DATABASE set, that PostgreSQL. Times are the server's own, as its
log says them, and those of whole answers on this machine's own loopback.
"""

import argparse
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from datetime import UTC, date, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError

from bench.world import PLAN, TEAMS, World, write

PORT = 8094
SITE = f"http://127.0.0.1:{PORT}"
PASSWORD = "a bench has no secrets"
THINK = 2
CONFLICT = 409
# What a person opens, out of a hundred; the quarter that has acts, whichever day it is.
CSM = [
    (45, "/quarter/?period=2026-Q3"),
    (25, "/statements/{me}/2026-Q3"),
    (10, "/contests/?period=2026-Q3"),
    (10, "/programs/"),
    (10, "/log/review/"),
]
MANAGER = [(50, "/team/?period=2026-Q3"), (30, "/verify/"), (20, "/contests/?period=2026-Q3")]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--activities", type=int, default=1_000_000)
    arguments.add_argument("--people", type=int, default=500)
    arguments.add_argument("--users", type=int, default=20)
    arguments.add_argument("--seconds", type=int, default=120)
    said = arguments.parse_args()
    world = World(said.activities, said.people, 40, first_day="2025-01-01", days=630)
    vendor = "postgresql" if os.environ.get("PLAUDIT_DATABASE") else "sqlite"
    home = Path(".bench") / f"site-{said.activities}-{vendor}"
    os.environ |= {"PLAUDIT_HOME": str(home.absolute()), "DJANGO_SETTINGS_MODULE": "plaudit.web.settings"}
    filled(world, home)
    # What the studies cost, once an hour, is not in the figures either.
    subprocess.run([sys.executable, "-m", "plaudit", "worker", "--once"], check=True)
    log = home / "requests.log"
    with log.open("wb") as lines:
        site = _started("serve", "--port", str(PORT), log=lines)
        worker = _started("worker", log=subprocess.DEVNULL)
        try:
            ready()
            visitors, since = pressed(world, said.users, said.seconds, log)
        finally:
            took = {process.args[3]: _ended(process) for process in (worker, site)}
    report(visitors, served(log, since))
    answers = sum(len(times) for visitor in visitors for times in visitor.took.values())
    print(json.dumps({"seconds of the processors": took, "answers": answers, "load": os.getloadavg()[0]}))


def _started(*command: str, log: BinaryIO | int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "plaudit", *command], stdout=subprocess.DEVNULL, stderr=log)


def _ended(process: "subprocess.Popen[bytes]") -> float:
    """Stop it; the seconds of the processors that it and its own processes took, the first calculation among them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process.terminate()
    process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1)


def filled(world: World, home: Path) -> None:
    """Import the company once; says how long it took."""
    if (home / "filled").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    folder = home / "files"
    if not folder.exists():
        write(world, folder)
    prepared(folder)
    for table in ("accounts", "holdings", "activities", "milestones", "champions", "targets", "metrics", "positions"):
        began = time.monotonic()
        bring_in = [sys.executable, "-m", "plaudit", "import", "--source", "bench", str(folder / f"{table}.parquet")]
        subprocess.run(bring_in, check=True)
        print(f"import of {table}: {time.monotonic() - began:.1f} s", flush=True)
    (home / "filled").touch()


def prepared(folder: Path) -> None:
    """Everybody, ten managers, somebody who trusts the source, and the plan."""
    subprocess.run([sys.executable, "-m", "plaudit", "import", str(folder / "people.parquet")], check=True)
    # The command has brought the tables up to date; from here on Django is there.
    import django

    django.setup()
    from django.db import transaction

    from plaudit.connectors.upload.trust import trust
    from plaudit.people.access import reader
    from plaudit.people.arrive import arrive
    from plaudit.people.models import Duty, Employment, Login, Person
    from plaudit.plans.programs.publish import publish

    at = datetime.now(UTC)
    with transaction.atomic():
        arrival = arrive("bench", by="pia", at=at)
        for key in ("pia", *(f"m-{team}" for team in range(TEAMS))):
            person = Person.objects.create(key=key, name=key, email=f"{key}@example.com")
            Employment.objects.create(person=person, role="manager", **arrival.stamp)
            Login.objects.create_user(person.email, person, PASSWORD)
        Duty.objects.create(person_id="pia", duty="operations", starts=date(2024, 1, 1), **arrival.stamp)
        for person in Person.objects.filter(key__startswith="p-")[:50]:
            Login.objects.create_user(f"{person.key}@example.com", person, PASSWORD)
    trust("bench", by=reader(Login.objects.get(person__key="pia"), at.date()), at=at)
    publish(PLAN.read_text("utf-8"), by="pia", at=at)


def ready() -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{SITE}/ready", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The site does not answer.")


class Visitor(threading.Thread):
    """Somebody with a browser; `took` holds milliseconds by page."""

    def __init__(self, number: int, accounts: int) -> None:
        super().__init__(daemon=True)
        manager = number % 5 == 4
        self.me = f"m-{number % TEAMS}" if manager else f"p-{number:06d}"
        self.pages = MANAGER if manager else CSM
        # Not the same acts each time it is run on one company: what looks alike is asked about.
        self.chance = random.Random(f"{number} {time.time_ns()}")
        self.until, self.accounts = 0.0, accounts
        self.took: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def run(self) -> None:
        while time.monotonic() < self.until:
            self.think()
            if self.pages is CSM and self.chance.random() < 0.03:
                self.log()
            else:
                (page,) = self.chance.choices([page for _, page in self.pages], [weight for weight, _ in self.pages])
                self.open(page.format(me=self.me), page)

    def think(self) -> None:
        time.sleep(self.chance.expovariate(1 / THINK))

    def open(self, address: str, name: str, said: dict[str, str] | None = None) -> str:
        body = None if said is None else urllib.parse.urlencode(said).encode()
        began = time.monotonic()
        try:
            with self.browser.open(
                urllib.request.Request(SITE + address, body, {"Referer": SITE}), timeout=60
            ) as answer:
                page = str(answer.read().decode())
        except HTTPError as asked:
            # Something like it is there already: the page asks whether this is another one.
            if asked.code == CONFLICT:
                return asked.read().decode()
            self.wrong.append(f"{name}: {asked}")
            return ""
        except OSError as failed:
            self.wrong.append(f"{name}: {failed}")
            return ""
        self.took[name].append((time.monotonic() - began) * 1000)
        return page

    def sign_in(self) -> None:
        page = self.open("/accounts/login/", "sign in, page")
        said = {"login": f"{self.me}@example.com", "password": PASSWORD, "csrfmiddlewaretoken": _token(page)}
        self.open("/accounts/login/", "sign in", said)

    def log(self) -> None:
        """An act, and her quarter, on which it must be."""
        page = self.open("/log/review/", "/log/review/")
        self.think()
        key = re.search(r'name="key" value="([^"]+)"', page)
        if key is None:
            self.wrong.append("log: no form")
            return
        account = f"a-{self.chance.randrange(self.accounts):08d}"
        today = datetime.now(UTC).date().isoformat()
        said = {"csrfmiddlewaretoken": _token(page), "key": key[1], "account": account, "milestone": "published"}
        said |= {"on": "2026-09-30", "opened_on": "2026-09-30", "person": self.me, "another": "", "title": today}
        answer = self.open("/log/review/", "log an act", said)
        alike = re.search(r'name="another" value="([^"]+)"', answer)
        if alike is not None:
            self.think()
            self.open("/log/review/", "log an act", said | {"another": alike[1]})
        self.think()
        self.open("/quarter/?period=2026-Q3", "My quarter after an act")


def pressed(world: World, users: int, seconds: int, log: Path) -> tuple[list[Visitor], int]:
    """Everybody signs in, so that neither that nor the first calculation is in the figures; then they come and go.

    Answers with the place in the log from which on it is theirs.
    """
    first = Visitor(0, world.accounts)
    first.sign_in()
    began = time.monotonic()
    first.open("/quarter/?period=2026-Q3", "first look")
    print(
        f"{world.activities:,} activities; first calculation of the quarter: {time.monotonic() - began:.1f} s",
        flush=True,
    )
    visitors = [Visitor(number, world.accounts) for number in range(users)]
    for visitor in visitors:
        visitor.sign_in()
    since, until = log.stat().st_size, time.monotonic() + seconds
    for visitor in visitors:
        visitor.until = until
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return visitors, since


def served(log: Path, since: int) -> dict[str, list[float]]:
    """By page, how long the server took for each answer."""
    found: dict[str, list[float]] = defaultdict(list)
    with log.open("rb") as lines:
        lines.seek(since)
        for line in lines:
            said = json.loads(line)
            if "milliseconds" in said:
                found[f"{said['method']} /{said['path']}"].append(said["milliseconds"])
    return found


def report(visitors: list[Visitor], server: dict[str, list[float]]) -> None:
    took: dict[str, list[float]] = defaultdict(list)
    for visitor in visitors:
        for page, times in visitor.took.items():
            took[page] += times
    for title, those in (("in the server", server), ("whole answers", took)):
        everything = [each for page, times in those.items() if not _signs_in(page) for each in times]
        print(f"{title:60} {'answers':>8} {'median':>8} {'p95':>8}  milliseconds")
        for page, times in [*sorted(those.items()), ("all but signing in", everything)]:
            print(f"{page:60} {len(times):8} {statistics.median(times):8.0f} {_p95(times):8.0f}")
    wrong = [each for visitor in visitors for each in visitor.wrong]
    print(json.dumps({"wrong": len(wrong), "such as": wrong[:3]}))


def _signs_in(page: str) -> bool:
    return page.startswith("sign in") or "accounts/login" in page


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return "" if found is None else found[1]


if __name__ == "__main__":
    main()
