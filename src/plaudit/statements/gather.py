"""Everything that a period's statements are made of, program by program, laid out by person."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plaudit.earnings.document import document
from plaudit.earnings.result import Result
from plaudit.ledger.adjust import Difference, differences
from plaudit.ledger.booking import Key
from plaudit.ledger.closed import Closed, booked, books
from plaudit.plans.programs.models import Program
from plaudit.statements.body import Adjusted, of_person
from plaudit.statements.cause import Cause, causes, learned
from plaudit.statements.reckon import Again, Asked, Told, closed_of, lines, period_of

Rows = Mapping[int, list[tuple[Any, ...]]]
Because = tuple[Difference, tuple[Cause, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """One program: its period, its closed periods as known now, and what of these differs from the books."""

    program: Program
    asked: Asked
    period: Result
    rows: Rows
    earlier: Result | None = None
    earlier_rows: Rows = field(default_factory=dict)
    different: Mapping[str, list[Because]] = field(default_factory=dict)
    # Lines of closed periods as they are known now: under which version, from which purse.
    now: Mapping[Key, Told] = field(default_factory=dict)
    before: tuple[Closed, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        return frozenset(self.period.ground.laid.roster.named(number) for number, _ in self.period.people())

    def some(self, keys: Collection[str]) -> "Some":
        """The lines and documents of a few people."""
        period = _of(self.period, self.rows, keys)
        named = period.ground.laid.roster.named
        told = {named(number): list(lines(period, accounts, self._this)) for number, accounts in period.people()}
        adjusted = {key: list(self._adjusted(key)) for key in keys if key in self.different}
        return Some(document(period, steps=True), told, adjusted)

    @property
    def _this(self) -> list[tuple[str, Any]]:
        return [(self.asked.name, self.asked.period)]

    def _adjusted(self, person: str) -> Iterator[tuple[int, Adjusted]]:
        """Each with the version that it is paid by."""
        if self.earlier is None:
            return
        shown = document(_of(self.earlier, self.earlier_rows, [person]), steps=True)
        days = {each.name: each.period.key.split("/") for each in self.before}
        for difference, because in self.different[person]:
            told = self.now.get(difference.key)
            version, purse = (
                (told.version, told.funded_by) if told is not None else _as_booked(difference.key, self.asked)
            )
            found = tuple(_shown(shown, difference.key, days[difference.key.origin]))
            yield version, Adjusted(difference, purse, self.period.currency, because, found)


@dataclass(frozen=True, slots=True)
class Some:
    """A few people of one program: the document, the lines that are booked, the adjustments with their version."""

    told: dict[str, Any]
    lines: Mapping[str, list[Told]]
    adjusted: Mapping[str, list[tuple[int, Adjusted]]]

    def of(self, person: str) -> dict[str, Any] | None:
        return of_person(self.told, person)


def gather(program: Program, asked: Asked, before: Sequence[Closed]) -> Gathered:
    """Calculate one program for a close."""
    period = period_of(program, asked)
    gathered = Gathered(program, asked, period, _by_person(period), before=tuple(before))
    again = closed_of(program, asked, before)
    if again is None:
        return gathered
    told = _told(again, before)
    found = list(_different(again, told, asked, before))
    known = learned(before[-1], asked.watermark, {each.key.activity for each in found if each.key.activity})
    by_person: dict[str, list[Because]] = {}
    for because in causes(found, known):
        by_person.setdefault(because[0].key.person, []).append(because)
    earlier = again.result
    return replace(gathered, earlier=earlier, earlier_rows=_by_person(earlier), different=by_person, now=told)


def _told(again: Again, before: Sequence[Closed]) -> dict[Key, Told]:
    """Every line of the closed periods that was looked at again; what has one key is added up."""
    of = [(each.name, each.period) for each in before]
    told: dict[Key, Told] = {}
    for _, accounts in again.result.people():
        mine = [account for account in accounts if again.looked_at(account.slot.key)]
        for each in lines(again.result, mine, of):
            same = told.get(each.key)
            told[each.key] = each if same is None else each._replace(amount=same.amount + each.amount)
    return told


def _different(again: Again, told: Mapping[Key, Told], asked: Asked, before: Sequence[Closed]) -> Iterator[Difference]:
    result = again.result
    unknown = {
        (result.ground.laid.roster.named(person), account.slot.key, account.slot.window.key)
        for person, accounts in result.people()
        for account in accounts
        if account.unknown
    }
    origins = [each.name for each in before]
    standing = booked(books(asked.posting), result.plan.key, origins, again.people)
    looked_at = {key: amount for key, amount in standing.items() if again.looked_at(key.incentive)}
    yield from differences({key: each.amount for key, each in told.items()}, looked_at, unknown)


def _by_person(result: Result) -> Rows:
    place = result.columns.index("person")
    rows: dict[int, list[tuple[Any, ...]]] = {}
    for row in result.rows:
        rows.setdefault(row[place], []).append(row)
    return rows


def _of(result: Result, rows: Rows, keys: Collection[str]) -> Result:
    """The same for a few people, from their own rows: everybody's are looked through once only."""
    some = result.of(keys)
    numbers = some.only if some.only is not None else frozenset()
    return replace(some, rows=[row for number in sorted(numbers) for row in rows.get(number, ())])


def _as_booked(key: Key, asked: Asked) -> tuple[int, str]:
    """The version and the purse of a line that is no more."""
    entry = books(asked.posting).filter(**key._asdict()).order_by("-number")[0]
    return entry.version, entry.funded_by


def _shown(told: Mapping[str, Any], key: Key, days: list[str]) -> Iterator[dict[str, Any]]:
    """The lines as the calculation of now has them, with their steps."""
    for person in told["people"]:
        for unit in person["incentives"]:
            if (unit["incentive"], unit["window"]) != (key.incentive, key.window):
                continue
            for line in unit["lines"]:
                same = (line["line"], line["activity"] or "", line["milestone"] or "")
                if same == (key.line, key.activity, key.milestone) and days[0] <= line["on"] < days[1]:
                    yield line
