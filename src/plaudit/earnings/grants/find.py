"""Proposals as they stand, each with its turns, and who may see them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plaudit.activities.models import Grant
from plaudit.earnings.grants.models import Proposal, Turn
from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.recorded import standing
from plaudit.values.money import Money, money_text
from plaudit.values.period import Period

# What the short list says; a statement carries it as the reason of its line.
REASONS = (
    "stood in for somebody",
    "went beyond what the plan counts",
    "makes good a mistake of ours",
    "promised before the plan",
    "hard luck with a customer",
)
STANDS = (Turn.Kind.APPROVED, Turn.Kind.DOUBTED, Turn.Kind.KEPT)
WAITS = (Turn.Kind.PROPOSED, Turn.Kind.DOUBTED)


@dataclass(frozen=True, slots=True)
class Followed:
    """A proposal with everything that was done about it, in order."""

    proposal: Proposal
    turns: tuple[Turn, ...]

    @property
    def last(self) -> Turn:
        return self.turns[-1]

    @property
    def stands(self) -> bool:
        """Whether it is money on a statement."""
        return self.last.what in STANDS

    @property
    def waits(self) -> bool:
        """Whether a second person has to look at it."""
        return self.last.what in WAITS

    @property
    def money(self) -> Money:
        return Money(self.proposal.minor, self.proposal.currency)

    @property
    def given_by(self) -> str:
        return self.turns[0].by

    @property
    def approved_by(self) -> str:
        return next((turn.by for turn in self.turns if turn.what == Turn.Kind.APPROVED), "")

    @property
    def digest(self) -> str:
        """SHA-256 of what is decided about, words left out, so that it can be derived again when they are blanked."""
        each = self.proposal
        said = [each.key, each.program.key, each.incentive, each.person_id, each.on.isoformat()]
        said += [money_text(each.minor, each.currency), each.currency, each.reason, self.last.what, self.last.by]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def seen(reader: Reader) -> list[Followed]:
    """Every proposal for those who answer for the program, else of her team and her own; the latest first."""
    proposals = Proposal.objects.all()
    if not _watches(reader):
        hers = Turn.objects.filter(what=Turn.Kind.PROPOSED, by=reader.key).values("proposal")
        proposals = proposals.filter(Q(person__in=reader.reports) | Q(pk__in=hers))
    return _followed(proposals)


def one(reader: Reader, key: str) -> Followed | None:
    """One that she may see; what was given to herself only once it is given."""
    found = next(iter(_followed(Proposal.objects.filter(key=key))), None)
    if found is None:
        return None
    to = found.proposal.person_id
    given = to == reader.key and found.approved_by
    return found if given or _watches(reader) or to in reader.reports or found.given_by == reader.key else None


def imported(reader: Reader) -> list[Grant]:
    """Grants that came in with a file and were never proposed here; of her team, or all."""
    facts = standing(Grant).exclude(key__in=Proposal.objects.values("key")).select_related("person")
    if not _watches(reader):
        facts = facts.filter(person_id__in=reader.reports)
    return list(facts.order_by("-on", "key"))


def may_decide(reader: Reader, followed: Followed) -> bool:
    """Somebody else than who asked for it last and than who gets the money."""
    return followed.waits and reader.may_approve_grant(asked_by=followed.last.by, to=followed.proposal.person_id)


def waiting(reader: Reader, those: Iterable[Followed]) -> list[Followed]:
    """What waits for this reader, the oldest first."""
    return [each for each in reversed(list(those)) if may_decide(reader, each)]


def undecided(period: Period) -> list[Followed]:
    """What waits for its second person, of the days of a period: nothing is added to it when it is closed."""
    of = Proposal.objects.filter(on__gte=period.start, on__lt=period.end)
    return [each for each in _followed(of) if each.waits]


def held(key: str) -> Followed | None:
    """For a verb: nobody else decides about it, and no period is closed, until the transaction ends."""
    hold()
    return next(iter(_followed(Proposal.objects.filter(key=key))), None)


def _watches(reader: Reader) -> bool:
    return reader.operations or reader.finance


def _followed(proposals: "QuerySet[Proposal]") -> list[Followed]:
    rows = list(proposals.select_related("program", "person"))
    turns: dict[int, list[Turn]] = {row.pk: [] for row in rows}
    for turn in Turn.objects.filter(proposal__in=[row.pk for row in rows]).select_related("words"):
        turns[turn.proposal_id].append(turn)
    return [Followed(row, tuple(turns[row.pk])) for row in rows]
