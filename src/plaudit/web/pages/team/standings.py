"""The table of a team: who stands where, what comes next for each, and how fast her acts are verified."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.urls import reverse

from plaudit.activities.pace import Pace, pace
from plaudit.earnings.runs.stood import Stood, total
from plaudit.web.components import locale
from plaudit.web.components.table import Cell, Column, Link, Table
from plaudit.web.pages.quarter.bars import best


def standings(stood: Stood, names: Mapping[str, str], today: date) -> Table:
    """Of everybody among the units, by name."""
    people = sorted({unit.person_id for unit in stood.units}, key=lambda key: names[key].casefold())
    paces = pace({person: _acts(stood, person) for person in people})
    rows = [_row(stood, person, names[person], paces[person], today) for person in people]
    return Table(
        key=stood.program.key,
        title=f"{stood.title}, {stood.run.period}",
        columns=_columns(stood.currency),
        rows=rows,
        empty="Nobody here is in this program in this period.",
        total=_total(stood),
    )


def _columns(currency: str) -> tuple[Column, ...]:
    return (
        Column("person", "Person"),
        Column("earned", "Earned", "money", currency),
        Column("waiting", "Waiting", "money", currency),
        Column("limited", "Over limits", "money", currency),
        Column("next", "Next"),
        Column("verified", "Acts verified", "number"),
        Column("open", "To verify", "number"),
        Column("took", "Logged to verified"),
    )


def _row(stood: Stood, person: str, name: str, pace: Pace, today: date) -> tuple[Cell, ...]:
    hers = [unit for unit in stood.units if unit.person_id == person]
    offer = best([_only(stood, person)], today)
    return (
        Link(name, reverse("statement", args=[person, stood.run.period])),
        total((unit.earned for unit in hers), stood.currency),
        total((unit.waiting for unit in hers), stood.currency),
        total((unit.limited for unit in hers), stood.currency),
        "" if offer is None else f"{offer.words}: {locale.brief(offer.brings)}",
        str(pace.verified),
        str(pace.waiting),
        _span(pace.took),
    )


def _total(stood: Stood) -> tuple[Cell, ...]:
    sums = (
        total((unit.earned for unit in stood.units), stood.currency),
        total((unit.waiting for unit in stood.units), stood.currency),
        total((unit.limited for unit in stood.units), stood.currency),
    )
    return ("All", *sums, None, None, None, None)


def _only(stood: Stood, person: str) -> Stood:
    units = tuple(unit for unit in stood.units if unit.person_id == person)
    return Stood(stood.program, stood.period, stood.plans, stood.run, units)


def _acts(stood: Stood, person: str) -> set[str]:
    lines = (line for unit in stood.units if unit.person_id == person for line in unit.told["lines"])
    return {line["activity"] for line in lines if line["activity"] is not None}


def _span(took: timedelta | None) -> str:
    if took is None:
        return ""
    return "same day" if took < timedelta(days=1) else locale.span(took.days)
