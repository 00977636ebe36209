"""A posting witnesses every sealed row that came before it, whoever is slow, on both databases alike."""

import hashlib
import json
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import connection, transaction

from plaudit.ledger.chain import BEGIN, linked, posting_text
from plaudit.ledger.models import Paper, Posting
from plaudit.ledger.post import Reason, post, read
from plaudit.ledger.verify import verify
from plaudit.ledger.witness import unlike, witness
from plaudit.people.journal import journal
from plaudit.people.models import Deed
from tests.site import Databases, the_cast

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)
COMPANY = pytest.mark.usefixtures("company")


def posted(once: str) -> Posting:
    with transaction.atomic():
        return post(Reason("close", once, "2026-Q3", "fay", AT), [])


def witnessed(posting: Posting) -> dict[str, Any]:
    told = json.loads(read(Paper.objects.get(posting=posting)))
    return {each["table"]: (each["after"], each["through"], each["digest"]) for each in told["tables"]}


@COMPANY
def test_rows_are_the_same_text_on_every_database() -> None:
    west = timezone(timedelta(hours=-11))
    Deed.objects.create(at=AT, by="ada", did='said "\\"', about="a\tb\x1f/é\U0001f600", facts={})
    Deed.objects.create(
        at=datetime(2026, 10, 5, 23, 30, 0, 70, west),
        by="",
        did="",
        about="",
        facts={"z": [1, None], "é": {"b": "x", "a": True}},
    )
    said = (
        r'["1","2026-10-06 09:00:00.000000","ada","said \"\\\"","a\tb\u001f/é😀"]{}'
        "\n"
        '["2","2026-10-06 10:30:00.000070","","",""]{"z":[1,null],"é":{"a":true,"b":"x"}}\n'
    )
    assert witnessed(posted("close 2026-Q3"))["deeds"] == (None, 2, hashlib.sha256(said.encode()).hexdigest())


@COMPANY
def test_a_posting_begins_where_the_one_before_ended() -> None:
    first = posted("close 2026-Q2")
    journal("signed", "plan", by="ada", at=AT)
    second = posted("close 2026-Q3")
    nothing = hashlib.sha256().hexdigest()
    assert witnessed(first)["deeds"] == (None, 0, nothing)
    assert witnessed(first)["duties"] == (None, 4, witnessed(first)["duties"][2])
    assert witnessed(second)["duties"] == (4, 4, nothing)
    assert witnessed(second)["deeds"][:2] == (0, 1)


@COMPANY
def test_books_from_before_there_were_witnesses_verify_and_the_next_posting_witnesses_all() -> None:
    words = {"what": "close", "once": "close 2026-Q2", "period": "2026-Q2", "by": "fay", "facts": {}}
    head = linked(BEGIN, posting_text(1, AT, words))
    Posting.objects.create(number=1, at=AT, opened=head, head=head, **words)
    journal("signed", "plan", by="ada", at=AT)
    assert (verify().wrong, [*unlike()]) == ((), [])
    assert witnessed(posted("close 2026-Q3"))["deeds"][:2] == (None, 1)
    assert (verify().wrong, [*unlike()]) == ((), [])


@COMPANY
def test_what_a_posting_witnessed_is_named_and_what_came_later_is_not_judged() -> None:
    journal("signed", "plan", by="ada", at=AT)
    posted("close 2026-Q2")
    journal("signed", "plan", by="ben", at=AT)
    posted("close 2026-Q3")
    journal("signed", "plan", by="lee", at=AT)
    unsealed("deeds")
    Deed.objects.filter(by="lee").update(by="mo")
    assert [*unlike()] == []
    Deed.objects.filter(by="ben").update(by="mo")
    assert [*unlike()] == ["Rows of deeds after 1 up to 2 are not what posting 2 (close 2026-Q3) witnessed."]
    Deed.objects.filter(by="ada").delete()
    assert next(unlike()) == "Rows of deeds up to 1 are not what posting 1 (close 2026-Q2) witnessed."


@COMPANY
def test_what_was_taken_away_and_written_again_is_found_by_the_chain() -> None:
    """A witness that fits the rows, but not the books."""
    journal("signed", "plan", by="ada", at=AT)
    posted("close 2026-Q2")
    unsealed("deeds", "papers")
    Deed.objects.filter(by="ada").update(by="mo")
    body = witness(1)[1]
    Paper.objects.update(packed=zlib.compress(body), digest=hashlib.sha256(body).hexdigest())
    assert [*unlike()] == []
    assert verify().wrong == ("Posting 1 (close 2026-Q2) has not the rows that were booked with it.",)


@COMPANY
def test_what_was_not_committed_leaves_no_number_out() -> None:
    journal("signed", "plan", by="ada", at=AT)
    with transaction.atomic():
        journal("signed", "plan", by="ben", at=AT)
        transaction.set_rollback(True)
    journal("signed", "plan", by="lee", at=AT)
    assert list(Deed.objects.order_by("pk").values_list("pk", "by")) == [(1, "ada"), (2, "lee")]


@pytest.mark.postgres
def test_a_posting_waits_for_whoever_wrote_a_row_before_it(databases: Databases) -> None:
    """Her number is the smaller one, so the row is there before a larger one is witnessed."""
    databases.copy("postgresql", "cast", the_cast)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            journal("disputed", "dispute 1", by="ada", at=AT)
            closing = pool.submit(posted_elsewhere, "close 2026-Q3")
            while not waiting():
                assert not closing.done()
                time.sleep(0.01)
        posting = closing.result()
    journal("signed", "plan", by="ben", at=AT)
    assert witnessed(posting)["deeds"][:2] == (None, 1)
    assert [*unlike()] == []


def test_no_text_in_place_of_json_poses_as_another_row(databases: Databases) -> None:
    databases.copy("sqlite", "cast", the_cast)
    Deed.objects.create(at=AT, by="ada", did="", about="", facts={"a": 1})
    Deed.objects.create(at=AT, by="ben", did="", about="", facts={"b": 2})
    posted("close 2026-Q2")
    unsealed("deeds")
    both = '{"a":1}\n["2","2026-10-06 09:00:00.000000","ben","",""]{"b":2}'
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("DELETE FROM deeds WHERE id = 2")
        cursor.execute("UPDATE deeds SET facts = %s", [both])
    assert [*unlike()] == ["Rows of deeds up to 2 are not what posting 1 (close 2026-Q2) witnessed."]


def posted_elsewhere(once: str) -> Posting:
    """In a thread, which has a connection of its own."""
    try:
        return posted(once)
    finally:
        connection.close()


def waiting() -> bool:
    """Whether somebody waits to be the one writer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database AS d ON d.oid = database "
            "WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
        )
        return bool(cursor.fetchone()[0])


def unsealed(*tables: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            return
        for table in tables:
            cursor.execute(f"DROP TRIGGER {table}_no_update")
            cursor.execute(f"DROP TRIGGER {table}_no_delete")
