"""Answering a dispute: accepted with the correction that it caused, declined with a reason, withdrawn, handed over."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction

from plaudit.activities.models import Credit, Grant, Milestone, Report
from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.people.models import Person
from plaudit.people.recorded import standing as known
from plaudit.people.tell import tell
from plaudit.statements.disputes.begin import Said, notify
from plaudit.statements.disputes.models import Dispute, Step, Word
from plaudit.statements.disputes.stands import Standing, standing
from plaudit.values.refused import Refused


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right since: an activity (or its milestone), a credit of one, a grant; and its key."""

    what: str
    of: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How a dispute ends, and what is said about it."""

    what: Step.What
    said: Said = field(default_factory=lambda: Said(""))
    correction: Correction = field(default_factory=lambda: Correction("", ""))


def corrections(about: Dispute) -> tuple[Correction, ...]:
    """What was put right since she doubted the line: its own act first, then grants to her."""
    own = (about.activity,) if about.activity else ()
    found = [each for key in own for what in ("activity", "credit") for each in _of_act(about, what, key)]
    grants = known(Grant).filter(person_id=about.person, recorded_at__gte=about.opened_at).order_by("pk")
    return (*found, *(Correction("grant", grant.key) for grant in grants))


@transaction.atomic
def answer(about: Dispute, given: Answer, *, by: Reader, at: datetime) -> Step:
    """End it. The same answer again is the one that stands.

    Raises Refused for somebody whose it is not, an acceptance without a correction, a refusal without a reason.
    """
    hold()
    now = standing([about])[0]
    if now.ended is not None:
        if (now.ended.what, now.ended.by) == (given.what, by.key):
            return now.ended
        raise Refused("dispute-ended", f"Dispute {about.pk} was {now.ended.what} on {now.ended.at:%Y-%m-%d}.")
    if given.what == Step.What.WITHDRAWN:
        _own(about, by)
    else:
        may_answer(now, by)
    _whole(about, given)
    words = asdict(given.correction)
    step = Step.objects.create(
        dispute=about, what=given.what, by=by.key, at=at, correction=words["what"], of=words["of"]
    )
    _say(step, given.said)
    journal(
        str(given.what),
        about,
        by=by.key,
        at=at,
        **({"caused": f"{words['what']} {words['of']}"} if words["of"] else {}),
    )
    if given.what != Step.What.WITHDRAWN:
        tell(Person.objects.get(key=about.person), "dispute-answered", f"{about.pk} {given.what}", at=at)
    return step


@transaction.atomic
def hand_over(about: Dispute, owner: str, said: Said, *, by: Reader, at: datetime) -> Step:
    """To somebody else; to operations where `owner` is empty. The clock goes on."""
    hold()
    now = standing([about])[0]
    if now.ended is not None:
        raise Refused("dispute-ended", f"Dispute {about.pk} was {now.ended.what} on {now.ended.at:%Y-%m-%d}.")
    may_answer(now, by)
    if owner == about.person:
        raise Refused("own-dispute", "Nobody answers her own dispute.")
    if owner and not Person.objects.filter(key=owner).exists():
        raise Refused("person-unknown", f"There is nobody {owner}.")
    step = Step.objects.create(dispute=about, what=Step.What.HANDED, by=by.key, at=at, owner=owner)
    _say(step, said)
    journal("handed over", about, by=by.key, at=at, to=owner or "operations")
    notify(about, owner, at)
    return step


def may_answer(now: Standing, by: Reader) -> None:
    if by.key == now.dispute.person:
        raise Refused("own-dispute", "Nobody answers her own dispute.")
    if not by.employed or not (by.key == now.owner or by.operations):
        raise Refused("not-hers", "Its owner or operations answer a dispute.")


def _own(about: Dispute, by: Reader) -> None:
    if by.key != about.person:
        raise Refused("not-hers", "A dispute is withdrawn by who opened it.")


def _whole(about: Dispute, given: Answer) -> None:
    if given.what == Step.What.DECLINED and not given.said.text.strip():
        raise Refused("reason-missing", "Say why: she reads it on her statement.")
    if given.what != Step.What.ACCEPTED:
        return
    correction = given.correction
    there = correction in corrections(about) or correction in _of_act(about, correction.what, correction.of)
    if not there:
        raise Refused(
            "correction-missing",
            "Put it right first (correct or verify the act, divide its credit, or grant), then accept and name it.",
        )


def _of_act(about: Dispute, what: str, key: str) -> tuple[Correction, ...]:
    """Whether something of an act was recorded since; what was there before corrects nothing."""
    since = {"activity_id": key, "recorded_at__gte": about.opened_at}
    models = {"activity": (Report, Milestone), "credit": (Credit,)}.get(what, ())
    return (Correction(what, key),) if any(model._default_manager.filter(**since).exists() for model in models) else ()


def _say(step: Step, said: Said) -> None:
    if said.text.strip() or said.shown.url or said.shown.file_hash:
        Word.objects.create(dispute=step.dispute, step=step, text=said.text.strip(), **asdict(said.shown))
