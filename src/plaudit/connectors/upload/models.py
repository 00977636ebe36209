"""Files that somebody sent to be imported, what became of each, and the rows of tables that studies alone read."""

from typing import ClassVar

from django.db import models

from plaudit.people.recorded import Recorded, Sealed


class Import(models.Model):
    """A file with its hash; the rest is what was last found in it and how far storing it is, neither of them a fact."""

    source = models.CharField(max_length=80)
    by = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    size = models.BigIntegerField()
    table = models.CharField(max_length=50, blank=True)
    # What the table calls each column of the file; "" for one that is left out.
    columns = models.JSONField(default=dict, blank=True)
    counted = models.JSONField(default=dict, blank=True)
    preview = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "imports"
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class Turn(Sealed):
    """What happened to an import; the last one says where it stands."""

    class Kind(models.TextChoices):
        SENT = "sent"
        ARRANGED = "arranged"
        CHECKED = "checked"
        WRONG = "wrong"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"
        STORED = "stored"

    imported = models.ForeignKey(Import, models.PROTECT, related_name="turns")
    at = models.DateTimeField()
    by = models.CharField(max_length=100, blank=True)
    what = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        db_table = "import_turns"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.what}"


class Outside(Recorded):
    """A row of a table that studies read and no calculation does: as it was written, under the text of its key."""

    told = ("table", "key")

    table = models.CharField(max_length=30)
    key = models.CharField(max_length=500)
    row = models.JSONField()

    class Meta:
        db_table = "outside"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["table", "key"], name="outside_by_key")]
