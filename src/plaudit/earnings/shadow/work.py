"""Working on a comparison: the same calculation and the same reasons as `plaudit compare`, over the site's facts."""

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from plaudit.connectors.database.catalogue import catalogue
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import read
from plaudit.connectors.upload.sheet import to_csv
from plaudit.earnings.compare.compare import Compared, compare
from plaudit.earnings.compare.readings import Question
from plaudit.earnings.shadow.models import Comparison
from plaudit.plans.programs.find import versions
from plaudit.values.period import Period
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable


def work(number: int, clock: Callable[[], datetime]) -> None:
    """Nothing for one that is answered, or was deleted meanwhile."""
    comparison = Comparison.objects.select_related("program").filter(pk=number, answered_at=None).first()
    if comparison is None:
        return
    _moved(comparison, clock(), stage="reading")
    # Everything, not the period alone: a list may have paid for an act that was never reached.
    known = read(here())
    plans = versions(comparison.program, catalogue())
    calendar = plans[-1].calendar
    period = Period.of(comparison.period, calendar.first_month, calendar.named_by)
    _moved(comparison, clock(), stage="calculating")
    try:
        compared = _compared(comparison, Question(plans, known.facts, period), clock)
    except Unreadable as unreadable:
        found: dict[str, Any] = {"problems": [_told(problem) for problem in unreadable.problems]}
    else:
        found = {
            "told": compared.document(),
            "currency": compared.currency,
            "problems": [_told(problem) for problem in compared.problems],
        }
    _moved(comparison, clock(), answered_at=clock(), watermark=known.watermark, **found)


def _compared(comparison: Comparison, question: Question, clock: Callable[[], datetime]) -> Compared:
    def tell(done: int, total: int) -> None:
        _moved(comparison, clock(), stage="explaining", done=done, total=total)

    with tempfile.TemporaryDirectory(prefix="plaudit-") as folder:
        # Under its own name, which every message says.
        path = Path(folder) / comparison.file_name
        path.write_bytes(bytes(comparison.content))
        if path.suffix.lower() == ".xlsx":
            sheet, path = path, Path(folder) / "read" / path.name
            path.parent.mkdir()
            to_csv(sheet, path)
        return compare(question, path, tell)


def _moved(comparison: Comparison, at: datetime, **found: Any) -> None:
    Comparison.objects.filter(pk=comparison.pk).update(moved_at=at, **found)


def _told(problem: Problem) -> dict[str, Any]:
    told = asdict(problem)
    return {name: told[name] for name in ("code", "severity", "line", "says", "remedy")}
