"""Plans in use: each published version as the text it was published with."""

from typing import ClassVar

from django.db import models

from plaudit.people.models import Arrival
from plaudit.people.recorded import Recorded, Sealed


class Program(models.Model):
    """A plan in use, known by the plan's own key."""

    key = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=200)

    class Meta:
        db_table = "program"
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return self.title


class Version(Sealed):
    """A published version: its text is never changed; `digest` is the SHA-256 of it."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    author = models.CharField(max_length=100)
    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="+")

    class Meta:
        db_table = "versions"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["program", "number"], name="a_version_is_published_once")
        ]

    def __str__(self) -> str:
        return f"{self.program_id} version {self.number}"


class CompanyCalendar(Recorded):
    """How the company's pages divide time; what a plan pays follows the plan's own calendar."""

    told = ("name",)

    name = models.CharField(max_length=20, default="calendar")
    first_month = models.PositiveSmallIntegerField()
    named_by = models.CharField(max_length=5)

    class Meta:
        db_table = "company_calendar"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_year_starts_in_a_month", condition=models.Q(first_month__gte=1, first_month__lte=12)
            )
        ]
