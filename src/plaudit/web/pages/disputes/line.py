"""A line of a statement by its key: where it is disputed from, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from plaudit.ledger.booking import Key
from plaudit.statements.disputes.stands import Standing
from plaudit.values.money import Money
from plaudit.web.components.table import State
from plaudit.web.pages.disputes.shown import state
from plaudit.web.pages.statement.statement import Line, Part, Statement
from plaudit.web.periods import Chosen


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a line is disputed; the last dispute about it and its word, where there was one."""

    address: str
    last: Standing | None
    says: State | None


NAMES = ("program", "incentive", "window", "line", "activity", "milestone", "origin")


def key_of(statement: Statement, part: Part, line: Line, origin: str) -> Key:
    return Key(
        program=statement.plan,
        person=statement.person,
        incentive=part.key,
        window=part.window.key,
        line=line.kind,
        activity=line.activity or "",
        milestone=line.milestone,
        origin=origin,
    )


def asked(person: str, said: Mapping[str, str]) -> Key:
    """The line that an address names."""
    return Key(person=person, **{name: said.get(name, "") for name in NAMES})


def address(key: Key) -> str:
    return f"{reverse('disputes-new')}?{urlencode({name: getattr(key, name) for name in NAMES})}"


def found(statements: Iterable[Statement], key: Key) -> tuple[Part, Line, Money]:
    """The line with what all lines of its key pay together; what is not on her statement does not exist."""
    same = [
        (part, line)
        for statement in statements
        for part in statement.parts
        for line in part.lines
        if key_of(statement, part, line, key.origin) == key
    ]
    if not same:
        raise Http404
    part, first = same[0]
    together = Money(sum(line.earned.minor for _, line in same), first.earned.currency)
    return part, first, together


def doubts(statements: Iterable[Statement], shown: Chosen, disputes: Iterable[Standing]) -> dict[Line, Doubt]:
    """Of each line: where it is disputed, and what became of the last dispute about it."""
    last = {each.key: each for each in disputes}
    return {
        line: _doubt(key_of(statement, part, line, shown.name), last, shown.today)
        for statement in statements
        for part in statement.parts
        for line in part.lines
    }


def _doubt(key: Key, last: Mapping[Key, Standing], today: date) -> Doubt:
    each = last.get(key)
    return Doubt(address(key), each, None if each is None else state(each, today))
