"""Disputes as tables: the line, what was done about it, and - outside the seal - what was said."""

from typing import ClassVar

from django.db import models

from plaudit.people.recorded import Sealed


class Dispute(Sealed):
    """Somebody doubts a line of her statement, closed or not; the line is named as the books name it (rule 22)."""

    program = models.CharField(max_length=100)
    person = models.CharField(max_length=100)
    incentive = models.CharField(max_length=100)
    window = models.CharField(max_length=30)
    line = models.CharField(max_length=10)
    activity = models.CharField(max_length=100, blank=True)
    milestone = models.CharField(max_length=50, blank=True)
    origin = models.CharField(max_length=30)
    # One more than there were of this line before, each of which has ended.
    attempt = models.PositiveIntegerField()
    # What the line said when she doubted it.
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    # Her manager; empty where operations answer.
    owner = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "disputes"
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "origin"], name="disputes_of_a_person")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=[
                    *("program", "person", "incentive", "window", "line", "activity", "milestone", "origin", "attempt")
                ],
                name="a_line_is_disputed_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class Step(Sealed):
    """What was done about a dispute: handed over, or ended."""

    class What(models.TextChoices):
        HANDED = "handed"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    # To whom it was handed; empty for operations.
    owner = models.CharField(max_length=100, blank=True)
    # What was corrected: an activity, a credit or a grant, and its key.
    correction = models.CharField(max_length=10, blank=True)
    of = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "dispute_steps"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dispute"],
                condition=models.Q(what__in=["accepted", "declined", "withdrawn"]),
                name="a_dispute_ends_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispute} {self.what}"


class Word(models.Model):
    """What was said, with its evidence: about people, so it stands outside the seal and can be blanked (rule 28)."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="+")
    # With which step; none with its beginning.
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    url = models.CharField(max_length=1000, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "dispute_words"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.text


class Clock(Sealed):
    """Within how many working days disputes are answered, from then on."""

    days = models.PositiveIntegerField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        db_table = "dispute_clocks"
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.days} working days"
