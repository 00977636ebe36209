"""Who may see and do what: the one place. A page asks for what the reader may see and gets nothing else.

A right follows from positions and duties on a day, never from the login. What somebody may not see does not exist for
her: the shells answer with 404.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from plaudit.people.models import Duty, Employment, Login, Person, Position
from plaudit.people.recorded import stand, standing

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
    def edits_company(self) -> bool:
        """Its map, its calendar, who is what and who holds what: what money follows from, never her own part in it."""
        return self.operations

    @property
    def sees_evidence(self) -> bool:
        """What the studies say of pay, of people and of what it costs."""
        return self.operations or self.finance

    @property
    def sees_champions(self) -> bool:
        """Proposals about accounts, each as far as `sees_account_of` goes."""
        return self.sees_evidence or (self.employed and (self.earns or self.manages))

    def sees_account_of(self, holders: frozenset[str]) -> bool:
        """What is proposed about an account: hers, her team's, or any by duty."""
        return self.sees_evidence or bool(holders & {self.key, *self.reports})

    def may_name_champion(self, holders: frozenset[str]) -> bool:
        """Champions may pay whoever holds the account: she does not name her own; her manager may, and operations."""
        if not self.employed or self.key in holders:
            return False
        return self.operations or bool(holders & self.reports)

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


def reader(login: Login, on: date) -> Reader:
    """What a login stands for on a day; asks five questions, whatever the size of the company."""
    person = login.person
    employment = next(iter(stand(Employment.objects.filter(person_id=person.key))), None)
    positions = stand(Position.objects.filter(person_id=person.key))
    held = _position(positions, employment, on)
    # Somebody without a row of employment (a program owner, an auditor) is what her duties make her.
    employed = employment is None or (
        (employment.starts_on is None or employment.starts_on <= on)
        and (employment.ends_on is None or on <= employment.ends_on)
    )
    duties = stand(Duty.objects.filter(person_id=person.key))
    return Reader(
        person=person,
        on=on,
        employed=employed,
        role="" if held is None else held.role,
        team="" if held is None else held.team,
        duties=frozenset(duty.duty for duty in duties if _on(duty, on)),
        reports=managed(person.key, on) if employed else frozenset(),
    )


def managed(manager: str, on: date) -> frozenset[str]:
    """The keys of those whose manager somebody was on a day; asks twice."""
    named = Q(person__in=Position.objects.filter(manager=manager).values("person"))
    hired = Q(person__in=Employment.objects.filter(manager=manager).values("person"))
    employments = {each.person_id: each for each in stand(Employment.objects.filter(named | hired))}
    positions: dict[str, list[Position]] = {}
    for position in stand(Position.objects.filter(named | hired)):
        positions.setdefault(position.person_id, []).append(position)
    held = {key: _position(positions.get(key, []), employments.get(key), on) for key in {*employments, *positions}}
    return frozenset(key for key, each in held.items() if each is not None and each.manager == manager)


def _position(positions: list[Position], employment: Employment | None, on: date) -> Position | Employment | None:
    """What somebody is on a day: dated rows win, and between them she is nothing."""
    if not positions:
        return employment
    return next((each for each in positions if _on(each, on)), None)


def _on(dated: Position | Duty, day: date) -> bool:
    return dated.starts <= day and (dated.ends is None or day < dated.ends)


def then(reader: Reader, on: date) -> Reader:
    """The same reader with the team that was hers on another day."""
    if on == reader.on:
        return reader
    return replace(reader, on=on, reports=managed(reader.key, on) if reader.employed else frozenset())


def on_duty(duty: Duty.Kind, on: date) -> list[Person]:
    """Who has a duty on a day, by key."""
    held = standing(Duty).filter(Q(ends__isnull=True) | Q(ends__gt=on), duty=duty, starts__lte=on)
    return [each.person for each in held.select_related("person").order_by("person")]


def manager(person: str, on: date) -> str:
    """The key of whoever manages somebody on a day; empty where nobody does."""
    employment = next(iter(stand(Employment.objects.filter(person_id=person))), None)
    held = _position(stand(Position.objects.filter(person_id=person)), employment, on)
    return "" if held is None else held.manager
