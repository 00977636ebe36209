"""Everything that a period's statements are made of, program by program, laid out by person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plaudit.earnings.accounts import Accounts
from plaudit.earnings.document import heading, lines_document, person_document, problem_document
from plaudit.earnings.result import Result
from plaudit.ledger.adjust import Difference, differences
from plaudit.ledger.booking import Key
from plaudit.ledger.closed import Closed, booked, books
from plaudit.plans.programs.models import Program
from plaudit.statements.body import Adjusted
from plaudit.statements.cause import Cause, causes, learned
from plaudit.statements.reckon import Again, Asked, Told, closed_of, lines, period_of

Object = dict[str, Any]
Because = tuple[Difference, tuple[Cause, ...]]


@dataclass(frozen=True, slots=True)
class Hers:
    """One person of one program: the document (None where she is not in it), the booked lines, the adjustments."""

    told: Object | None
    lines: Sequence[Told]
    # Each with the version that it is paid by.
    adjusted: Sequence[tuple[int, Adjusted]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """One program: its period, its closed periods as known now, and what of these differs from the books."""

    program: Program
    asked: Asked
    accounts: Accounts
    heading: Object
    # By person: what is not known of her.
    problems: Mapping[str, Sequence[Object]]
    earlier: Accounts | None = None
    different: Mapping[str, list[Because]] = field(default_factory=dict)
    # Lines of closed periods as they are known now: under which version, from which purse.
    now: Mapping[Key, Told] = field(default_factory=dict)
    before: tuple[Closed, ...] = ()

    @property
    def period(self) -> Result:
        return self.accounts.result

    @property
    def people(self) -> frozenset[str]:
        return frozenset(self.accounts.numbers)

    def of(self, person: str) -> Hers:
        number = self.accounts.numbers.get(person)
        adjusted = tuple(self._adjusted(person)) if person in self.different else ()
        if number is None:
            return Hers(None, (), adjusted)
        accounts = self.accounts.of(number)
        hers = person_document(self.period, number, accounts, steps=True)
        told = {**self.heading, "earned": hers["earned"], "people": [hers], "problems": self.problems.get(person, [])}
        return Hers(told, tuple(lines(self.period, accounts, [(self.asked.name, self.asked.period)])), adjusted)

    def _adjusted(self, person: str) -> Iterator[tuple[int, Adjusted]]:
        """What of hers differs; how it is calculated now stands beside it where there still is something."""
        if self.earlier is None:
            return
        number, different = self.earlier.numbers.get(person), self.different[person]
        units = {(each.key.incentive, each.key.window) for each, _ in different}
        found = [] if number is None else self.earlier.of(number)
        by_unit = {(each.slot.key, each.slot.window.key): each for each in found}
        shown = {unit: lines_document(by_unit[unit], steps=True) for unit in units & set(by_unit)}
        days = {each.name: each.period.key.split("/") for each in self.before}
        for difference, because in different:
            key = difference.key
            told = self.now.get(key)
            version, purse = (told.version, told.funded_by) if told is not None else _as_booked(key, self.asked)
            mine = shown.get((key.incentive, key.window), [])
            same = tuple(line for line in mine if _same(line, key, days[key.origin]))
            yield version, Adjusted(difference, purse, self.period.currency, because, same)


def gather(program: Program, asked: Asked, before: Sequence[Closed]) -> Gathered:
    """Calculate one program for a close."""
    period = period_of(program, asked)
    gathered = Gathered(program, asked, Accounts(period), heading(period), _problems(period), before=tuple(before))
    again = closed_of(program, asked, before)
    if again is None:
        return gathered
    now, unknown = _known_now(again, before)
    standing = booked(books(asked.posting), period.plan.key, [each.name for each in before], again.people)
    looked_at = {key: amount for key, amount in standing.items() if again.looked_at(key.incentive)}
    found = list(differences({key: each.amount for key, each in now.items()}, looked_at, unknown))
    known = learned(before[-1], asked.watermark, {each.key.activity for each in found if each.key.activity})
    by_person: dict[str, list[Because]] = {}
    for because in causes(found, known):
        by_person.setdefault(because[0].key.person, []).append(because)
    return replace(gathered, earlier=again.accounts, different=by_person, now=now)


def _problems(result: Result) -> dict[str, list[Object]]:
    """By person, each with the units of hers that it touches: those of others are nothing to her."""
    found: dict[str, list[Object]] = {}
    for problem in result.problems:
        told = problem_document(problem)
        touches: dict[str, list[Object]] = {}
        for touch in told["touches"]:
            touches.setdefault(touch["person"], []).append(touch)
        for person, hers in touches.items():
            found.setdefault(person, []).append({**told, "touches": hers})
    return found


def _known_now(again: Again, before: Sequence[Closed]) -> tuple[dict[Key, Told], set[tuple[str, str, str]]]:
    """Every line of the closed periods that was looked at again, what has one key added up; the units not known."""
    of = [(each.name, each.period) for each in before]
    result = again.accounts.result
    told: dict[Key, Told] = {}
    unknown = set()
    for person, accounts in again.accounts:
        named = result.ground.laid.roster.named(person)
        unknown |= {(named, each.slot.key, each.slot.window.key) for each in accounts if each.unknown}
        for line in lines(result, [each for each in accounts if again.looked_at(each.slot.key)], of):
            same = told.get(line.key)
            told[line.key] = line if same is None else line._replace(amount=same.amount + line.amount)
    return told, unknown


def _as_booked(key: Key, asked: Asked) -> tuple[int, str]:
    """The version and the purse of a line that is no more."""
    entry = books(asked.posting).filter(**key._asdict()).order_by("-number")[0]
    return entry.version, entry.funded_by


def _same(line: Object, key: Key, days: Sequence[str]) -> bool:
    """Whether the books have the line of a document, which is of one of these days, under this key."""
    named = (line["line"], line["activity"] or "", line["milestone"] or "")
    return named == (key.line, key.activity, key.milestone) and days[0] <= line["on"] < days[1]
