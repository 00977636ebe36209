"""What was calculated, from which facts: a run, and what each person stood at in each window."""

from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from plaudit.earnings.document import lines_document
from plaudit.earnings.folded import activities, unfolded
from plaudit.earnings.result import Account
from plaudit.earnings.runs.version import version
from plaudit.people.models import Person
from plaudit.plans.programs.models import Program


class Run(models.Model):
    """A calculation of a program's period from all facts up to and with `watermark`, the number of an arrival."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    period = models.CharField(max_length=30)
    watermark = models.BigIntegerField()
    # Up to which arrival everybody's own incentives are calculated, and how far a reader knew of.
    through = models.BigIntegerField(default=0)
    wanted = models.BigIntegerField(default=0)
    ran_at = models.DateTimeField()
    # What it was calculated with: the hashes of the plan's versions, the engine's version.
    plan_digest = models.CharField(max_length=64)
    engine = models.CharField(max_length=50)
    problems = models.JSONField(default=list)

    class Meta:
        db_table = "runs"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["program", "period", "-watermark"], name="runs_latest")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["program", "period", "watermark"], name="the_same_facts_run_once")
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.period} at {self.watermark}"

    @property
    def lags(self) -> bool:
        """Whether prizes, budgets or more were calculated from less than is known."""
        return self.watermark < self.wanted


class Unit(models.Model):
    """One incentive, person and window as a calculation left it; money in minor units.

    `earned`, `limited` and `waiting` are empty where a problem leaves them unknown.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="+")
    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    period = models.CharField(max_length=30)
    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    place = models.PositiveIntegerField()
    incentive = models.CharField(max_length=100)
    window = models.CharField(max_length=30)
    rank = models.PositiveIntegerField(null=True)
    currency = models.CharField(max_length=3)
    earned = models.BigIntegerField(null=True)
    limited = models.BigIntegerField(null=True)
    waiting = models.BigIntegerField(null=True)
    # The same object as in `calculate --format json`, without its lines; these are folded (`earnings/folded.py`), for
    # the version of the plan whose text has this hash.
    stands = models.JSONField()
    lines = models.BinaryField()
    plan_version = models.CharField(max_length=64)
    # How much of the plan's budget was used after the last of its lines; empty where the plan has none.
    plan_used = models.BigIntegerField(null=True)
    # The next bound of her curve and what it pays (`earnings/ahead.py`).
    ahead = models.JSONField(null=True)

    class Meta:
        db_table = "units"
        ordering: ClassVar[list[str]] = ["person", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["program", "period", "person", "incentive", "window"], name="a_unit_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.incentive} {self.window}"

    @cached_property
    def told(self) -> dict[str, Any]:
        """The same object as in `calculate --format json --steps`; its sentences and steps are written now."""
        return {**self.stands, "lines": lines_document(self.account, steps=True)}

    @cached_property
    def said(self) -> list[dict[str, Any]]:
        """Its lines with their sentences alone."""
        return lines_document(self.account, steps=False)

    @property
    def account(self) -> Account:
        """Its lines as the calculation left them."""
        return unfolded(bytes(self.lines), version(self.plan_version), self.incentive, self.window)

    @property
    def activities(self) -> tuple[str, ...]:
        """The keys of the activities that its lines are of."""
        return activities(bytes(self.lines))
