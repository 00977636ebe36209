"""Signatures under versions of plans, and the texts that were signed."""

from typing import ClassVar

from django.db import models

from plaudit.people.models import Person
from plaudit.people.recorded import Sealed
from plaudit.plans.programs.models import Version


class Wording(Sealed):
    """A text as it was shown to be signed: the sentences of a later release may be others."""

    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    class Meta:
        db_table = "wordings"

    def __str__(self) -> str:
        return self.digest


class Signature(Sealed):
    """Somebody signed a version, by the SHA-256 of its document and of the text that she read."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    plan_digest = models.CharField(max_length=64)
    wording = models.ForeignKey(Wording, models.PROTECT, to_field="digest", db_column="text_digest", related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "signatures"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "person"], name="a_version_is_signed_once_by_each")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.person_id}"
