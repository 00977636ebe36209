"""`gaming`: patterns that pay without advocacy; never an accusation, always with its expected false alarms (M8)."""

from collections.abc import Iterator

from plaudit.evidence.answer import Refusal, Said, Unanswered
from plaudit.evidence.observed.leads import leads
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.studies.gaming.quality import quality
from plaudit.evidence.studies.gaming.quarter_end import quarter_end
from plaudit.evidence.studies.gaming.reviewers import bursts, reviewers
from plaudit.evidence.studies.gaming.rules import gate, identity
from plaudit.evidence.studies.gaming.streams import LEAST, streams
from plaudit.evidence.studies.gaming.texts import texts
from plaudit.evidence.studies.gaming.threshold import threshold
from plaudit.evidence.study import Study
from plaudit.values.refused import Refused

SETTINGS = (
    Setting("days", "how many last days of a quarter are looked at", "10"),
    Setting("fiscal_year_starts", "the month that the fiscal year starts with, 1 to 12", "1"),
    Setting("kinds", "only these kinds of act"),
    Setting("milestone", "the day on which acts reach this; else the day they are opened"),
    Setting("competitors", "mail domains of competitors, who may not review us"),
    Setting("threshold", "the count in a quarter at which more is paid"),
)


def answer(question: Question) -> Iterator[Said]:
    _check(question)
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    if snapshot is None:
        missing = "The folder tells of no act and no deal."
        yield Unanswered("gaming", Refusal("facts-missing", missing, "Activities.csv, or deals.csv, with 30 events."))
        return
    found = leads(question.facts, snapshot)
    for stream in streams(question, found, snapshot):
        yield from quarter_end(stream, question)
        if len(stream.on) >= LEAST:
            yield from threshold(stream, question)
    if found is not None:
        yield from quality(found, question)
    yield from identity(question, snapshot)
    yield from reviewers(question, snapshot)
    yield from bursts(question, snapshot)
    yield from texts(question, snapshot)
    yield from gate(question, snapshot)


def _check(question: Question) -> None:
    for name, least, most in (("days", 1, 45), ("fiscal_year_starts", 1, 12), ("threshold", 2, 1000)):
        said = question.whole(name)
        if said is not None and not least <= said <= most:
            raise Refused("setting-out-of-range", f"--set {name}={said}: it is between {least} and {most}.")


STUDY = Study("gaming", "Patterns that pay without advocacy", SETTINGS, answer)
