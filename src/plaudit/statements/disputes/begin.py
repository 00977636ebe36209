"""Disputing a line: by the person whose it is, once at a time."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction

from plaudit.activities.proof import Shown
from plaudit.ledger.booking import Key
from plaudit.people.access import Reader, manager
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.people.models import Duty, Person
from plaudit.people.recorded import standing as known
from plaudit.people.tell import tell
from plaudit.statements.disputes.clock import days, due
from plaudit.statements.disputes.models import Dispute, Word
from plaudit.statements.disputes.stands import standing
from plaudit.values.money import Money
from plaudit.values.refused import Refused


@dataclass(frozen=True, slots=True)
class Said:
    """Why, and what shows it."""

    text: str
    shown: Shown = field(default_factory=Shown)


@transaction.atomic
def dispute(key: Key, said: Said, paid: Money, *, by: Reader, at: datetime) -> Dispute:
    """`paid` is what the line says now. Disputing a line that is disputed answers with the dispute that stands.

    Raises Refused for a line of somebody else, or without a reason.
    """
    if key.person != by.key or not by.earns:
        raise Refused("not-hers", "A line is disputed by the person whose it is.")
    if not said.text.strip():
        raise Refused("reason-missing", "Say what is wrong with the line: whoever answers starts from it.")
    # Whoever presses twice finds the first one.
    hold()
    before = standing(Dispute.objects.filter(**key._asdict()))
    waiting = next((each.dispute for each in before if each.state == "open"), None)
    if waiting is not None:
        return waiting
    made = Dispute.objects.create(
        **key._asdict(),
        attempt=len(before) + 1,
        amount=paid.minor,
        currency=paid.currency,
        opened_at=at,
        due_on=due(at.date(), days()),
        owner=manager(by.key, at.date()),
    )
    Word.objects.create(dispute=made, text=said.text.strip(), **asdict(said.shown))
    journal("disputed", made, by=by.key, at=at, line=f"{key.incentive} {key.origin} {key.activity}".strip())
    notify(made, made.owner, at)
    return made


def notify(about: Dispute, owner: str, at: datetime) -> None:
    """Its owner; everybody of operations where it is theirs."""
    on = at.date()
    duties = known(Duty).filter(duty=Duty.Kind.OPERATIONS, starts__lte=on).exclude(ends__lte=on)
    found = Person.objects.filter(key=owner) if owner else Person.objects.filter(key__in=duties.values("person"))
    for person in found:
        tell(person, "dispute", f"{about.pk} {about.due_on}", at=at)
