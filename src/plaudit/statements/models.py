"""A close as it is prepared: drafts, what they would state, and who decided what about them."""

from typing import ClassVar

from django.db import models

from plaudit.ledger.models import Paper
from plaudit.people.recorded import Sealed


class Draft(models.Model):
    """A period calculated to be closed, from what was known up to an arrival; nothing of it is booked yet."""

    period = models.CharField(max_length=30)
    starts = models.DateField()
    ends = models.DateField()
    watermark = models.BigIntegerField()
    known_at = models.DateTimeField()
    begun_by = models.CharField(max_length=100)
    begun_at = models.DateTimeField()
    # Books that were kept elsewhere until then: what the draft states has been paid.
    elsewhere = models.BooleanField(default=False)
    # How many people it has, and how many are done.
    people = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    # SHA-256 over everything that it would book and state: what an approval approves.
    digest = models.CharField(max_length=64, blank=True)
    # Sums, problems and what it was calculated with.
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "drafts"
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.period} as known at {self.known_at:%Y-%m-%d %H:%M}"


class Prepared(models.Model):
    """One person's statement as a draft would issue it, with what would be booked for her."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+")
    person = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    # The statement and the bookings, as JSON, compressed.
    body = models.BinaryField()
    bookings = models.BinaryField()
    # Its sums by program and purse, for pages.
    told = models.JSONField()

    class Meta:
        db_table = "prepared"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "person"], name="a_draft_states_a_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.person}"


class Decision(Sealed):
    """Somebody approved a draft, or let a point of its list stand; `digest` is of what was on her screen."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+")
    # `approve`, or the point of the list that is carried on.
    point = models.CharField(max_length=30)
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Approving is the last thing: who approved approves again when something was let stand since.
            models.UniqueConstraint(
                fields=["draft", "point", "by"], condition=~models.Q(point="approve"), name="one_decides_a_point_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.point}"


class Acknowledgement(Sealed):
    """She whose statement it is has seen it."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "acknowledgements"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.paper_id} at {self.at:%Y-%m-%d}"
