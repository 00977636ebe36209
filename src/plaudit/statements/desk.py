"""Where one person's statement is put together: her lines, her adjustments, what is stated and what is paid."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from plaudit.ledger.balance import Purse, carried, rates_stated, unstated
from plaudit.ledger.booking import Booking, Kind
from plaudit.ledger.closed import Closed, books
from plaudit.plans.plan import Plan
from plaudit.statements.body import body
from plaudit.statements.gather import Gathered, Hers
from plaudit.statements.money import PayMoney
from plaudit.statements.reckon import Asked, Told
from plaudit.statements.section import Section, Turned, paid, turned

# Minor units by origin and the plan's currency.
Amounts = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Stated:
    """One person's statement, what it books, and its sums for pages."""

    person: str
    body: bytes
    bookings: bytes
    told: dict[str, Any]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body + b"\n" + self.bookings).hexdigest()


@dataclass(frozen=True, slots=True)
class Desk:
    """What all statements of a close share: what earlier ones held back and carried on, currencies and rates."""

    asked: Asked
    before: Mapping[str, Closed]
    elsewhere: bool
    money: PayMoney
    # By person.
    left: Mapping[str, Mapping[Purse, Amounts]]
    carried: Mapping[str, Mapping[tuple[Purse, str], int]]
    rates: Mapping[tuple[Purse, str, str], str]

    @classmethod
    def of(cls, asked: Asked, before: Sequence[Closed], money: PayMoney, *, elsewhere: bool) -> "Desk":
        found = books(asked.posting)
        left: dict[str, dict[Purse, Amounts]] = {}
        for each in unstated(found):
            of_purse = left.setdefault(each.purse.person, {}).setdefault(each.purse, {})
            of_purse[each.origin, each.currency] = each.amount
        owed: dict[str, dict[tuple[Purse, str], int]] = {}
        for of, amount in carried(found).items():
            owed.setdefault(of[0].person, {})[of] = amount
        named = {each.name: each for each in before}
        return cls(asked, named, elsewhere, money, left, owed, rates_stated(found))

    @property
    def people(self) -> frozenset[str]:
        """Those whose earlier statements left something to state or to recover."""
        return frozenset({*self.left, *self.carried})

    def statement(self, person: str, gathered: Sequence[Gathered]) -> Stated:
        programs = [each.period.plan for each in gathered]
        hers = [(each.period.currency, each.of(person)) for each in gathered]
        bookings = [booking for currency, of in hers for booking in _earned(currency, of)]
        sections = self._sections(person, bookings, programs)
        adjusted = [each for _, of in hers for _, each in of.adjusted]
        documents = [of.told for _, of in hers if of.told is not None]
        bookings += [booking for section in sections for booking in self._settled(person, section, programs)]
        told = {
            "sections": [_summed(section, bookings) for section in sections],
            "lines": sum(booking.kind == "earned" for booking in bookings),
            "adjustments": len(adjusted),
            "unknown": sum(unit["earned"] is None for each in documents for unit in each["people"][0]["incentives"]),
        }
        stated = body(person, self.asked, documents, adjusted, sections)
        return Stated(person, _packed(stated), _packed(bookings), told)

    def _sections(self, person: str, bookings: Sequence[Booking], programs: Sequence[Plan]) -> list[Section]:
        amounts = {purse: dict(left) for purse, left in self.left.get(person, {}).items()}
        for each in bookings:
            mine = amounts.setdefault(Purse(person, each.program, each.funded_by), {})
            mine[each.origin, each.currency] = mine.get((each.origin, each.currency), 0) + each.amount
        recover = {plan.key: plan.recover for plan in programs}
        mine_only = {purse for purse, _ in self.carried.get(person, {})}
        found = [
            section
            for purse in sorted(set(amounts) | mine_only)
            for section in self._of_purse(purse, amounts.get(purse, {}), recover.get(purse.program))
        ]
        return [section for section in found if section.turned or section.held or section.opening]

    def _of_purse(self, purse: Purse, amounts: Amounts, recover: Fraction | None) -> Iterator[Section]:
        """One in the currency she is paid in; what is owed in another one stands by itself."""
        by_currency: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for (origin, currency), amount in amounts.items():
            pay = self.money.currencies.get(purse.person, currency)
            by_currency.setdefault((currency, pay), []).append((origin, amount))
        stated_in, carried = {pay for _, pay in by_currency}, self.carried.get(purse.person, {})
        for (currency, pay), those in sorted(by_currency.items()):
            opening = carried.get((purse, pay), 0)
            known = [(origin, self._turned(purse, origin, amount, (currency, pay))) for origin, amount in sorted(those)]
            left = self.left.get(purse.person, {}).get(purse, {})
            done = tuple(
                replace(each, left=left.get((origin, currency), 0))
                for origin, each in known
                if each is not None and each.amount
            )
            held = tuple(origin for origin, each in known if each is None)
            pays = paid(opening, sum(each.into for each in done), recover)
            yield Section(purse.program, purse.funded_by, currency, pay, opening, done, pays, recover, held)
        for (of, pay), opening in carried.items():
            if of == purse and pay not in stated_in:
                pays = paid(opening, 0, recover)
                yield Section(purse.program, purse.funded_by, pay, pay, opening, (), pays, recover)

    def _turned(self, purse: Purse, origin: str, amount: int, currencies: tuple[str, str]) -> Turned | None:
        """An earlier period keeps the rate with which it was stated first."""
        plan, pay = currencies
        if plan == pay:
            return turned(origin, amount, currencies, None)
        before = self.rates.get((purse, origin, pay))
        last = self.asked.period.last if origin == self.asked.name else self.before[origin].period.last
        return turned(
            origin, amount, currencies, self.money.rate(last, plan, pay) if before is None else Fraction(before)
        )

    def _settled(self, person: str, section: Section, programs: Sequence[Plan]) -> Iterator[Booking]:
        """What is stated, what is due, and - where it was paid elsewhere - that it is paid."""
        version = next(plan.version for plan in programs if plan.key == section.program)
        for each in section.turned:
            yield Booking(
                kind="stated",
                person=person,
                program=section.program,
                version=version,
                funded_by=section.funded_by,
                origin=each.origin,
                amount=each.amount,
                currency=section.currency,
                into=each.into,
                into_currency=section.pay_currency,
                rate=each.rate,
            )
        kinds: tuple[Kind, ...] = ("due", "elsewhere") if self.elsewhere else ("due",)
        for kind in kinds if section.pays else ():
            yield Booking(
                kind=kind,
                person=person,
                program=section.program,
                version=version,
                funded_by=section.funded_by,
                origin=self.asked.name,
                amount=section.pays,
                currency=section.pay_currency,
                into=section.pays,
                into_currency=section.pay_currency,
            )


