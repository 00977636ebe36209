"""What every fact carries in the database: when it was learned, from which arrival; never changed, only followed.

A row with the same key that was recorded later replaces, one with `retracted_at` withdraws (rule 1).
"""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet


class Sealed(models.Model):
    """A table whose rows are never changed or taken away; the database itself refuses it (`seal.py`)."""

    class Meta:
        abstract = True


class Arrival(Sealed):
    """One moment at which facts came in, all of them together; numbers grow in the order in which they came."""

    recorded_at = models.DateTimeField(unique=True)
    # The key of who said it; empty where the program itself did.
    by = models.CharField(max_length=100, blank=True)
    # What brought it: a form, an import, a published plan.
    source = models.CharField(max_length=100)

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return f"{self.pk} from {self.source}"

    @property
    def stamp(self) -> dict[str, Any]:
        """What every fact that came in with it carries."""
        return {"arrival": self, "recorded_at": self.recorded_at}


class Recorded(Sealed):
    """A fact. `told` names the columns that tell one fact from another."""

    told: ClassVar[tuple[str, ...]]

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


Fact = TypeVar("Fact", bound=Recorded)


def standing(facts: type[Fact]) -> "QuerySet[Fact]":
    """What is known now: of the rows with one key the one learned last, unless it is withdrawn."""
    rows: QuerySet[Fact] = facts._default_manager.all()
    same = {name: OuterRef(name) for name in facts.told}
    later = facts._default_manager.filter(**same).filter(
        models.Q(recorded_at__gt=OuterRef("recorded_at"))
        | models.Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk"))
    )
    return rows.filter(~Exists(later), retracted_at__isnull=True)


def stand(rows: Iterable[Fact]) -> list[Fact]:
    """The same of rows that are read already: for a few, on every request, cheaper than asking the database."""
    last: dict[tuple[Any, ...], Fact] = {}
    for row in sorted(rows, key=lambda row: (row.recorded_at, row.pk)):
        last[tuple(row.serializable_value(name) for name in row.told)] = row
    return [row for row in last.values() if row.retracted_at is None]
