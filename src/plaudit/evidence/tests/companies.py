"""People who bring the same every month, around a start: what several tests of `lift` look at."""

from datetime import date
from pathlib import Path

import numpy as np

from plaudit.connectors.folder.read_studied import read_studied
from plaudit.evidence.question import Question, settings
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.evidence.studies.lift.study import SETTINGS

JULY = date(2025, 7, 1)


def launch(others: tuple[date, ...] = ()) -> Launch:
    return Launch("spiff", "person", JULY, None, frozenset(), None, others)


def seen(pre: int, post: int, arms: tuple[int, int], each: float = 10.0, others: tuple[date, ...] = ()) -> Seen:
    """Everybody brings the same number every month."""
    units, months = sum(arms), pre + post
    counts = np.full((units, months), each)
    before = np.arange(months) < pre
    return Seen(
        launch(others),
        tuple(f"u{place}" for place in range(units)),
        np.arange(units) < arms[0],
        tuple(range(months + 1)),
        counts,
        np.ones_like(counts),
        None,
        before,
        ~before,
        np.zeros(months, dtype=bool),
    )


def question(folder: Path, *given: str) -> Question:
    return Question(read_studied(folder), settings=settings(list(given), SETTINGS))


def company(lift: float, people: int = 8, months: int = 12) -> dict[str, str]:
    """Half of the people get a program in July: thirty acts a month, `lift` times as many after it."""
    names = [f"p{place}" for place in range(people)]
    rows = [
        f"{name}-{month}-{number},review,2025-{month:02}-{1 + number % 28:02},{name}"
        for place, name in enumerate(names)
        for month in range(1, months + 1)
        for number in range(round_of(30 * (lift if place % 2 and month >= 7 else 1.0), place))
    ]
    return {
        "people": "key,name,role\n" + "".join(f"{name},{name},csm\n" for name in names),
        "activities": "\n".join(["key,kind,opened_on,person", *rows]) + "\n",
        "programs": "program,person,from,to\n" + "".join(f"spiff,{name},2025-07-01,\n" for name in names[1::2]),
    }


def round_of(mean: float, place: int) -> int:
    return int(mean) + place % 3
