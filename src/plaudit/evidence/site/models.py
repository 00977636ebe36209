"""Answers that are up to date until something arrives, drafts that were made of them, proposals somebody declined."""

import json
from typing import Any, ClassVar

from django.db import models

from plaudit.customers.models import Account
from plaudit.people.recorded import Recorded, Sealed


class Answered(models.Model):
    """What a study answers to a question; no fact, and made anew when more is known than `watermark`.

    A row without a text is a question that nobody has answered yet.
    """

    # What tells questions apart: the study, its settings, the version of the program.
    key = models.CharField(max_length=64, unique=True)
    study = models.CharField(max_length=50)
    settings = models.JSONField(default=dict)
    # JSON as text: a database that reads it would put the columns of a figure in another order.
    text = models.TextField(blank=True)
    watermark = models.BigIntegerField(default=0)
    wanted = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    # How far the worker is with a long one.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "answers"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.study

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def lags(self) -> bool:
        return self.wanted > self.watermark


class PlanDraft(Sealed):
    """A plan drafted from an answer: what was recommended, and when to look again."""

    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    study = models.CharField(max_length=50)
    settings = models.JSONField(default=dict)
    plan = models.CharField(max_length=100)
    text = models.TextField()
    review_on = models.DateField(null=True, blank=True)
    # How many events must have matured; none where there were enough already.
    needed = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        db_table = "plan_drafts"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.plan


class Declined(Recorded):
    """Somebody looked at an account that was proposed as a champion and said why it is none."""

    told = ("account",)

    account = models.ForeignKey(Account, models.PROTECT, to_field="key", db_column="account", related_name="+")
    because = models.CharField(max_length=500)

    class Meta:
        db_table = "declined_champions"
