"""Who may see and do what: the one place. A page asks for what the reader may see and gets nothing else.

A right follows from positions and duties on a day, never from the login. What somebody may not see does not exist for
her: the shells answer with 404.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from plaudit.people.models import Duty, Employment, Login, Person, Position
from plaudit.people.recorded import standing

PLAYS_IN = ("csm",)


@dataclass(frozen=True, slots=True)
class Reader:
    """A signed-in person on a day: what she is, what she does for the program, whom she manages."""

    person: Person
    on: date
    employed: bool
    role: str
    team: str
    duties: frozenset[str]
    reports: frozenset[str]

    @property
    def key(self) -> str:
        return self.person.key

    @property
    def operations(self) -> bool:
        return self.employed and "operations" in self.duties

    @property
    def finance(self) -> bool:
        return self.employed and "finance" in self.duties

    @property
    def admin(self) -> bool:
        return self.employed and "admin" in self.duties

    @property
    def manages(self) -> bool:
        return bool(self.reports)

    @property
    def earns(self) -> bool:
        """A leaver keeps the sight of what she earned."""
        return self.role in PLAYS_IN

    @property
    def takes_part(self) -> bool:
        """Whether there is anything here for her at all."""
        return self.earns or self.manages or (self.employed and bool(self.duties))

    @property
    def sees_people(self) -> bool:
        """Who is what, who does what for the program, who can sign in; nobody's pay."""
        return self.admin or self.operations or self.finance

    @property
    def manages_logins(self) -> bool:
        return self.admin

    @property
    def edits_catalogue(self) -> bool:
        return self.operations

    def sees_pay_of(self, person: str) -> bool:
        """Her own, her team's, or everybody's by duty; an administrator and marketing see nobody's by that."""
        return (person == self.key and self.earns) or person in self.reports or self.operations or self.finance

    def may_verify(self, *, submitted_by: str, credited: frozenset[str]) -> bool:
        """Nobody verifies what she brought, or what pays her; a manager verifies her team's, operations anybody's."""
        if not self.employed or submitted_by == self.key or self.key in credited:
            return False
        return self.operations or bool(credited & self.reports)

    def may_log(self) -> bool:
        return self.employed and (self.earns or self.manages or self.operations)

    @property
    def grants(self) -> bool:
        """Whether grants are any business of hers: she proposes them, or decides about them."""
        return self.employed and (self.operations or self.finance or self.manages)

    @property
    def sees_signatures(self) -> bool:
        """Who has signed and who has not: everybody's by duty, her team's for a manager."""
        return self.employed and (self.operations or self.finance or self.manages)

    def may_grant(self, *, to: str) -> bool:
        """Nobody gives herself money; a manager proposes for her team, operations for anybody."""
        return self.employed and to != self.key and (self.operations or to in self.reports)

    def may_approve_grant(self, *, asked_by: str, to: str) -> bool:
        """A second person: neither who asked for it nor who gets it."""
        if not self.employed or self.key in {asked_by, to}:
            return False
        return self.operations or self.finance or to in self.reports

    def may_approve_plan(self, *, author: str) -> bool:
        return (self.operations or self.finance) and author != self.key


def reader(login: Login, on: date) -> Reader:
    """What a login stands for on a day; asks four questions, whatever the size of the company."""
    person = login.person
    employment = standing(Employment).filter(person_id=person.key).first()
    positions = standing(Position).filter(person_id=person.key)
    now = positions.filter(_on(on)).first()
    held = now if now is not None else (None if positions.exists() else employment)
    # Somebody without a row of employment (a program owner, an auditor) is what her duties make her.
    employed = employment is None or (
        (employment.starts_on is None or employment.starts_on <= on)
        and (employment.ends_on is None or on <= employment.ends_on)
    )
    duties = standing(Duty).filter(_on(on), person_id=person.key).values_list("duty", flat=True)
    return Reader(
        person=person,
        on=on,
        employed=employed,
        role="" if held is None else held.role,
        team="" if held is None else held.team,
        duties=frozenset(duties),
        reports=frozenset(managed(person.key, on)) if employed else frozenset(),
    )


def managed(manager: str, on: date) -> "QuerySet[Person, str]":
    """The keys of those whose manager somebody was on a day."""
    dated = standing(Position)
    by_position = dated.filter(_on(on), manager=manager).values("person")
    undated = standing(Employment).filter(manager=manager).exclude(person__in=dated.values("person")).values("person")
    return Person.objects.filter(Q(key__in=by_position) | Q(key__in=undated)).values_list("key", flat=True)


def _on(day: date) -> Q:
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def then(reader: Reader, on: date) -> Reader:
    """The same reader with the team that was hers on another day."""
    if on == reader.on:
        return reader
    return replace(reader, on=on, reports=frozenset(managed(reader.key, on)) if reader.employed else frozenset())


def on_duty(duty: Duty.Kind, on: date) -> list[Person]:
    """Who has a duty on a day, by key."""
    held = standing(Duty).filter(_on(on), duty=duty)
    return [each.person for each in held.select_related("person").order_by("person")]


def manager(person: str, on: date) -> str:
    """The key of whoever manages somebody on a day; empty where nobody does."""
    positions = standing(Position).filter(_on(on), person_id=person)
    held = positions.first() or standing(Employment).filter(person_id=person).first()
    return "" if held is None else held.manager
