"""Everybody with what she is and does today: five questions, whatever the size of the company."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from plaudit.people.models import Duty, Employment, Login, Person, Position
from plaudit.people.recorded import standing
from plaudit.web.components.table import Column, Link, State, Table

COLUMNS = (
    Column("name", "Name"),
    Column("role", "Role"),
    Column("team", "Team"),
    Column("manager", "Manager"),
    Column("duties", "Duties"),
    Column("way-in", "Way in", "state"),
)
WAYS_IN = {"open": "good", "shut": "problem", "invited": "waiting", "not invited": "plain"}


@dataclass(frozen=True, slots=True)
class Row:
    """A person in the list."""

    person: Person
    role: str
    team: str
    manager: str
    leaves: date | None
    duties: tuple[str, ...]
    login: Login | None
    on: date

    @property
    def way_in(self) -> str:
        """Whether she can sign in, as a word."""
        if self.login is None:
            return "not invited"
        if not self.login.is_active:
            return "shut"
        return "invited" if self.login.invited_at is not None else "open"

    @property
    def below(self) -> str:
        return "has left" if self.leaves is not None and self.leaves < self.on else ""


def table(on: date) -> Table:
    """The list as it is shown and taken away."""
    found = [
        (
            Link(row.person.name, reverse("settings-person", args=[row.person.key]), row.below),
            row.role,
            row.team,
            row.manager,
            ", ".join(row.duties),
            State(WAYS_IN[row.way_in], row.way_in),
        )
        for row in rows(on)
    ]
    return Table("people", "People", COLUMNS, found, empty="Nobody yet. Add somebody, or import people.csv.")


def rows(on: date) -> list[Row]:
    """Everybody, by name."""
    held = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))
    employments = {each.person_id: each for each in standing(Employment)}
    positions = {each.person_id: each for each in standing(Position).filter(held)}
    logins = {each.person_id: each for each in Login.objects.all()}
    duties: dict[str, list[str]] = {}
    for person, duty in standing(Duty).filter(held).order_by("duty").values_list("person__key", "duty"):
        duties.setdefault(person, []).append(duty)
    return [
        _row(person, (employments.get(person.key), positions.get(person.key)), duties, logins.get(person.pk), on)
        for person in Person.objects.order_by("name", "key")
    ]


def _row(
    person: Person,
    said: tuple[Employment | None, Position | None],
    duties: dict[str, list[str]],
    login: Login | None,
    on: date,
) -> Row:
    employment, position = said
    what = position or employment
    return Row(
        person=person,
        role=what.role if what else "",
        team=what.team if what else "",
        manager=what.manager if what else "",
        leaves=employment.ends_on if employment else None,
        duties=tuple(duties.get(person.key, ())),
        login=login,
        on=on,
    )
