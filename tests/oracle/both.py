"""What the engine and the slow oracle say of one plan and folder, as texts that must be equal."""

import json
from pathlib import Path
from typing import Any

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import Question, answer
from plaudit.earnings.document import document
from plaudit.earnings.verify import verify
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from tests.oracle.slow.calculate import calculate as slowly
from tests.oracle.slow.facts import cutoff

# Sentences and the words of problems are the engine's own; the oracle says which units are unknown by their nulls.
UNSAID = {"inputs", "problems", "as_of", "touched"}


def engine(plan: Path, data: Path, period: str, as_of: str | None = None) -> str:
    return _bytes(_answered(plan, data, period, as_of, lines=True))


def totals(plan: Path, data: Path, period: str) -> dict[str, Any]:
    """What the engine says when it is asked for no lines."""
    return _answered(plan, data, period, None, lines=False)


def _answered(plan: Path, data: Path, period: str, as_of: str | None, *, lines: bool) -> dict[str, Any]:
    versions = read_versions(plan)
    calendar = versions[-1].calendar
    asked = Period.of(period, calendar.first_month, calendar.named_by)
    moment = None if as_of is None else cutoff(as_of, calendar.time_zone)
    return document(answer(Question(versions, read(data), asked, moment, lines=lines)), steps=lines)


def oracle(plan: Path, data: Path, period: str, as_of: str | None = None) -> str:
    return _bytes(slowly(plan, data, period, as_of))


def agreed(plan: Path, data: Path, period: str, as_of: str | None = None) -> dict[str, Any]:
    """What both say, each line of which follows from its steps; a disagreement fails."""
    said, told = slowly(plan, data, period, as_of), _answered(plan, data, period, as_of, lines=True)
    assert verify(told) == ()
    assert _bytes(told) == _bytes(said)
    return said


def _bytes(said: dict[str, Any]) -> str:
    """One value a line, so that a difference is easy to see."""
    for person in said["people"]:
        for unit in person["incentives"]:
            for line in unit["lines"]:
                line.pop("because", None)
                line.pop("steps", None)
    return json.dumps({key: value for key, value in said.items() if key not in UNSAID}, ensure_ascii=False, indent=1)
