"""A payout from what is payable to what the bank said of it; every refusal, and nothing twice."""

import hashlib
import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.ledger.post import read
from plaudit.ledger.verify import verify
from plaudit.people.models import Deed, Notice
from plaudit.statements.payouts.approve import approve, discard
from plaudit.statements.payouts.codes import Codes, say
from plaudit.statements.payouts.confirm import mark, reconcile
from plaudit.statements.payouts.make import Asked, make
from plaudit.statements.payouts.models import Batch, Confirmation, Outcome, Slip, Step
from plaudit.statements.payouts.payable import left, payable
from plaudit.statements.payouts.payments import payments
from plaudit.statements.payouts.send import file_of, send
from plaudit.statements.payouts.stands import stands
from plaudit.statements.payouts.tests.books import AT, asked, closed, due, the_quarter
from plaudit.values.refused import Refused
from tests.site import who

pytestmark = pytest.mark.usefixtures("company", "books")


@pytest.fixture
def books(company: None) -> None:  # noqa: ARG001 -- the database that the quarter is booked in
    the_quarter()


def made(question: Asked | None = None) -> Batch:
    return make(asked() if question is None else question, by=who("fay"), at=AT)


def approved(batch: Batch) -> Batch:
    for key in ("kim", "zed"):
        approve(batch, shown=stands(batch).digest, by=who(key), at=AT)
    return batch


def sent(question: Asked | None = None) -> Batch:
    batch = approved(made(question))
    send(batch, by=who("fay"), at=AT)
    return batch


