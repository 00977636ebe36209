"""The books refuse change, and who changes them from outside is found."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from plaudit.ledger.adjust import Difference, differences
from plaudit.ledger.booking import Booking, Key
from plaudit.ledger.chain import BEGIN
from plaudit.ledger.models import Entry, Posting
from plaudit.ledger.post import Reason, Sheet, post
from plaudit.ledger.verify import verify

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)
BOOKS = pytest.mark.usefixtures("company")


def booking(amount: int, activity: str = "ref-1") -> Booking:
    return Booking(
        "earned", "ada", "advocacy", 1, "sales", "2026-Q3", amount, "USD", "referrals", "w", "act", activity, "demo"
    )


def posted(quarter: str, *amounts: int) -> Posting:
    reason = Reason("close", f"close {quarter}", quarter, "fay", AT, {"watermark": 7})
    with transaction.atomic():
        return post(
            reason, [booking(amount) for amount in amounts], [Sheet.of(f"statement {quarter} ada", b"{}", "ada")]
        )


@BOOKS
def test_what_is_posted_verifies_and_a_second_time_is_the_first() -> None:
    first = posted("2026-Q2", 100, 250)
    assert posted("2026-Q2", 999) == first
    second = posted("2026-Q3", -50)
    found = verify(expected=first.head)
    # A statement and a witness each.
    assert (found.postings, found.entries, found.papers, found.wrong) == (2, 3, 4, ())
    assert found.head == second.head
    assert list(Entry.objects.values_list("number", "amount")) == [(1, 100), (2, 250), (3, -50)]


@BOOKS
def test_an_empty_book_begins_with_zeros() -> None:
    assert verify().head == BEGIN


@BOOKS
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE postings SET head = ''",
        "UPDATE entries SET amount = 1",
        "UPDATE papers SET digest = ''",
        "DELETE FROM postings",
        "DELETE FROM entries",
        "DELETE FROM papers",
    ],
)
def test_the_books_are_append_only(change: str) -> None:
    posted("2026-Q3", 100)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


# What somebody with the database's password may do, and what is said of it; the seal is broken first.
TAMPERED = {
    "UPDATE entries SET amount = 101 WHERE number = 1": "Entry 1 (earned, ada) is not what was booked.",
    "UPDATE entries SET person = 'ben' WHERE number = 2": "Entry 2 (earned, ben) is not what was booked.",
    "UPDATE entries SET cause = 'x' WHERE number = 3": "Entry 3 (earned, ada) is not what was booked.",
    "DELETE FROM entries WHERE number = 2": "Entry 2 is missing: 3 stands in its place.",
    "DELETE FROM entries WHERE number = 3": "Posting 2 (close 2026-Q3) has not the rows",
    "UPDATE postings SET \"by\" = 'zed' WHERE number = 1": "Posting 1 (close 2026-Q2) is not what was booked",
    "UPDATE postings SET facts = '{}' WHERE number = 2": "Posting 2 (close 2026-Q3) is not what was booked",
    "UPDATE papers SET digest = 'x' WHERE id = 1": "The paper statement 2026-Q2 ada is not what was booked.",
    "UPDATE papers SET person = 'ben' WHERE id = 1": "Posting 1 (close 2026-Q2) has not the rows",
    "DELETE FROM papers WHERE id = 3": "Posting 2 (close 2026-Q3) has not the rows",
}


@BOOKS
@pytest.mark.parametrize(("change", "said"), TAMPERED.items())
def test_any_one_row_that_was_rewritten_is_found(change: str, said: str) -> None:
    posted("2026-Q2", 100, 250)
    posted("2026-Q3", -50)
    break_in(change)
    assert any(told.startswith(said) for told in verify().wrong)


@BOOKS
def test_books_that_were_cut_off_or_written_anew_miss_the_head_that_was_kept() -> None:
    posted("2026-Q2", 100)
    kept = posted("2026-Q3", -50).head
    break_in(
        "DELETE FROM papers WHERE posting_id = 2",
        "DELETE FROM entries WHERE number = 2",
        "DELETE FROM postings WHERE number = 2",
    )
    assert verify().wrong == ()
    [said] = verify(expected=kept).wrong
    assert said.startswith(f"No posting has the head {kept}")


TABLES = ("postings", "entries", "papers")
UNSEALED = {
    "postgresql": ["SET session_replication_role = replica"],
    "sqlite": [
        "PRAGMA foreign_keys = OFF",
        *(f"DROP TRIGGER {table}_no_{change}" for table in TABLES for change in ("update", "delete")),
    ],
}


def break_in(*changes: str) -> None:
    """Past the seal, as only somebody outside the program can."""
    with connection.cursor() as cursor:
        for statement in (*UNSEALED[connection.vendor], *changes):
            cursor.execute(statement)


def key(activity: str, person: str = "ada") -> Key:
    return Key("advocacy", person, "referrals", "w", "act", activity, "demo", "2026-Q2")


def test_what_is_known_now_minus_what_was_booked() -> None:
    booked = {key("gone"): 100, key("same"): 100, key("more"): 100, key("held", "ben"): 100}
    now = {key("same"): 100, key("more"): 150, key("late"): 30}
    assert list(differences(now, booked, {("ben", "referrals", "w")})) == [
        Difference(key("gone"), 100, 0),
        Difference(key("late"), 0, 30),
        Difference(key("more"), 100, 150),
    ]
