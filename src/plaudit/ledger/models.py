"""The books as tables: postings, their entries, and the papers frozen with them."""

from typing import ClassVar

from django.db import models

from plaudit.people.recorded import Sealed


class Posting(Sealed):
    """What was booked at once for one reason: a close, a payout, a confirmation."""

    number = models.BigIntegerField(primary_key=True)
    what = models.CharField(max_length=30)
    # What happens once at most, whoever asks again: `close 2026-Q3`.
    once = models.CharField(max_length=200, unique=True)
    period = models.CharField(max_length=30)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    # What was known, with what it was calculated, who approved it: what a replay needs.
    facts = models.JSONField(default=dict)
    # The chain's head after these words, and after the last row.
    opened = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    class Meta:
        db_table = "postings"
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return self.once


class Entry(Sealed):
    """One amount of one person, in minor units (see `booking.py`). Persons are keys: the books hold no names."""

    number = models.BigIntegerField(primary_key=True)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    person = models.CharField(max_length=100)
    program = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    funded_by = models.CharField(max_length=100, blank=True)
    origin = models.CharField(max_length=30)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    incentive = models.CharField(max_length=100, blank=True)
    window = models.CharField(max_length=30, blank=True)
    line = models.CharField(max_length=10, blank=True)
    activity = models.CharField(max_length=100, blank=True)
    milestone = models.CharField(max_length=50, blank=True)
    cause = models.TextField(blank=True)
    into = models.BigIntegerField(null=True)
    into_currency = models.CharField(max_length=3, blank=True)
    rate = models.CharField(max_length=80, blank=True)
    head = models.CharField(max_length=64)

    class Meta:
        db_table = "entries"
        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["program", "origin", "person"], name="entries_of_a_line"),
            models.Index(fields=["person", "number"], name="entries_of_a_person"),
            # What is owed is found among these, a few for each person, and not among all that was ever earned.
            models.Index(fields=["kind"], condition=models.Q(into__isnull=False), name="entries_in_her_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.person}"


class Paper(Sealed):
    """A document as it was when it was booked, compressed; `digest` is the SHA-256 of its bytes."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    # Whose it is, where it is one person's.
    person = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    packed = models.BinaryField()

    class Meta:
        db_table = "papers"
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="papers_of_a_person")]

    def __str__(self) -> str:
        return self.name
