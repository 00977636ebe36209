"""Facts that no calculation can take: a page says so, in full to who can mend them and without a name to others."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client

from plaudit.activities.models import Target
from plaudit.people.arrive import arrive

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
BEN = "ben has rows of stories for 2026-07-01/2026-10-01 and 2026-Q3, which are the same days, and they differ."


@pytest.fixture
def _two_targets(quarter: None) -> None:  # noqa: ARG001 -- what it is written into
    with transaction.atomic():
        told = arrive("targets", by="pia", at=datetime(2026, 9, 15, tzinfo=UTC)).stamp
        for period, target in (("2026-Q3", "3"), ("2026-07-01/2026-10-01", "4")):
            Target.objects.create(incentive="stories", person_id="ben", period=period, target=target, **told)


@pytest.mark.usefixtures("_two_targets")
def test_operations_read_what_to_correct(signed_in: SignedIn) -> None:
    answer = signed_in("pia").get("/contests/")
    assert answer.status_code == 409
    assert f"{BEN} Keep the one that is right." in answer.content.decode()


@pytest.mark.usefixtures("_two_targets")
@pytest.mark.parametrize(("who", "path"), [("ada", "/quarter/"), ("mo", "/team/")])
def test_everybody_else_reads_that_something_must_be_corrected_and_nobodys_target(
    signed_in: SignedIn, who: str, path: str
) -> None:
    answer = signed_in(who).get(path)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Some facts must be corrected first." in said
    assert "ben" not in said
