"""Payouts as tables: batches, their lines, who decided what about them, and what became of each line."""

from typing import ClassVar

from django.db import models

from plaudit.ledger.models import Entry, Posting
from plaudit.people.recorded import Sealed


class Batch(Sealed):
    """What one purse pays in one currency, gathered to be approved and sent at once."""

    # The closed period that it pays; empty where it pays everything that is payable.
    period = models.CharField(max_length=30, blank=True)
    funded_by = models.CharField(max_length=100, blank=True)
    currency = models.CharField(max_length=3)
    layout = models.CharField(max_length=30)
    pay_on = models.DateField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "payout_batches"
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"payout {self.pk}"


class Slip(Sealed):
    """A section of a statement in a batch: what the entry `due` says is owed, as a line of the file."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    due = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    # One more than there were before, each of which was discarded, failed or returned.
    attempt = models.PositiveIntegerField()

    class Meta:
        db_table = "payout_slips"
        ordering: ClassVar[list[str]] = ["batch", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["due", "attempt"], name="a_section_is_tried_once_at_a_time"),
            models.UniqueConstraint(fields=["batch", "place"], name="a_line_of_a_payout_has_its_place"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What payroll and the bank call it."""
        return f"P{self.batch_id}-{self.place}"


class Step(Sealed):
    """Somebody approved a batch, gave it up or sent it; `digest` is of what was on her screen."""

    class What(models.TextChoices):
        APPROVED = "approved"
        DISCARDED = "discarded"
        SENT = "sent"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "payout_steps"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "what", "by", "digest"], name="one_approves_a_payout_once"),
            models.UniqueConstraint(
                fields=["batch"], condition=models.Q(what__in=["discarded", "sent"]), name="a_payout_is_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.what}"


class Outcome(Sealed):
    """What became of a line after it was sent: paid or failed, and after it was paid, returned."""

    class What(models.TextChoices):
        PAID = "paid"
        FAILED = "failed"
        RETURNED = "returned"

    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")

    class Meta:
        db_table = "payout_outcomes"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["slip", "what"], name="a_line_comes_to_an_end_once")
        ]

    def __str__(self) -> str:
        return f"{self.slip} {self.what}"


class Exported(models.Model):
    """The file as payroll got it. It may hold names, so it stands outside the seal; its digest is in the books."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    packed = models.BinaryField()

    class Meta:
        db_table = "payout_files"

    def __str__(self) -> str:
        return self.name


class Confirmation(models.Model):
    """What the bank or payroll said of a batch, line by line, and what of it did not fit."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    booked = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    # Sentences, each with the line of the file.
    mismatches = models.JSONField(default=list)

    class Meta:
        db_table = "payout_confirmations"
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return self.name


class Code(models.Model):
    """What a payroll system calls something of ours: a person, a purse, or the company itself."""

    class Of(models.TextChoices):
        PERSON = "person"
        PURSE = "purse"
        COMPANY = "company"

    layout = models.CharField(max_length=30)
    of = models.CharField(max_length=10, choices=Of.choices)
    key = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=100)

    class Meta:
        db_table = "payroll_codes"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["layout", "of", "key"], name="a_payroll_knows_a_key_by_one_code")
        ]

    def __str__(self) -> str:
        return f"{self.layout} {self.of} {self.key}"
