"""A contest as it stands: places, measures, prizes, bracket by bracket."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from plaudit.earnings.runs.models import Unit
from plaudit.earnings.runs.stood import Stood
from plaudit.people.access import Reader
from plaudit.plans.incentive import Incentive
from plaudit.plans.instruments import find
from plaudit.plans.promise import Prizes, Standing
from plaudit.plans.tell import Telling
from plaudit.values.money import Money
from plaudit.values.period import Period
from plaudit.web.components import locale
from plaudit.web.components.table import Cell, Column, Link, Table
from plaudit.web.components.words import count

COLUMNS = (Column("place", "Place", "number"), Column("person", "Person"), Column("measure", "With", "number"))


@dataclass(frozen=True, slots=True)
class Contest:
    """One contest in one window, with the rules a contestant asks about."""

    key: str
    title: str
    rules: tuple[str, ...]
    window: Period
    days_left: int
    brackets: tuple[tuple[str, Table], ...]

    @property
    def left(self) -> str:
        return f"{count(str(self.days_left), 'day')} left"


def ranked(stood: Stood) -> set[str]:
    """The keys of a program's contests, in whichever version."""
    return {each.key for plan in stood.plans for each in plan.incentives if each.kind == "contest"}


def contests(stood: Iterable[Stood], reader: Reader, names: Mapping[str, str], today: date) -> tuple[Contest, ...]:
    """Those that the reader or one of her team is in; by duty, all."""
    found = (contest for each in stood for contest in _of(each, reader, names, today))
    return tuple(found)


def _of(stood: Stood, reader: Reader, names: Mapping[str, str], today: date) -> Iterator[Contest]:
    found: dict[tuple[str, str], list[Unit]] = {}
    for unit in stood.units:
        found.setdefault((unit.incentive, unit.window), []).append(unit)
    for (key, window), units in found.items():
        inside = {unit.person_id for unit in units}
        if reader.operations or reader.finance or inside & {reader.key, *reader.reports}:
            incentive, days = stood.incentive(units[0]), Period.of(window)
            yield Contest(
                key=f"{key}-{days.start}",
                title=incentive.title,
                rules=find(incentive.kind).tell(incentive.terms, Telling(incentive, stood.currency)),
                window=days,
                days_left=max((days.end - today).days, 0),
                brackets=tuple(_brackets(stood, incentive, units, reader, names)),
            )


def _brackets(
    stood: Stood, incentive: Incentive, units: list[Unit], reader: Reader, names: Mapping[str, str]
) -> Iterator[tuple[str, Table]]:
    prizes = find(incentive.kind).promise(incentive.terms, Standing(stood.currency)).prizes
    by_bracket: dict[int, list[Unit]] = {}
    for unit in units:
        by_bracket.setdefault(_bracket(unit), []).append(unit)
    for number, those in sorted(by_bracket.items()):
        title = _named(prizes, number) if len(by_bracket) > 1 else ""
        # Who has no place yet comes last, by name.
        those.sort(
            key=lambda unit: (
                unit.rank is None,
                unit.rank if unit.rank is not None else 1,
                names[unit.person_id].casefold(),
            )
        )
        columns = (*COLUMNS, Column("prize", "Prize", "money", stood.currency))
        rows = [_row(unit, reader, names) for unit in those]
        yield title, Table(f"{incentive.key}-{number}", title or incentive.title, columns, rows)


def _row(unit: Unit, reader: Reader, names: Mapping[str, str]) -> tuple[Cell, ...]:
    name = names[unit.person_id]
    shown = Link(name, below="you") if unit.person_id == reader.key else name
    prize = Money.known(unit.earned, unit.currency)
    return (None if unit.rank is None else str(unit.rank), shown, unit.stands["measure"], prize)


def _bracket(unit: Unit) -> int:
    return 1 if unit.ahead is None else int(unit.ahead.get("bracket", 1))


def _named(prizes: Prizes | None, number: int) -> str:
    """By accounts or revenue the bounds say who is in; teams and segments are told apart by their people."""
    if prizes is None or prizes.by not in {"accounts", "arr"}:
        return f"Bracket {number}"
    below = prizes.brackets[min(number, len(prizes.brackets)) - 1].below
    of = "accounts" if prizes.by == "accounts" else "of yearly revenue"
    if below is not None:
        return f"Fewer than {locale.quantity(str(below))} {of}"
    least = prizes.brackets[-2].below if len(prizes.brackets) > 1 else None
    return f"{locale.quantity(str(least))} {of} or more" if least is not None else f"Bracket {number}"
