"""Comparisons with what was paid elsewhere: none is a fact, and each may be deleted."""

from typing import ClassVar

from django.db import models

from plaudit.plans.programs.models import Program


class Comparison(models.Model):
    """A paid list with its hash, and what was last found when it was put beside what is owed."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    period = models.CharField(max_length=30)
    by = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    # Kept, so that it can be compared again when more is known.
    content = models.BinaryField()
    # None while it is worked on; then with which facts, up to the arrival `watermark`.
    answered_at = models.DateTimeField(null=True, blank=True)
    watermark = models.BigIntegerField(default=0)
    # The document of `plaudit compare --format json`; empty where the list has mistakes.
    told = models.JSONField(default=dict, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    problems = models.JSONField(default=list, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "comparisons"
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return self.file_name
