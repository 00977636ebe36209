"""`rates`: of the leads of each channel, how many are won, and what does a win cost (M1, M2)."""

from collections.abc import Iterator
from datetime import date

from plaudit.evidence.acquiring import INCREMENTAL
from plaudit.evidence.answer import Refusal, Said, Unanswered
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.leads import Leads, leads
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.observed.spend import spend
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.studies.rates.compared import compared
from plaudit.evidence.studies.rates.costs import costs, told_costs
from plaudit.evidence.studies.rates.rate import Looked, look, rate_answer
from plaudit.evidence.study import Study
from plaudit.evidence.winning import rates, stage, told, usual_horizon
from plaudit.values.refused import Refused

SETTINGS = (
    Setting("channel", "the channel that the others are compared with", "referral"),
    Setting("from", "the day that the clock starts on: created or demo", "created"),
    Setting("to", "the day that it stops on: demo or won", "won"),
    Setting("margin", "gross margin, to say after how many months a win has paid for itself"),
    Setting("brings", "what a won customer brings a month, at margin, where deals do not tell it"),
    *INCREMENTAL,
)
PLACES = {"from": ("created", "demo"), "to": ("demo", "won")}
UNDATED, SPAN = 0.2, 0.8


def answer(question: Question) -> Iterator[Said]:
    for name, known in PLACES.items():
        if question.text(name) not in known:
            raise Refused("setting-out-of-range", f"--set {name}={question.text(name)}: write {' or '.join(known)}.")
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    found = None if snapshot is None else leads(question.facts, snapshot)
    if snapshot is None or found is None or not found.count:
        yield Unanswered(
            "win rates", Refusal("deals-missing", "No lead is known: deals.csv is not there or empty.", LEAST)
        )
        yield from _told(question, snapshot)
        return
    refusal = _unusable(found)
    if refusal is not None:
        yield Unanswered("win rates", refusal)
        return
    yield from _answers(question, found, snapshot)


LEAST = "Deals.csv with key, created_on, channel and won_on: 20 leads of a channel that are old enough, 5 of them won."


def _told(question: Question, snapshot: date | None) -> Iterator[Said]:
    """Without leads the sheet of channels may still tell what a win cost."""
    if snapshot is not None or question.snapshot is None:
        day = snapshot if snapshot is not None else date(9999, 1, 1)
        yield from told_costs(spend(question.facts, day), question)


def _unusable(found: Leads) -> Refusal | None:
    share = found.undated / (found.undated + found.count)
    if share <= UNDATED:
        return None
    need = int(found.undated - UNDATED * (found.undated + found.count)) + 1
    return Refusal(
        "created-missing",
        f"{found.undated} of {found.undated + found.count} leads have no day of creation: nobody knows their age.",
        f"created_on for {need} of them.",
    )


def _answers(question: Question, found: Leads, snapshot: date) -> Iterator[Said]:
    start, end = str(question.text("from")), str(question.text("to"))
    horizon = question.horizon if question.horizon is not None else usual_horizon(found, start, end)
    origin = getattr(found, start)
    begun = origin[origin != OPEN]
    span = int(found.snapshot - begun.min() + 1) if len(begun) else 0
    if horizon > SPAN * span:
        need = int(horizon / SPAN) + 1 - span
        missing = f"The leads span {span} days, too few to see what becomes of one within {horizon}."
        yield Unanswered(
            "win rates", Refusal("horizon-too-long", missing, f"{need} more days, or a shorter --horizon.")
        )
        return
    at = stage(found, horizon, start, end)
    others = told(question)
    looked = Looked(question, found, at, rates(at, question.random("rates"), others), others)
    checks = look(looked)
    for place in range(len(looked.rates)):
        yield rate_answer(looked, place, checks)
    yield from compared(looked)
    if end == "won" and start == "created":
        yield from costs(looked, spend(question.facts, snapshot))


STUDY = Study("rates", "Win rates of each channel, and what a win costs", SETTINGS, answer)
