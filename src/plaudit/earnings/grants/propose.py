"""Proposing money by hand, and taking the proposal back: nothing is paid until somebody else approves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from plaudit.activities.models import Grant
from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.grants.allowed import allowed, amount
from plaudit.earnings.grants.find import REASONS, Followed, held
from plaudit.earnings.grants.models import Proposal, Turn
from plaudit.earnings.grants.turn import turn
from plaudit.people.access import Reader, manager, on_duty
from plaudit.people.models import Duty, Person
from plaudit.people.tell import tell
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.values.refused import Refused


@dataclass(frozen=True, slots=True)
class New:
    """What is to be given to whom, in which incentive and for which day; `amount` as it was typed."""

    key: str
    program: str
    incentive: str
    person: str
    on: date
    amount: str
    reason: str
    words: str = ""


@transaction.atomic
def propose(new: New, *, by: Reader, at: datetime) -> Followed:
    """Proposing under the same key again answers with the one that stands."""
    if not by.may_grant(to=new.person):
        says = "A manager proposes a grant for her team, operations for anybody; nobody for herself."
        raise Refused("not-yours-to-grant", says)
    stands = held(new.key)
    if stands is not None:
        return stands
    if Grant.objects.filter(key=new.key).exists():
        # A fact under the same key would take the place of the one that came in with a file.
        raise Refused("grant-key-taken", f"There is a grant {new.key} already: load the page again.")
    if new.reason not in REASONS:
        raise Refused("grant-reason", "Choose one of the reasons; what else there is to say goes beside it.")
    program = Program.objects.filter(key=new.program).first()
    person = Person.objects.filter(key=new.person).first()
    if program is None or person is None:
        raise Refused("grant-unknown", "There is no such program or person any more: load the page again.")
    plans = versions(program, catalogue())
    money = amount(new.amount, plans[-1].currency)
    slot = allowed(plans, new.incentive, person, new.on, today=at.date())
    proposal = Proposal.objects.create(
        key=new.key,
        program=program,
        incentive=slot.key,
        person=person,
        on=new.on,
        minor=money.minor,
        currency=money.currency,
        reason=new.reason,
    )
    turn(proposal, Turn.Kind.PROPOSED, new.words, by=by, at=at)
    for somebody in _deciders(proposal, by, at.date()):
        tell(somebody, "grant-proposed", f"{new.key} {person.key}", at=at)
    return _again(new.key)


@transaction.atomic
def withdraw(key: str, *, by: Reader, at: datetime) -> Followed:
    """Take a proposal back before anybody decided; withdrawing twice is withdrawing once."""
    found = held(key)
    if found is None or found.given_by != by.key:
        raise Refused("not-yours-to-withdraw", "Who proposed a grant may withdraw it, and nobody else.")
    if found.last.what == Turn.Kind.WITHDRAWN:
        return found
    if found.last.what != Turn.Kind.PROPOSED:
        raise Refused("grant-decided", f"{key} is decided already; an approved grant is retracted by two people.")
    turn(found.proposal, Turn.Kind.WITHDRAWN, "", by=by, at=at)
    return _again(key)


def _deciders(proposal: Proposal, by: Reader, on: date) -> list[Person]:
    """Her manager and finance: who can be the second person, without telling the whole company."""
    keys = {person.key for person in on_duty(Duty.Kind.FINANCE, on)} | {manager(proposal.person_id, on)}
    return list(Person.objects.filter(key__in=keys - {by.key, proposal.person_id}).order_by("key"))


def _again(key: str) -> Followed:
    found = held(key)
    if found is None:
        raise AssertionError(f"{key} was there a moment ago")
    return found
