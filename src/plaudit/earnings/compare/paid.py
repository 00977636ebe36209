"""The paid list: a CSV file with person, amount, [incentive], [activity], [currency]; every mistake in it at once."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from plaudit.connectors.folder.meant import meant, shown
from plaudit.connectors.folder.open_csv import open_csv
from plaudit.connectors.folder.read import CSV_LIMIT
from plaudit.earnings.compare.key import Grain, Key
from plaudit.earnings.rates import Rates
from plaudit.values.currency import codes, digits
from plaudit.values.money import MoneyUnreadable, minor, money_text
from plaudit.values.period import Period, day_number
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from plaudit.values.rounding import rounded_fraction
from plaudit.values.table import Column, Table, must

PAID = Table(
    "paid",
    (must("person", "text"), must("amount", "text"), Column("incentive"), Column("activity"), Column("currency")),
    (),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the cells may name, and how a foreign amount becomes one of the plan's currency."""

    people: frozenset[str]
    incentives: frozenset[str]
    activities: frozenset[str]
    currency: str
    period: Period
    rates: Rates


@dataclass(frozen=True, slots=True)
class Foreign:
    """An amount paid in another currency, as it was typed (minor units of `currency`)."""

    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid by key, in minor units of the plan's currency; several rows of one key add up."""

    grain: Grain
    amounts: Mapping[Key, int]
    foreign: Mapping[Key, tuple[Foreign, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_paid(path: Path, known: Known) -> Paid:
    """Raises Unreadable with every mistake; a byte order mark is a warning."""
    opened = open_csv(PAID, path, CSV_LIMIT)
    if any(problem.stops for problem in opened.problems):
        raise Unreadable(opened.problems)
    header, rows = _rows(path)
    grain = Grain("incentive" in header, "activity" in header)
    mistakes = Mistakes(path.name)
    amounts: dict[Key, int] = {}
    foreign: dict[Key, tuple[Foreign, ...]] = {}
    for line, cells in rows:
        if mistakes.add(line, _mistakes(cells, known, grain)):
            continue
        key = grain.key(cells["person"], cells.get("incentive"), cells.get("activity") or None)
        amount, currency = _amount(cells, known)
        amounts[key] = amounts.get(key, 0) + _converted(amount, currency, known)
        if currency != known.currency:
            foreign[key] = (*foreign.get(key, ()), Foreign(amount, currency))
    if mistakes.found:
        raise Unreadable((*opened.problems, *mistakes.told()))
    return Paid(grain, amounts, foreign, opened.problems)


def _rows(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The header, and each row with the line on which it starts; the structure has been checked before."""
    # A field may be as long as the file, which has its own limit.
    csv.field_size_limit(CSV_LIMIT)
    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                found.append((line, dict(zip(header, cells, strict=True))))
            line = reader.line_num + 1
    return header, found


# Code, facts and, asked for only when it is told, the remedy.
Said = tuple[str, str, Callable[[], str]]
# More of one kind than this are counted, not listed.
LISTED = 50


@dataclass(slots=True)
class Mistakes:
    """The first fifty of each code, and how many more there are."""

    file: str
    found: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, line: int, said: Iterator[Said]) -> bool:
        """Whether the row has a mistake."""
        before = self.counts.total()
        for code, says, remedy in said:
            self.counts[code] += 1
            if self.counts[code] <= LISTED:
                self.found.append(Problem(code, says, remedy(), file=self.file, line=line))
        return self.counts.total() > before

    def told(self) -> Iterator[Problem]:
        listed: Counter[str] = Counter()
        for problem in self.found:
            listed[problem.code] += 1
            more = self.counts[problem.code] - LISTED
            last = listed[problem.code] == LISTED and more > 0
            yield replace(problem, says=f"{problem.says} There are {more} more of this kind.") if last else problem


def _mistakes(cells: Mapping[str, str], known: Known, grain: Grain) -> Iterator[Said]:
    """Code, facts and remedy of everything wrong with one row."""
    yield from _named("person", cells["person"], known.people, "people.csv")
    if grain.incentive:
        yield from _named("incentive", cells["incentive"], known.incentives, "the plan")
    if cells.get("activity"):
        yield from _named("activity", cells["activity"], known.activities, "activities.csv")
    currency = cells.get("currency") or known.currency
    if currency not in codes():
        says = f"currency is {shown(currency)}, which is no currency of ISO 4217 in which amounts can be booked."
        yield "currency-unknown", says, _advice(currency, codes(), "Write its three capital letters: USD.")
        return
    if not cells["amount"]:
        yield "value-missing", "amount is empty.", lambda: "Write what was paid: 0.00 if it was nothing."
        return
    try:
        minor(cells["amount"], currency)
    except MoneyUnreadable as wrong:
        yield "number-unreadable", f"amount cannot be read: {wrong}", partial(_plain, cells["amount"], currency)
        return
    if currency != known.currency and known.rates.at(_last(known), currency, known.currency) is None:
        says = f"{cells['amount']} {currency} was paid, and rates.csv has no rate to {known.currency} for "
        says += f"{known.period.last} or the seven days before."
        yield "rate-missing", says, lambda: "Add the rate, or write the amount in the plan's currency."


def _named(column: str, typed: str, known: frozenset[str], where: str) -> Iterator[Said]:
    if not typed:
        yield "value-missing", f"{column} is empty.", lambda: f"Write the key of {where}, or take the row out."
    elif typed not in known:
        advice = _advice(typed, known, f"Write a key of {where}, or take the row out.")
        yield f"{column}-unknown", f"{column} is {shown(typed)}, which is not in {where}.", advice


def _advice(typed: str, known: Iterable[str], otherwise: str) -> Callable[[], str]:
    """Finding what was meant takes a look at everything known."""

    def advice() -> str:
        near = meant(typed, sorted(known))
        return f"Do you mean {near}?" if near else otherwise

    return advice


def _plain(typed: str, currency: str) -> str:
    """For an amount that is only dressed up, the amount itself."""
    plain = "".join(letter for letter in typed if letter not in " ,'$€£¥_\u00a0\u202f")
    try:
        return f"Write {money_text(minor(plain, currency), currency)}."
    except MoneyUnreadable:
        return "Write digits with at most one point: 1000.00."


def _amount(cells: Mapping[str, str], known: Known) -> tuple[int, str]:
    currency = cells.get("currency") or known.currency
    return minor(cells["amount"], currency), currency


def _converted(amount: int, currency: str, known: Known) -> int:
    """At the rate of the period's last day, as a statement converts (rule 21)."""
    if currency == known.currency:
        return amount
    rate = known.rates.at(_last(known), currency, known.currency)
    if rate is None:
        raise AssertionError(f"a row in {currency} without a rate is a mistake and is not converted")
    return rounded_fraction(amount * rate * Fraction(10 ** digits(known.currency), 10 ** digits(currency)))


def _last(known: Known) -> int:
    return day_number(known.period.last)
