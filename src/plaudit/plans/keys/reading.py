"""What one incentive's keys are read among: where it stands, in which currency, which activities there are."""

from dataclasses import dataclass, replace

from plaudit.activities.catalogue import Catalogue
from plaudit.plans.document.notes import Place
from plaudit.plans.incentive import Counted, Limits


@dataclass(frozen=True, slots=True)
class Reading:
    """`counts` and `limits` are None while they are not known: not read yet, or wrong, which is noted already."""

    place: Place
    catalogue: Catalogue
    currency: str | None
    counts: tuple[Counted, ...] | None = None
    limits: Limits | None = None

    def at(self, *steps: str | int) -> "Reading":
        return replace(self, place=self.place.at(*steps))

    def note(self, code: str, says: str, remedy: str) -> None:
        self.place.note(code, says, remedy)

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """The kinds of activity that count, in the plan's order."""
        return None if self.counts is None else tuple(dict.fromkeys(counted.kind for counted in self.counts))