def _earned(currency: str, hers: Hers) -> Iterator[Booking]:
    for told in hers.lines:
        if told.amount:
            yield _line("earned", told, currency)
    for version, each in hers.adjusted:
        of = Told(each.difference.key, each.difference.amount, version, each.funded_by)
        yield _line("adjusted", of, currency)._replace(cause="; ".join(str(cause) for cause in each.causes))


def _line(kind: Kind, told: Told, currency: str) -> Booking:
    key = told.key
    line = (key.incentive, key.window, key.line, key.activity, key.milestone)
    return Booking(
        kind, key.person, key.program, told.version, told.funded_by, key.origin, told.amount, currency, *line
    )


def _summed(section: Section, bookings: Sequence[Booking]) -> dict[str, Any]:
    """In minor units: earned and adjusted in the plan's currency, the rest in hers."""
    mine = [each for each in bookings if (each.program, each.funded_by) == (section.program, section.funded_by)]
    return {
        "program": section.program,
        "funded_by": section.funded_by,
        "currency": section.currency,
        "pay_currency": section.pay_currency,
        "earned": sum(each.amount for each in mine if each.kind == "earned"),
        "adjusted": sum(each.amount for each in mine if each.kind == "adjusted"),
        "opening": section.opening,
        "stated": section.stated,
        "pays": section.pays,
        "carries": section.carries,
        "held": list(section.held),
    }


def _packed(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
