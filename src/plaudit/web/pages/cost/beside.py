"""Another plan beside the one that is asked about: the same question, the same seed, so the same trials."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plaudit.web.components.table import Cell, Column, Table
from plaudit.web.door import Asked
from plaudit.web.pages.cost.shown import cost_of
from plaudit.web.pages.evidence.asking import Asking, ask_of
from plaudit.web.pages.evidence.figures import TAIL, cell

AGAINST = "against"
TITLE = "Both plans, on the same trials"
SHOWN = ("mean", "p80", "p95")
Titles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """`table` is None while the worker has not made both, or where one of them refuses."""

    program: str
    title: str
    asking: Asking
    table: Table | None

    @property
    def tables(self) -> tuple[Table, ...]:
        return () if self.table is None else (self.table,)


def beside(request: Asked, asking: Asking, titles: Titles) -> Beside | None:
    """None where the address names no other plan than this one."""
    other = request.GET.get(AGAINST, "").strip()
    if other in {"", asking.program}:
        return None
    found = ask_of(request, asking, other)
    title = titles.get(other, other)
    both = [_cost(each) for each in (asking, found)]
    named = (titles.get(asking.program, asking.program), title)
    rows = [each for each in both if each is not None]
    return Beside(other, title, found, _table(rows, named) if len(rows) == len(both) else None)


def _cost(asking: Asking) -> Mapping[str, Any] | None:
    return None if asking.kept is None or not asking.kept.text else cost_of(asking.document)


def _table(both: list[Mapping[str, Any]], titles: tuple[str, ...]) -> Table:
    """A row for each quarter and plan; sums of different currencies say which they are in."""
    currencies = [str(each["currency"]) for each in both]
    alike = currencies[0] if len(set(currencies)) == 1 else None
    names = titles if alike else tuple(f"{name}, {of}" for name, of in zip(titles, currencies, strict=True))
    periods = [{row["period"]: row for row in (*each["figures"]["periods"], _whole(each))} for each in both]
    rows: list[tuple[Cell, ...]] = [
        (period, name, *(cell(rows.get(period, {}).get(key)) for key in SHOWN))
        for period in periods[0]
        for name, rows in zip(names, periods, strict=True)
    ]
    tails = (Column(key, TAIL[key], "number", alike) for key in SHOWN)
    return Table(AGAINST, TITLE, (Column("period", "Period"), Column("plan", "Plan"), *tails), rows)


def _whole(answer: Mapping[str, Any]) -> dict[str, Any]:
    """All quarters together, if people answer as the prior says."""
    prior = next(row for row in answer["figures"]["scenarios"] if row["scenario"] == "prior")
    return {**prior, "period": "All together"}
