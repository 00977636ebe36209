"""Booking: one posting with its entries and papers, linked to the chain, in the transaction of whoever asks."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import chain, count, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Model

from plaudit.ledger.booking import Booking
from plaudit.ledger.chain import BEGIN, WORDS, linked, paper_text, posting_text
from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.ledger.witness import witness
from plaudit.people.arrive import hold

ROWS = 2_000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is booked: `what` it is, `once` so that it is booked once, for which period, by whom, when."""

    what: str
    once: str
    period: str
    by: str
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be frozen: a name that no other has, its bytes as zlib packed them, whose it is."""

    name: str
    packed: bytes
    person: str = ""

    @classmethod
    def of(cls, name: str, body: bytes, person: str = "") -> "Sheet":
        return cls(name, zlib.compress(body, 6), person)


def post(reason: Reason, bookings: Iterable[Booking], sheets: Iterable[Sheet] = ()) -> Posting:
    """The new posting, or the one that was booked before under the same `once`; call it inside a transaction.

    One writer at a time: numbers have no gaps, and whoever comes second finds what the first one booked.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A posting belongs to a transaction.")
    hold()
    standing = Posting.objects.filter(once=reason.once).first()
    if standing is not None:
        return standing
    last = Posting.objects.order_by("-number").first()
    number = 1 if last is None else last.number + 1
    words = {name: getattr(reason, name) for name in WORDS}
    text = posting_text(number, reason.at, words)
    opened = linked(BEGIN if last is None else last.head, text)
    written = _Writing(opened, number)
    # The posting's head is known at last, its entries refer to it from the first: the database looks at the end.
    _insert(Entry, ("number", "posting_id", "head", *Booking._fields), written.entries(bookings))
    _insert(
        Paper,
        ("posting_id", "person", "name", "digest", "packed"),
        written.papers(chain(sheets, [Sheet.of(*witness(number))])),
    )
    return Posting.objects.create(number=number, **asdict(reason), opened=opened, head=written.head)


class _Writing:
    """Rows of one posting in the order in which they are linked; `head` follows them."""

    def __init__(self, head: str, posting: int) -> None:
        self.head = head
        self._posting = posting
        last: int | None = Entry.objects.aggregate(last=Max("number"))["last"]
        self._numbers = count(1 if last is None else last + 1)

    def entries(self, bookings: Iterable[Booking]) -> Iterator[Row]:
        for number, booking in zip(self._numbers, bookings, strict=False):
            self.head = linked(self.head, booking.text(number))
            yield (number, self._posting, self.head, *booking)

    def papers(self, sheets: Iterable[Sheet]) -> Iterator[Row]:
        for sheet in sheets:
            digest = hashlib.sha256(zlib.decompress(sheet.packed)).hexdigest()
            self.head = linked(self.head, paper_text(sheet.name, sheet.person, digest))
            yield (self._posting, sheet.person, sheet.name, digest, sheet.packed)


def _insert(model: type[Model], columns: Sequence[str], rows: Iterator[Row]) -> None:
    """Rows as they are: a model's instance for each of a million takes longer than everything else of a close."""
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    values = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({values})"
    with connection.cursor() as cursor:
        while some := list(islice(rows, ROWS)):
            cursor.executemany(statement, some)


def read(paper: Paper) -> bytes:
    """A paper's bytes as they were booked."""
    return zlib.decompress(paper.packed)
