"""A closed quarter, calculated again from what was known at its close: the same bytes, wherever and whenever."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from plaudit.activities.models import Milestone
from plaudit.ledger.models import Paper
from plaudit.ledger.verify import verify
from plaudit.people.access import Reader, reader
from plaudit.people.arrive import arrive
from plaudit.people.models import Login
from plaudit.statements.begin import begin
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.points import points
from plaudit.statements.prepare import prepare
from plaudit.values.period import Period
from tests.closing import AFTERWARDS as NOW
from tests.site import HARBOR_NOW, surroundings

pytestmark = pytest.mark.journey
# Far from UTC to both sides, and another order of every set.
ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "PLAUDIT_TIME_ZONE": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Pago_Pago", "PLAUDIT_TIME_ZONE": "America/Los_Angeles", "PYTHONHASHSEED": "4242"},
]


def who(key: str) -> Reader:
    return reader(Login.objects.get(person__key=key), NOW.date())


def the_close(period: str, approver: str) -> None:
    draft = prepare(begin(Period.of(period), by="pia", at=NOW), at=NOW)
    for point in points(draft):
        if point.open:
            decide(draft, Said(point.code, draft.digest, "seen"), by=who(approver), at=NOW)
    close(draft, by=approver, at=NOW)


def learned_since() -> None:
    """The first milestone of the books was another day, and what waited to be verified is verified."""
    with transaction.atomic():
        stamp = arrive("form", by="mo", at=NOW + timedelta(days=2)).stamp
        for each in (Milestone.objects.order_by("pk").first(), Milestone.objects.filter(verified=False).first()):
            if each is not None:
                on = each.on - timedelta(days=1)
                Milestone.objects.create(
                    activity=each.activity, milestone=each.milestone, on=on, verified=True, **stamp
                )


def replayed(home: Path, settings: dict[str, str]) -> tuple[int, str, str]:
    """In a process of its own; what it printed, and what it found wrong."""
    command = [sys.executable, "-m", "plaudit", "ledger", "verify", "--head", verify().head, "--replay"]
    connection.close()
    environment = {**surroundings(home), "PYTHONPATH": os.pathsep.join(sys.path), **settings}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.usefixtures("over")
@pytest.mark.parametrize("settings", ELSEWHERE)
def test_a_closed_quarter_comes_to_the_same_bytes(settings: dict[str, str], tmp_path: Path) -> None:
    the_close("2026-Q3", "fay")
    learned_since()
    code, said, wrong = replayed(tmp_path, settings)
    assert (code, said.splitlines()[-1], wrong) == (0, "2026-Q3: 3 statements calculated again", "")


@pytest.mark.usefixtures("over")
def test_a_fact_that_was_rewritten_from_outside_is_found(tmp_path: Path) -> None:
    the_close("2026-Q3", "fay")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("DROP TRIGGER milestones_no_update")
    Milestone.objects.filter(activity__key="ref-6").update(verified=False)
    code, _, wrong = replayed(tmp_path, {})
    # The plan's budget has more room for whom it serves after Ben.
    assert (code, wrong.splitlines()) == (
        1,
        [
            "Rows of milestones up to 8 are not what posting 1 (close 2026-Q3) witnessed.",
            "The statement of ada comes out different.",
            "The statement of ben comes out different.",
            "What is booked for ben comes out different.",
            "The statement of lee comes out different.",
        ],
    )


@pytest.mark.slow
@pytest.mark.usefixtures("harbor")
def test_a_quarter_of_harbor_comes_to_the_same_bytes(tmp_path: Path) -> None:
    """Rates, adjustments, draws, contests and grants among it; the quarters of other books as well."""
    assert HARBOR_NOW == NOW
    the_close("2026-Q2", "noa")
    learned_since()
    code, said, wrong = replayed(tmp_path, ELSEWHERE[0])
    assert (code, wrong) == (0, "")
    assert said.splitlines()[-1] == "2026-Q2: 13 statements calculated again"
    assert Paper.objects.exclude(person="").count() == 62 + 13
