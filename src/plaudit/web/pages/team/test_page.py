"""A team as it was, everybody for operations and finance, and nothing for anybody else."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client

from plaudit.people.arrive import arrive
from plaudit.people.models import Position
from tests.quarter import asked

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
CAST = ("ada", "ben", "lee", "mo", "pia", "fay", "kim", "amy", "zed")


@pytest.mark.parametrize(("path", "readers"), [("/team/", {"mo"}), ("/people/", {"pia", "fay"})])
def test_who_sees_more_than_her_own(signed_in: SignedIn, path: str, readers: set[str]) -> None:
    assert {who for who in CAST if signed_in(who).get(path).status_code == 200} == readers


def test_each_stands_with_her_money_and_the_sum_below(signed_in: SignedIn) -> None:
    lines = signed_in("mo").get("/team/?take=csv&of=csm").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Ada Okafor,800.00,0.00,0.00,2 more testimonials: $200,5,0,at once")
    assert lines[2].startswith("Ben Lindt,100.00,")
    assert lines[3].startswith("Lee Tanaka,100.00,")
    assert "1,000.00" in signed_in("mo").get("/team/").content.decode()


def test_a_table_is_filtered_and_sorted_by_its_address(signed_in: SignedIn) -> None:
    mo = signed_in("mo")
    assert "Ada Okafor" not in mo.get("/team/?csm.find=ben").content.decode()
    rows = mo.get("/team/?take=csv&of=csm&csm.by=-person").content.decode("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == ["Lee Tanaka", "Ben Lindt", "Ada Okafor"]


def test_who_moved_to_another_team_leaves_the_earlier_quarter_with_her_earlier_manager(signed_in: SignedIn) -> None:
    with transaction.atomic():
        told = arrive("move", by="pia", at=datetime(2026, 9, 16, tzinfo=UTC)).stamp
        west = {"person_id": "ben", "role": "csm", "team": "west", "manager": "mo", "starts": date(2025, 1, 13)}
        Position.objects.create(**west, ends=date(2026, 9, 1), **told)
        Position.objects.create(person_id="ben", role="csm", team="east", manager="", starts=date(2026, 9, 1), **told)
    mo = signed_in("mo")
    assert "Ben Lindt" not in mo.get("/team/").content.decode()
    assert "Ben Lindt" in mo.get("/team/?period=2026-Q2").content.decode()
    assert mo.get("/statements/ben/2026-Q2").status_code == 200
    assert mo.get("/statements/ben/2026-Q3").status_code == 404


def test_it_asks_as_often_however_large_the_team_is(signed_in: SignedIn) -> None:
    assert asked(signed_in("mo"), "/team/") == 21
