"""Proposals of money to be given by hand, and what became of each; only an approved one is a fact (`grants`)."""

from typing import ClassVar

from django.db import models

from plaudit.people.models import Person
from plaudit.people.recorded import Sealed
from plaudit.plans.programs.models import Program


class Proposal(Sealed):
    """What is proposed, under the key that the grant will have; `minor` in the currency of the plan."""

    key = models.CharField(max_length=100, unique=True)
    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    incentive = models.CharField(max_length=100)
    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    on = models.DateField()
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # One of a short list: what somebody wants to say beside it stands in `Words`.
    reason = models.CharField(max_length=100)

    class Meta:
        db_table = "grant_proposals"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_grant_gives_something", condition=models.Q(minor__gt=0))
        ]

    def __str__(self) -> str:
        return self.key


class Turn(Sealed):
    """Something that somebody did about a proposal; the last one says where it stands."""

    class Kind(models.TextChoices):
        PROPOSED = "proposed"
        WITHDRAWN = "withdrawn"
        DECLINED = "declined"
        APPROVED = "approved"
        # To take an approved grant back takes two people as well.
        DOUBTED = "doubted"
        KEPT = "kept"
        RETRACTED = "retracted"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="turns")
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    what = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        db_table = "grant_turns"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(what__in=["withdrawn", "declined", "approved"]),
                name="a_proposal_is_decided_once",
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(what="retracted"), name="a_grant_is_retracted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.what}"


class Words(models.Model):
    """What somebody wrote beside a turn: outside the seal, so that it can be blanked."""

    turn = models.OneToOneField(Turn, models.PROTECT, related_name="words")
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "grant_words"

    def __str__(self) -> str:
        return self.text
