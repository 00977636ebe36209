"""A folder of facts typed into a test, and a study asked of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from plaudit.connectors.folder.read_studied import read_studied
from plaudit.evidence import studies
from plaudit.evidence.answer import Answer, Refusal
from plaudit.evidence.question import Question, settings

START = date(2025, 1, 6)
HEADER = "key,created_on,channel,demo_on,won_on,lost_on,amount,currency,person"


class Said(NamedTuple):
    """Answers and refusals by name."""

    answers: dict[str, Answer]
    refusals: dict[str, Refusal]


class Leads(NamedTuple):
    """So many of one channel, a day apart from START: the first `won` are won after `lag` days, the others lost."""

    channel: str
    n: int
    won: int
    lag: int = 20
    person: str = ""
    start: date = START


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def deals(*groups: Leads) -> str:
    return "\n".join([HEADER, *(row for group in groups for row in _rows(group))]) + "\n"


def _rows(group: Leads) -> Sequence[str]:
    return [
        f"{group.channel}-{group.person}-{place},{day},{group.channel},{day + timedelta(2)},{won},{lost},1000.00,USD,"
        f"{group.person}"
        for place in range(group.n)
        for day in [group.start + timedelta(place % 100)]
        for won, lost in [(day + timedelta(group.lag), "") if place < group.won else ("", day + timedelta(9))]
    ]


def asked(study: str, folder: Path, *given: str, snapshot: date | None = None, horizon: int | None = None) -> Said:
    found = studies.find(study)
    question = Question(read_studied(folder), snapshot, horizon, 1, settings(list(given), found.settings))
    said = list(found.answer(question))
    answers = {each.name: each for each in said if isinstance(each, Answer)}
    return Said(answers, {each.name: each.refusal for each in said if each.refusal is not None})
