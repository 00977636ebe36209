"""Results as files: written beside the target and renamed, so that a folder is there whole or not at all."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plaudit.values.refused import Refused

Document = dict[str, Any]
UNIT = ("measure", "target", "attainment", "score", "rank", "earned", "limited", "waiting")
LINE = ("line", "activity", "milestone", "on", "quantity", "share", "before", "after", "earned", "limited", "waiting")
# What a spreadsheet would run as a formula, unless it is a number.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def write_folder(document: Document, target: Path) -> None:
    """result.json, people.csv and lines.csv or totals.csv; refuses a target that holds anything else."""
    try:
        if target.exists() and not target.is_dir():
            raise Refused("out-not-a-folder", f"{target} is there and is no folder: name a new folder.")
        if target.exists() and {file.name for file in target.iterdir()} - _NAMES:
            raise Refused("out-not-empty", f"{target} is there and holds other files: name a new folder, or empty it.")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            _write(document, Path(beside), target)
    except OSError as wrong:
        raise Refused("out-unwritable", f"{target} cannot be written: {wrong.strerror}.") from wrong


def _write(document: Document, beside: Path, target: Path) -> None:
    """Whole first, then renamed; what was there before goes only when the new folder stands in its place."""
    made = beside / "made"
    made.mkdir()
    for name, text in _files(document).items():
        (made / name).write_text(text, encoding="utf-8", newline="")
    if target.exists():
        # Few results are written over others.
        from plaudit.cli.exchange import exchange

        if exchange(made, target):
            return
        target.replace(beside / "before")
    made.replace(target)


_NAMES = frozenset({"result.json", "people.csv", "lines.csv", "totals.csv"})


def _files(document: Document) -> dict[str, str]:
    people = [("person", "earned", "currency")]
    people += [(person["person"], person["earned"], document["currency"]) for person in document["people"]]
    return {
        "result.json": json.dumps(document, indent=1, ensure_ascii=False) + "\n",
        "people.csv": csv_of(people),
        "lines.csv" if _itemized(document) else "totals.csv": csv_text(document),
    }


def csv_text(document: Document) -> str:
    """Every line with its person, incentive and window, or their totals; a null stays an empty cell."""
    itemized = _itemized(document)
    names = (*LINE, "limit", "because") if itemized else UNIT
    rows = [("person", "incentive", "window", "final", *names)]
    for person in document["people"]:
        for unit in person["incentives"]:
            place = (person["person"], unit["incentive"], unit["window"], str(unit["final"]).lower())
            told = unit["lines"] if itemized else [unit]
            rows += [(*place, *(each[name] for name in names)) for each in told]
    return csv_of(rows)


def _itemized(document: Document) -> bool:
    return all("lines" in unit for person in document["people"] for unit in person["incentives"])


def against_csv(document: Document) -> str:
    """Each person under both plans."""
    columns = ("person", "earned", "would_earn", "difference")
    return csv_of([columns, *(tuple(each[name] for name in columns) for each in document["people"])])


def csv_of(rows: Iterable[tuple[Any, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[_safe(cell) for cell in row] for row in rows])
    return text.getvalue()


def _safe(cell: str | None) -> str:
    """A cell that a spreadsheet would run gets an apostrophe; numbers, also negative ones, stay numbers."""
    if cell is None or not cell.startswith(RISKY) or cell.lstrip("-").replace(".", "", 1).isdigit():
        return "" if cell is None else cell
    return f"'{cell}"
