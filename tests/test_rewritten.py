"""A database that was rewritten from outside: any one row of what was known, decided, booked and paid is found."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, models, transaction

from plaudit.cli.app import main
from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.ledger.post import Reason, post
from plaudit.ledger.verify import verify
from plaudit.ledger.witness import unlike
from plaudit.people.access import Reader, reader
from plaudit.people.arrive import arrive
from plaudit.people.models import Duty, Login
from plaudit.people.seal import sealed
from plaudit.statements.begin import begin
from plaudit.statements.beside import beside
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.models import Decision
from plaudit.statements.payouts.approve import approve
from plaudit.statements.payouts.confirm import mark
from plaudit.statements.payouts.make import Asked, make
from plaudit.statements.payouts.models import Batch, Exported, Outcome, Slip, Step
from plaudit.statements.payouts.send import send
from plaudit.statements.payouts.stands import stands
from plaudit.statements.points import points
from plaudit.statements.prepare import prepare
from plaudit.values.period import Period
from tests.closing import AFTERWARDS as NOW

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("over")]
TABLES = [Posting, Entry, Paper, Decision, Batch, Slip, Step, Outcome, Exported]
# What the books do not say: the numbers of papers and files, which nobody is told, and of what no posting followed yet.
UNSAID = {"papers.id", "payout_files.id", "payout_outcomes.id"}
WITNESSED = [model for model in sealed() if model not in TABLES[:3]]


@pytest.fixture
def paid(over: None) -> str:  # noqa: ARG001 -- the company whose quarter is closed
    """The quarter is closed, what sales owes is sent, Ada's line failed and the others were paid; the last head."""
    with transaction.atomic():
        stamp = arrive("cast", by="amy", at=NOW).stamp
        for key in ("kim", "zed"):
            Duty.objects.create(person_id=key, duty="finance", starts=date(2024, 1, 1), **stamp)
    fay = who("fay")
    draft = prepare(begin(Period.of("2026-Q3"), by="pia", at=NOW), at=NOW)
    for point in points(draft):
        if point.open:
            decide(draft, Said(point.code, draft.digest, "seen"), by=fay, at=NOW)
    close(draft, by="fay", at=NOW)
    batch = make(Asked("2026-Q3", "sales", "USD", "generic", date(2026, 10, 15)), by=fay, at=NOW)
    for key in ("kim", "zed"):
        approve(batch, shown=stands(batch).digest, by=who(key), at=NOW)
    send(batch, by=fay, at=NOW)
    mark(batch, [1], "failed", by=fay, at=NOW)
    mark(batch, None, "paid", by=fay, at=NOW)
    return verify().head


def who(key: str) -> Reader:
    return reader(Login.objects.get(person__key=key), NOW.date())


def wrong(head: str) -> tuple[str, ...]:
    return verify(expected=head).wrong or (*beside(), *unlike())


def found(change: Callable[[], object], look: Callable[[], Iterable[str]]) -> bool:
    """Whether it is noticed; then it is undone."""
    with transaction.atomic():
        change()
        said = [*look()]
        transaction.set_rollback(True)
    return said != []


def unsealed() -> None:
    """As only somebody outside the program can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            return
        cursor.execute("PRAGMA foreign_keys = OFF")
        for model in sealed():
            for change in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {model._meta.db_table}_no_{change}")


def some(field: "models.Field[Any, Any]", number: int) -> Any:
    """Something that the column takes."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    match field.get_internal_type():
        case "CharField" | "TextField":
            return field.choices[0][0] if field.choices else f"{number}{field.name}"[: field.max_length]
        case "DateField":
            return date(2026, 9, number)
        case "DateTimeField":
            return datetime(2026, 9, number, 12, tzinfo=UTC)
        case "JSONField":
            return {"number": number}
        case "BooleanField":
            return True
    return number


def other(field: "models.Field[Any, Any]", value: Any) -> Any:
    """Something else that the column takes."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return "admin" if field.attname == "duty" else f"{value[:-1]}~"
    if isinstance(value, int):
        return value + (1 if field.get_internal_type() == "PositiveSmallIntegerField" else 1_000)
    if isinstance(value, datetime | date):
        return value + timedelta(days=1)
    if isinstance(value, dict):
        return {**value, "more": 1}
    return zlib.compress(b"{}") if isinstance(value, bytes | memoryview) else some(field, 7)


def missed(rows: "models.QuerySet[Any]", row: models.Model | None, look: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The columns that can be changed in a row, and the table where the row can be taken away, unnoticed."""
    assert row is not None
    one, table = rows.filter(pk=row.pk), row._meta.db_table
    for field in row._meta.concrete_fields:
        if not found(partial(one.update, **{field.attname: other(field, getattr(row, field.attname))}), look):
            yield f"{table}.{field.attname}"
    if not found(partial(one._raw_delete, one.db), look):
        yield table


@pytest.mark.parametrize("model", TABLES, ids=lambda model: str(model._meta.db_table))
def test_any_one_row_that_was_rewritten_is_found(model: type[models.Model], paid: str) -> None:
    """Each column of the first and the last row, and the row itself."""
    rows = model._default_manager.order_by("pk")
    unsealed()
    assert wrong(paid) == ()
    look = partial(wrong, paid)
    assert {*missed(rows, rows.first(), look), *missed(rows, rows.last(), look)} <= UNSAID


def test_the_command_says_so(paid: str, capsys: pytest.CaptureFixture[str]) -> None:
    unsealed()
    Outcome.objects.filter(what="failed").update(what="paid")
    with pytest.raises(SystemExit, match="1"):
        main(["ledger", "verify", "--head", paid])
    assert capsys.readouterr().err == (
        "What became of payouts is not what was booked with the confirmation 1 1.\n"
        "Rows of payout_outcomes after 0 up to 1 are not what posting 4 (confirmation 1 2) witnessed.\n"
    )


def made(model: type[models.Model], pk: int, number: int) -> models.Model:
    fields = (field for field in model._meta.concrete_fields if not field.primary_key)
    return model(pk=pk, **{field.attname: some(field, number) for field in fields})


def filled() -> None:
    """Two rows of everything, with room for a third between them."""
    for model in WITNESSED:
        model._default_manager.bulk_create([made(model, 1_001, 7), made(model, 1_003, 8)])


def unfound(model: type[models.Model]) -> Iterator[str]:
    """Each column of a row, the row itself, and a row put before or among those that were there."""
    rows = model._default_manager.order_by("pk")
    yield from missed(rows, rows.last(), unlike)
    for pk in (-1, 1_002):
        if not found(partial(made(model, pk, 9).save, force_insert=True), unlike):
            yield f"row {pk} of {model._meta.db_table}"


def test_any_one_row_of_every_sealed_table_is_found() -> None:
    unsealed()
    filled()
    with transaction.atomic():
        head = post(Reason("close", "close 2026-Q2", "2026-Q2", "fay", NOW), []).head
    assert (verify(expected=head).wrong, [*unlike()]) == ((), [])
    assert [each for model in WITNESSED for each in unfound(model)] == []