def refusal(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def states(batch: Batch) -> dict[str, str]:
    return {line.slip.reference: line.state for line in stands(batch).lines}


def test_what_is_payable_is_what_statements_say_is_due_and_nobody_has_sent() -> None:
    assert [(each.person, each.funded_by, each.currency, each.amount) for each in payable()] == [
        ("ada", "sales", "USD", 50000),
        ("ada", "marketing", "USD", 12000),
        ("ben", "sales", "EUR", 10000),
        ("lee", "sales", "USD", 8050),
    ]


def test_what_is_payable_is_found_without_reading_what_was_earned() -> None:
    posting = Posting.objects.get()
    earned = due("ada", "sales", 100)._replace(kind="earned", into=None, into_currency="")._asdict()
    Entry.objects.bulk_create(Entry(number=number, posting=posting, **earned) for number in range(10, 20_010))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert "entries_in_her_currency" in left().explain()
    assert len(payable()) == 4


def test_a_batch_holds_one_purse_in_one_currency_and_says_what_it_adds_up_to() -> None:
    now = stands(made())
    assert [(line.slip.reference, line.slip.due.person, line.slip.amount) for line in now.lines] == [
        (f"P{now.batch.pk}-1", "ada", 50000),
        (f"P{now.batch.pk}-2", "lee", 8050),
    ]
    assert (now.total, now.state) == (58050, "waiting")


def test_what_was_paid_outside_is_not_payable() -> None:
    once = due("ada", "sales", 700, period="2026-Q1")
    closed(once, once._replace(kind="elsewhere"), period="2026-Q1")
    assert [each for each in payable() if each.period == "2026-Q1"] == []
    assert [each.state for each in payments("ada", "2026-Q1")] == ["elsewhere"]


def test_asked_again_it_is_the_same_batch_and_a_section_stands_in_one_only() -> None:
    first = made()
    assert made() == first
    with refusal("nothing-payable"):
        make(asked(period=""), by=who("fay"), at=AT)
    assert [each.funded_by for each in payable()] == ["marketing", "sales"]
    assert Slip.objects.count() == 2


def test_a_batch_of_everything_takes_all_closed_periods() -> None:
    closed(due("ada", "sales", 4000, period="2026-Q2"), period="2026-Q2")
    now = stands(made(asked(period="")))
    assert [(line.slip.due.origin, line.slip.amount) for line in now.lines] == [
        ("2026-Q3", 50000),
        ("2026-Q3", 8050),
        ("2026-Q2", 4000),
    ]


def test_a_discarded_batch_leaves_its_sections_to_another() -> None:
    first = made()
    discard(first, by=who("kim"), at=AT)
    discard(first, by=who("kim"), at=AT)
    second = made()
    assert (stands(first).state, second.pk > first.pk) == ("discarded", True)
    assert list(Slip.objects.filter(batch=second).values_list("attempt", flat=True)) == [2, 2]
    with refusal("payout-ended"):
        approve(first, shown=stands(first).digest, by=who("kim"), at=AT)


def test_the_database_refuses_a_second_live_line_for_one_section() -> None:
    slip = Slip.objects.filter(batch=made()).first()
    assert slip is not None
    other = Batch.objects.create(pk=2, currency="USD", layout="generic", pay_on=AT.date(), made_by="fay", made_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slip.objects.create(batch=other, place=1, due=slip.due, amount=slip.amount, attempt=slip.attempt)


@pytest.mark.parametrize("table", ["payout_batches", "payout_slips", "payout_steps", "payout_outcomes"])
def test_what_was_decided_is_append_only(table: str) -> None:
    mark(sent(), None, "paid", by=who("fay"), at=AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_two_approve_who_neither_made_it_nor_wrote_the_plan_nor_are_paid() -> None:
    batch = made()
    digest = stands(batch).digest
    with refusal("made-it"):
        approve(batch, shown=digest, by=who("fay"), at=AT)
    with refusal("author"):
        approve(batch, shown=digest, by=who("pia"), at=AT)
    with refusal("not-hers"):
        approve(batch, shown=digest, by=who("ada"), at=AT)
    with refusal("payout-changed"):
        approve(batch, shown="0" * 64, by=who("kim"), at=AT)
    with refusal("not-approved"):
        send(batch, by=who("fay"), at=AT)
    assert approve(batch, shown=digest, by=who("kim"), at=AT) == approve(batch, shown=digest, by=who("kim"), at=AT)
    with refusal("not-approved"):
        send(batch, by=who("fay"), at=AT)
    approve(batch, shown=digest, by=who("zed"), at=AT)
    assert stands(batch).state == "approved"


def test_nobody_approves_sends_or_confirms_what_pays_her() -> None:
    closed(due("kim", "sales", 100, period="2026-Q2"), period="2026-Q2")
    batch = made(asked(period="2026-Q2"))
    with refusal("own-pay"):
        approve(batch, shown=stands(batch).digest, by=who("kim"), at=AT)
    with refusal("own-pay"):
        send(batch, by=who("kim"), at=AT)


@pytest.mark.parametrize("who_", ["ada", "mo", "amy"])
def test_others_neither_make_nor_send_nor_give_up_nor_confirm(who_: str) -> None:
    batch = made()
    with refusal("not-hers"):
        make(asked("marketing"), by=who(who_), at=AT)
    with refusal("not-hers"):
        send(batch, by=who(who_), at=AT)
    with refusal("not-hers"):
        discard(batch, by=who(who_), at=AT)
    with refusal("not-hers"):
        mark(batch, None, "paid", by=who(who_), at=AT)


def test_approvals_fall_when_payroll_would_get_something_else() -> None:
    batch = approved(made())
    say("generic", Codes(person={"ada": "100234"}), by=who("fay"), at=AT)
    now = stands(batch)
    assert (now.state, len(now.approvals)) == ("waiting", 0)
    approved(batch)
    send(batch, by=who("fay"), at=AT)
    assert "100234" in (file_of(batch) or ("", b""))[1].decode()


def test_sending_books_what_is_sent_and_makes_the_file_in_one_step() -> None:
    before = verify().head
    batch = sent()
    name, body = file_of(batch) or ("", b"")
    ref = f"P{batch.pk}"
    assert name == f"payout-{batch.pk}-USD.csv"
    assert body.decode().splitlines() == [
        "reference,person,name,employee_number,earning_code,period,program,funded_by,pay_on,amount,currency,books",
        f"{ref}-1,ada,Ada Okafor,,,2026-Q3,advocacy,sales,2026-10-15,500.00,USD,{before}",
        f"{ref}-2,lee,Lee Tanaka,,,2026-Q3,advocacy,sales,2026-10-15,80.50,USD,{before}",
    ]
    posting = Posting.objects.get(once=f"payout {batch.pk}")
    assert posting.facts["file_digest"] == hashlib.sha256(body).hexdigest()
    assert (posting.facts["total"], posting.facts["made_by"]) == (58050, "fay")
    assert [each["by"] for each in posting.facts["approved"]] == ["kim", "zed"]
    assert list(Entry.objects.filter(posting=posting).values_list("kind", "person", "into", "cause")) == [
        ("sent", "ada", 50000, f"{ref}-1"),
        ("sent", "lee", 8050, f"{ref}-2"),
    ]
    assert verify(expected=posting.head).wrong == ()


def test_the_books_hold_no_name_of_a_payout() -> None:
    batch = sent()
    paper = Paper.objects.get(name=f"payout {batch.pk}")
    assert b'"ada","advocacy","sales","2026-Q3",50000,"USD"' in read(paper)
    assert b"Okafor" not in read(paper)
    assert "Okafor" not in str(list(Posting.objects.values_list("facts", flat=True)))
    assert "Okafor" not in str(list(Deed.objects.values_list("facts", flat=True)))


def test_sending_again_answers_with_what_was_sent_and_giving_up_is_too_late() -> None:
    batch = sent()
    assert send(batch, by=who("kim"), at=AT) == Posting.objects.get(once=f"payout {batch.pk}")
    with refusal("payout-ended"):
        discard(batch, by=who("fay"), at=AT)
    assert Entry.objects.filter(kind="sent").count() == 2
    assert [each.funded_by for each in payable()] == ["marketing", "sales"]


def test_what_the_books_do_not_owe_is_not_sent() -> None:
    batch = approved(made())
    closed(due("ada", "sales", -50000), period="by hand")
    with refusal("not-owed"):
        send(batch, by=who("fay"), at=AT)
    assert (Entry.objects.filter(kind="sent").count(), file_of(batch)) == (0, None)


def test_a_line_that_failed_or_was_returned_goes_into_a_new_batch() -> None:
    first = sent()
    mark(first, [1], "failed", by=who("fay"), at=AT)
    mark(first, [2], "paid", by=who("fay"), at=AT)
    second = sent()
    assert [(line.slip.due.person, line.slip.attempt) for line in stands(second).lines] == [("ada", 2)]
    mark(second, None, "paid", by=who("fay"), at=AT)
    mark(second, [1], "returned", by=who("fay"), at=AT)
    third = sent()
    assert [(line.slip.due.person, line.slip.attempt) for line in stands(third).lines] == [("ada", 3)]
    mark(third, None, "paid", by=who("fay"), at=AT)
    assert [each.person for each in payable()] == ["ada", "ben"]
    kinds = ["sent", "failed", "sent", "paid", "returned", "sent", "paid"]
    entries = Entry.objects.filter(person="ada", funded_by="sales").exclude(kind="due")
    assert list(entries.values_list("kind", flat=True)) == kinds
    assert verify().wrong == ()


def test_what_cannot_have_happened_is_refused() -> None:
    waiting = made(asked("marketing"))
    with refusal("not-sent"):
        mark(waiting, None, "paid", by=who("fay"), at=AT)
    batch = sent()
    with refusal("outcome-impossible"):
        mark(batch, [1], "returned", by=who("fay"), at=AT)
    with refusal("line-unknown"):
        mark(batch, [9], "paid", by=who("fay"), at=AT)
    with refusal("outcome-unknown"):
        mark(batch, [1], "lost", by=who("fay"), at=AT)
    mark(batch, [1], "failed", by=who("fay"), at=AT)
    with refusal("outcome-impossible"):
        mark(batch, [1], "paid", by=who("fay"), at=AT)
    assert mark(batch, [1], "failed", by=who("fay"), at=AT) is None


def said(*rows: str) -> bytes:
    return "\n".join(["Reference;Amount;State", *rows]).encode()


def test_the_banks_file_is_reconciled_line_by_line() -> None:
    batch = sent()
    ref = f"P{batch.pk}"
    told = reconcile(
        batch, "bank.csv", said(f"{ref}-1;500.00;confirmed", f"{ref}-2;80.50;failed"), by=who("fay"), at=AT
    )
    assert (told.booked, told.known, told.mismatches) == (2, 0, [])
    assert states(batch) == {f"{ref}-1": "paid", f"{ref}-2": "failed"}
    assert stands(batch).state == "settled"
    assert stands(batch).sums() == {"paid": 50000, "failed": 8050}
    again = reconcile(
        batch, "bank.csv", said(f"{ref}-1;500.00;confirmed", f"{ref}-2;80.50;failed"), by=who("fay"), at=AT
    )
    assert (again.booked, again.known, again.mismatches) == (0, 2, [])
    assert Outcome.objects.count() == 2


def test_what_does_not_fit_is_named_and_not_booked() -> None:
    batch = sent()
    ref = f"P{batch.pk}"
    file = said(
        f"{ref}-1;499.99;paid",
        "P999-1;80.50;paid",
        f"{ref}-2;80,50;paid",
        f"{ref}-2;80.50;gone",
        f"{ref}-2;80.50;returned",
        f"{ref}-2;80.50;paid",
        f"{ref}-2;80.50;paid",
    )
    told = reconcile(batch, "bank.csv", file, by=who("fay"), at=AT)
    assert told.mismatches == [
        f"Line 2: {ref}-1 was sent as 500.00; the file says '499.99'.",
        "Line 3: 'P999-1' names no line of this payout.",
        f"Line 4: {ref}-2 was sent as 80.50; the file says '80,50'.",
        "Line 5: 'gone' is no state; write paid, failed or returned.",
        f"Line 6: {ref}-2 is sent: it cannot be returned.",
        f"Line 8: {ref}-2 stands there twice as paid.",
    ]
    assert (told.booked, states(batch)) == (1, {f"{ref}-1": "sent", f"{ref}-2": "paid"})


def test_the_bank_may_name_people_by_their_number_with_payroll() -> None:
    say("generic", Codes(person={"ada": "100234"}), by=who("fay"), at=AT)
    batch = sent()
    told = reconcile(batch, "bank.csv", said("100234;500.00;paid"), by=who("fay"), at=AT)
    assert (told.booked, states(batch)[f"P{batch.pk}-1"]) == (1, "paid")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"reference,amount\nP1-1,1", "column-missing"),
        (b"", "column-missing"),
        (b"\xff\xfe", "file-unreadable"),
        (b"x" * (5 * 1024 * 1024 + 1), "file-too-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(body: bytes, code: str) -> None:
    batch = sent()
    with refusal(code):
        reconcile(batch, "bank.csv", body, by=who("fay"), at=AT)
    assert Confirmation.objects.count() == 0


def test_ada_sees_how_far_her_payments_are_and_is_told() -> None:
    assert [each.state for each in payments("ada", "2026-Q3")] == ["payable", "payable"]
    made(asked("marketing"))
    batch = sent()
    assert [each.state for each in payments("ada", "2026-Q3")] == ["sent", "payable"]
    mark(batch, None, "paid", by=who("fay"), at=AT)
    first = payments("ada", "2026-Q3")[0]
    assert (str(first.amount), first.state, first.batch, first.since) == ("500.00", "paid", batch.pk, AT)
    assert set(Notice.objects.values_list("person__key", "what")) == {("ada", "payout-paid"), ("lee", "payout-paid")}


def test_fifty_who_press_at_once_make_one_batch_and_send_it_once() -> None:
    batches = at_once(lambda: make(asked(), by=who("fay"), at=AT).pk)
    assert len(set(batches)) == 1
    batch = approved(Batch.objects.get())
    assert len(set(at_once(lambda: send(batch, by=who("fay"), at=AT).pk))) == 1
    assert set(at_once(lambda: mark(batch, None, "paid", by=who("fay"), at=AT) is None)) == {True, False}
    assert (Slip.objects.count(), Step.objects.filter(what="sent").count()) == (2, 1)
    assert sorted(Entry.objects.exclude(kind="due").values_list("kind", flat=True)) == ["paid", "paid", "sent", "sent"]
    assert verify().wrong == ()


def at_once(act: Callable[[], object]) -> list[object]:
    """What fifty get who start together."""
    gate, got = threading.Barrier(50), []

    def press() -> None:
        gate.wait()
        try:
            got.append(act())
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=press) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 50
    return got
