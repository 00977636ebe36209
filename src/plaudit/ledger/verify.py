"""Verifying the books: every head is derived again from the rows, and what differs is named."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from plaudit.ledger.booking import Booking
from plaudit.ledger.chain import BEGIN, WORDS, linked, paper_text, posting_text
from plaudit.ledger.models import Entry, Paper, Posting


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: nothing wrong when `wrong` is empty. `head` is the chain's last, to be kept elsewhere."""

    postings: int
    entries: int
    papers: int
    head: str
    wrong: tuple[str, ...]


def verify(expected: str | None = None) -> Verified:
    """Look at all of it; with `expected`, a head printed earlier, also whether the books still pass through it."""
    chain = _Chain()
    for posting in Posting.objects.order_by("number").iterator():
        chain.follow(posting)
    wrong = [*chain.wrong, *_strays()]
    if expected is not None and expected not in chain.heads:
        wrong.append(f"No posting has the head {expected}: rows were taken away or the books were written anew.")
    return Verified(chain.postings, chain.entries, chain.papers, chain.head, tuple(wrong))


class _Chain:
    """The chain as the rows give it."""

    def __init__(self) -> None:
        self.head = BEGIN
        self.heads = {BEGIN}
        self.wrong: list[str] = []
        self.postings = self.entries = self.papers = 0

    def follow(self, posting: Posting) -> None:
        """A head that differs is told once; what follows is judged from the head that stands there."""
        self.postings += 1
        if posting.number != self.postings:
            self.wrong.append(f"Posting {self.postings} is missing: {posting.number} stands in its place.")
            self.postings = posting.number
        words = {name: getattr(posting, name) for name in WORDS}
        self.head = linked(self.head, posting_text(posting.number, posting.at, words))
        if self.head != posting.opened:
            self.wrong.append(f"Posting {posting.number} ({posting.once}) is not what was booked.")
            self.head = posting.opened
        rows = Entry.objects.filter(posting=posting).order_by("number")
        for number, head, *booking in rows.values_list("number", "head", *Booking._fields).iterator(chunk_size=5_000):
            self._entry(number, head, Booking(*booking))
        for paper in Paper.objects.filter(posting=posting).order_by("id").iterator(chunk_size=500):
            self._paper(paper)
        if self.head != posting.head:
            self.wrong.append(f"Posting {posting.number} ({posting.once}) has not the rows that were booked with it.")
        self.head = posting.head
        self.heads.add(self.head)

    def _entry(self, number: int, head: str, booking: Booking) -> None:
        self.entries += 1
        if number != self.entries:
            self.wrong.append(f"Entry {self.entries} is missing: {number} stands in its place.")
            self.entries = number
        self.head = linked(self.head, booking.text(number))
        if self.head != head:
            self.wrong.append(f"Entry {number} ({booking.kind}, {booking.person}) is not what was booked.")
            self.head = head

    def _paper(self, paper: Paper) -> None:
        self.papers += 1
        try:
            digest = hashlib.sha256(zlib.decompress(paper.packed)).hexdigest()
        except zlib.error:
            digest = ""
        if digest != paper.digest:
            self.wrong.append(f"The paper {paper.name} is not what was booked.")
        self.head = linked(self.head, paper_text(paper.name, paper.person, paper.digest))


def _strays() -> Iterator[str]:
    """Rows that belong to no posting are in no chain."""
    numbers = Posting.objects.values("number")
    for entry in Entry.objects.exclude(posting_id__in=numbers)[:10]:
        yield f"Entry {entry.number} belongs to no posting."
    for paper in Paper.objects.exclude(posting_id__in=numbers)[:10]:
        yield f"The paper {paper.name} belongs to no posting."
