"""The table of a team: who stands where, what comes next for each, and how fast her acts are verified."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse

from plaudit.activities.pace import Pace, pace
from plaudit.earnings.runs.models import Unit
from plaudit.earnings.runs.stood import Stood, total
from plaudit.earnings.runs.totals import Total
from plaudit.web.components import locale
from plaudit.web.components.table import Cell, Column, Link, Table
from plaudit.web.pages.quarter.bars import best


def standings(stood: Stood, names: Mapping[str, str], today: date) -> Table:
    """Of everybody among the units, by name."""
    hers: dict[str, list[Unit]] = {}
    for unit in stood.units:
        hers.setdefault(str(unit.person_id), []).append(unit)
    paces = pace({person: {key for unit in units for key in unit.activities} for person, units in hers.items()})
    people = sorted(hers, key=lambda key: names[key].casefold())
    rows = [_row(replace(stood, units=tuple(hers[each])), names[each], paces[each], today) for each in people]
    return Table(
        key=stood.program.key,
        title=f"{stood.title}, {stood.run.period}",
        columns=_columns(stood.currency),
        rows=rows,
        empty="Nobody here is in this program in this period.",
        total=_total(stood),
    )


def everybody(stood: Stood, totals: Sequence[Total], names: Mapping[str, str]) -> Table:
    """All people of a program with their sums: what a duty for all of them needs, however many they are."""
    those = sorted(totals, key=lambda each: names[each.person].casefold())
    sums = [
        total((None if money is None else money.minor for money in column), stood.currency)
        for column in zip(*((each.earned, each.waiting, each.limited) for each in those), strict=True)
    ]
    return Table(
        key=stood.program.key,
        title=f"{stood.title}, {stood.run.period}",
        columns=_columns(stood.currency)[:4],
        rows=[
            (_person(names[each.person], each.person, stood), each.earned, each.waiting, each.limited) for each in those
        ],
        empty="Nobody is in this program in this period.",
        total=("All", *sums) if sums else None,
    )


def _person(name: str, key: str, stood: Stood) -> Link:
    return Link(name, reverse("statement", args=[key, stood.run.period]))


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


def _row(stood: Stood, name: str, pace: Pace, today: date) -> tuple[Cell, ...]:
    """Of the one person whose units these are."""
    hers = stood.units
    offer = best([stood], today)
    return (
        _person(name, str(hers[0].person_id), stood),
        total((unit.earned for unit in hers), stood.currency),
        total((unit.waiting for unit in hers), stood.currency),
        total((unit.limited for unit in hers), stood.currency),
        "" if offer is None else f"{offer.words}: {locale.brief(offer.brings)}",
        str(pace.verified),
        str(pace.waiting),
        _span(pace),
    )


def _total(stood: Stood) -> tuple[Cell, ...]:
    sums = (
        total((unit.earned for unit in stood.units), stood.currency),
        total((unit.waiting for unit in stood.units), stood.currency),
        total((unit.limited for unit in stood.units), stood.currency),
    )
    return ("All", *sums, None, None, None, None)


def _span(pace: Pace) -> str:
    if pace.took is None:
        return "at once" if pace.verified else ""
    return "same day" if pace.took < timedelta(days=1) else locale.span(pace.took.days)
