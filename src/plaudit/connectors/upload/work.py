"""Working on an import: checking what was arranged, storing what was confirmed; it goes on where it stopped."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from plaudit.connectors.database.here import here
from plaudit.connectors.upload.check import Checked, Taker, Upload, check
from plaudit.connectors.upload.kept import TABLES
from plaudit.connectors.upload.models import Import, Turn
from plaudit.connectors.upload.origin import origin
from plaudit.connectors.upload.receive import stored
from plaudit.connectors.upload.send import forget, place
from plaudit.connectors.upload.store import Cancelled
from plaudit.connectors.upload.take import take
from plaudit.connectors.upload.turn import stands, turn
from plaudit.people.arrive import hold
from plaudit.values.refused import Unreadable

# Rows of a preview.
SHOWN = 8


def work(number: int, clock: Callable[[], datetime]) -> None:
    """Nothing for an import that waits for a person."""
    imported = Import.objects.get(pk=number)
    match stands(imported):
        case Turn.Kind.ARRANGED:
            _look(imported, clock)
        case Turn.Kind.CONFIRMED:
            _store(imported, clock)


def _look(imported: Import, clock: Callable[[], datetime]) -> None:
    try:
        checked = check(
            [_upload(imported)], origin(imported.source), here(), at=clock(), tell=_telling(imported, clock)
        )
    except Unreadable as unreadable:
        found: dict[str, Any] = {"problems": [_told(problem) for problem in unreadable.problems]}
        what = Turn.Kind.WRONG
    else:
        (counted,) = checked.counted
        found = {
            "problems": [_told(problem) for problem in checked.problems],
            "counted": asdict(counted),
            "preview": _preview(checked),
        }
        what = Turn.Kind.CHECKED
        checked.con.close()
    with transaction.atomic():
        # Somebody may have given it up, or arranged it otherwise, while it was looked at.
        hold()
        if stands(imported) == Turn.Kind.ARRANGED:
            Import.objects.filter(pk=imported.pk).update(**found)
            turn(imported, what, by="", at=clock())


def _store(imported: Import, clock: Callable[[], datetime]) -> None:
    taker = Taker(imported.by, clock(), _telling(imported, clock), stop=lambda: stands(imported) == Turn.Kind.CANCELLED)
    try:
        checked = take([_upload(imported)], origin(imported.source), taker)
    except Unreadable as unreadable:
        # What is known has changed since it was looked at.
        Import.objects.filter(pk=imported.pk).update(problems=[_told(problem) for problem in unreadable.problems])
        turn(imported, Turn.Kind.WRONG, by="", at=clock())
        return
    except Cancelled:
        return
    (counted,) = checked.counted
    with transaction.atomic():
        stored(imported, counted, at=clock())
    forget(imported)


def _upload(imported: Import) -> Upload:
    table = next(table for table in TABLES if table.name == imported.table)
    return Upload(place(imported), table, imported.columns)


def _telling(imported: Import, clock: Callable[[], datetime]) -> Callable[[str, int, int], None]:
    def tell(stage: str, done: int, total: int) -> None:
        if stage == "store":
            Import.objects.filter(pk=imported.pk).update(done=done, total=total, moved_at=clock())

    return tell


def _told(problem: Any) -> dict[str, Any]:
    told = asdict(problem)
    return {name: told[name] for name in ("code", "severity", "line", "says", "remedy")}


def _preview(checked: Checked) -> list[list[str]]:
    """The header, then the first rows with what becomes of each."""
    (compared,) = checked.compared
    names = [cell.column.name for cell in compared.said.cells]
    cells = ", ".join(f'u."{name}"' for name in names)
    rows = checked.con.execute(
        f"""SELECT c._fate, {cells} FROM compared.{compared.table.name} AS c
        JOIN (SELECT rowid + 1 AS _row, * FROM upload.{compared.table.name}) AS u USING (_row)
        ORDER BY _row LIMIT {SHOWN}"""
    ).fetchall()
    return [["", *names], *([*("" if cell is None else str(cell) for cell in row)] for row in rows)]
