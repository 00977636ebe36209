"""Booking: one posting with its entries and papers, linked to the chain, in the transaction of whoever asks."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import count, islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max

from plaudit.ledger.booking import Booking
from plaudit.ledger.chain import BEGIN, WORDS, linked, paper_text, posting_text
from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.people.arrive import hold

ROWS = 2_000
Row = TypeVar("Row")


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
    """A document to be frozen: a name that no other has, its bytes, whose it is."""

    name: str
    body: bytes
    person: str = ""


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
    for rows in _some(written.entries(bookings)):
        Entry.objects.bulk_create(rows)
    for papers in _some(written.papers(sheets)):
        Paper.objects.bulk_create(papers)
    return Posting.objects.create(number=number, **asdict(reason), opened=opened, head=written.head)


class _Writing:
    """Rows of one posting in the order in which they are linked; `head` follows them."""

    def __init__(self, head: str, posting: int) -> None:
        self.head = head
        self._posting = posting
        last: int | None = Entry.objects.aggregate(last=Max("number"))["last"]
        self._numbers = count(1 if last is None else last + 1)

    def entries(self, bookings: Iterable[Booking]) -> Iterator[Entry]:
        for number, booking in zip(self._numbers, bookings, strict=False):
            self.head = linked(self.head, booking.text(number))
            yield Entry(number=number, posting_id=self._posting, head=self.head, **asdict(booking))

    def papers(self, sheets: Iterable[Sheet]) -> Iterator[Paper]:
        for sheet in sheets:
            digest = hashlib.sha256(sheet.body).hexdigest()
            self.head = linked(self.head, paper_text(sheet.name, sheet.person, digest))
            packed = zlib.compress(sheet.body, 6)
            yield Paper(posting_id=self._posting, person=sheet.person, name=sheet.name, digest=digest, packed=packed)


def read(paper: Paper) -> bytes:
    """A paper's bytes as they were booked."""
    return zlib.decompress(paper.packed)


def _some(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Lists that fit into memory, whatever the size of the company."""
    while kept := list(islice(rows, ROWS)):
        yield kept
