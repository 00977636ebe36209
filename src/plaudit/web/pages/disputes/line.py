"""A line of a statement by its key: where it is disputed from, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from plaudit.ledger.booking import Key
from plaudit.statements.disputes.stands import Standing
from plaudit.values.money import Money
from plaudit.values.period import Period
from plaudit.web.components.table import State
from plaudit.web.pages.disputes.shown import state
from plaudit.web.pages.statement.statement import Line
from plaudit.web.periods import Chosen

NAMES = ("program", "incentive", "window", "line", "activity", "milestone", "origin")


class Part(Protocol):
    """An incentive in a window, on a frozen statement or on one that stands now."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def window(self) -> Period: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """A line where it stands: in which program and part."""

    program: str
    part: Part
    line: Line

    def key(self, person: str, origin: str) -> Key:
        line = self.line
        return Key(
            program=self.program,
            person=person,
            incentive=self.part.key,
            window=self.part.window.key,
            line=line.kind,
            activity="" if line.activity is None else line.activity,
            milestone=line.milestone,
            origin=origin,
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a line is disputed; the last dispute about it and its word, where there was one."""

    address: str
    last: Standing | None
    says: State | None


def asked(person: str, said: Mapping[str, str]) -> Key:
    """The line that an address names."""
    return Key(person=person, **{name: said.get(name, "") for name in NAMES})


def address(key: Key) -> str:
    return f"{reverse('disputes-new')}?{urlencode({name: getattr(key, name) for name in NAMES})}"


def found(lines: Iterable[Placed], key: Key) -> tuple[Placed, Money]:
    """The line with what all lines of its key pay together; what is not on her statement does not exist."""
    same = [each for each in lines if each.key(key.person, key.origin) == key]
    if not same:
        raise Http404
    amounts = [each.line.earned for each in same]
    return same[0], Money(sum(each.minor for each in amounts), amounts[0].currency)


def doubts(person: str, shown: Chosen, lines: Iterable[Placed], disputes: Iterable[Standing]) -> dict[Line, Doubt]:
    """Of each line: where it is disputed, and what became of the last dispute about it."""
    last = {each.key: each for each in disputes}
    return {each.line: _doubt(each.key(person, shown.name), last, shown.today) for each in lines}


def _doubt(key: Key, last: Mapping[Key, Standing], today: date) -> Doubt:
    each = last.get(key)
    return Doubt(address(key), each, None if each is None else state(each, today))
