"""Bringing an answer up to date: the one bridge between the database and the studies."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import F, Q

from plaudit import __version__
from plaudit.activities.models import Milestone
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read_studied import read_studied
from plaudit.connectors.upload.models import Outside
from plaudit.earnings.runs.claim import BeingCalculated
from plaudit.evidence import studies
from plaudit.evidence.answer import Refusal, Unanswered
from plaudit.evidence.document import document
from plaudit.evidence.question import Question, settings
from plaudit.evidence.site.models import Answered
from plaudit.evidence.site.planned import PROGRAM, find, plans, usual
from plaudit.people.arrive import watermark
from plaudit.values.refused import Refused, Unreadable

# Whoever has not come back by then was killed.
GIVEN_UP = timedelta(minutes=15)
# With fewer rows than this an answer is made while its reader waits, whatever has arrived.
SMALL = 100_000
# Who may not see whose facts they are may read the study.
MISSTATED = Refusal(
    "facts-misstated",
    "Some facts cannot be taken as they are, so nothing can be calculated from them.",
    "Facts that agree; operations read on the pages of the program which do not.",
)
# Older answers are thrown away; they can be made again.
FORGOTTEN = timedelta(days=90)


def bring(study: str, said: Mapping[str, str], *, at: datetime, small: int = SMALL) -> Answered:
    """The answer from everything known, at once if nothing has arrived since the last time.

    In a large company an answer that was given before stands until the worker has made it anew (`lags`); what a plan
    costs the worker alone works out, and until then there is no text. Raises Refused for settings that cannot be
    understood, BeingCalculated while another request answers for the first time.
    """
    settled = _settled(study, said)
    now = watermark()
    about = _about(study, settled)
    kept, _ = Answered.objects.get_or_create(
        key=_key(study, settled), defaults={"study": study, "settings": {**said, **about}, "wanted": now}
    )
    if kept.text and kept.watermark == now:
        return kept
    if _long(kept) or (kept.text and _rows() > small):
        Answered.objects.filter(pk=kept.pk, wanted__lt=now).update(wanted=now)
        kept.wanted = now
        return kept
    return answer(kept, at=at)


def quietly(study: str, said: Mapping[str, str], *, at: datetime) -> Answered | None:
    """For the worker: None while a reader's request makes the answer, or where the study has no such setting today."""
    try:
        return bring(study, said, at=at)
    except (BeingCalculated, Refused, Unreadable):
        return None


def answer(kept: Answered, *, at: datetime) -> Answered:
    """Ask the study and keep what it says; a question that it refuses is kept only where nobody waits to hear it."""
    with _claimed(kept, at):
        return _answer(kept, at)


def _answer(kept: Answered, at: datetime) -> Answered:
    study = studies.find(kept.study)
    settled = _settled(kept.study, kept.settings)
    known = read_studied(here())
    question = Question(known.facts, settings=settled, moved=_moved(kept))
    try:
        if study.of_a_plan and settled[PROGRAM]:
            asked_of = plans(settled[PROGRAM], known.facts.catalogue, upto=known.watermark)
            question = replace(question, plans=asked_of)
        told = document(kept.study, question, study.answer(question))
    except Refused as refused:
        if not _long(kept):
            Answered.objects.filter(pk=kept.pk, text="").delete()
            raise
        refusal = Refusal(refused.code, refused.says, "Another question.")
        told = document(kept.study, question, [Unanswered(study.name, refusal)])
    except Unreadable:
        if not _long(kept):
            raise
        told = document(kept.study, question, [Unanswered(study.name, MISSTATED)])
    finally:
        known.facts.con.close()
    kept.text, kept.answered_at, kept.watermark = json.dumps(told, ensure_ascii=False), at, known.watermark
    kept.wanted = max(kept.wanted, known.watermark)
    kept.done = kept.total = 0
    kept.save(update_fields=["text", "answered_at", "watermark", "wanted", "done", "total"])
    return kept


def _moved(kept: Answered) -> Callable[[int, int], None]:
    def moved(done: int, total: int) -> None:
        Answered.objects.filter(pk=kept.pk).update(done=done, total=total)

    return moved


def _about(study: str, settled: Mapping[str, str]) -> dict[str, str]:
    """Which program it is asked of, where it is of one, and there is one; Refused for one that is not there."""
    if not studies.find(study).of_a_plan or not settled[PROGRAM]:
        return {}
    find(settled[PROGRAM])
    return {PROGRAM: settled[PROGRAM]}


def _long(kept: Answered) -> bool:
    """Without a program there is nothing to work out, only to refuse."""
    return studies.find(kept.study).of_a_plan and PROGRAM in kept.settings


def last(study: str, said: Mapping[str, str]) -> Answered | None:
    """What was answered last, without asking again."""
    return Answered.objects.filter(key=_key(study, _settled(study, said))).exclude(text="").first()


def awaited() -> list[Answered]:
    """Long answers that nobody has made yet: their readers see how far they are."""
    return [kept for kept in Answered.objects.filter(wanted__gt=F("watermark"), text="") if _long(kept)]


def lagging() -> list[Answered]:
    """Answers that somebody looked at while more was known."""
    return list(Answered.objects.filter(wanted__gt=F("watermark")).exclude(text=""))


def forget(at: datetime) -> None:
    Answered.objects.filter(answered_at__lt=at - FORGOTTEN).delete()


def _settled(study: str, said: Mapping[str, str]) -> dict[str, str]:
    """With what is usual for the rest, so that a question is the same whether or not it says so."""
    found = studies.find(study)
    own = {name: value for name, value in said.items() if not (found.of_a_plan and name == PROGRAM)}
    settled = settings([f"{name}={value}" for name, value in own.items()], found.settings)
    return {**settled, PROGRAM: said.get(PROGRAM, "") or usual()} if found.of_a_plan else settled


def _key(study: str, settled: Mapping[str, str]) -> str:
    asked = json.dumps([__version__, study, sorted(settled.items())])
    return hashlib.sha256(asked.encode()).hexdigest()


@contextmanager
def _claimed(kept: Answered, at: datetime) -> Iterator[None]:
    """One reader's request or one worker makes the answer, the others are told to wait."""
    mine = Answered.objects.filter(pk=kept.pk)
    if not mine.filter(Q(begun_at__isnull=True) | Q(begun_at__lt=at - GIVEN_UP)).update(begun_at=at):
        raise BeingCalculated(kept.study)
    try:
        yield
    finally:
        mine.update(begun_at=None)


def _rows() -> int:
    """About how many rows the studies read; SQLite and PostgreSQL number rows as they come."""
    highest = [model.objects.order_by("-pk").values_list("pk", flat=True).first() for model in (Milestone, Outside)]
    return sum(number for number in highest if number is not None)
