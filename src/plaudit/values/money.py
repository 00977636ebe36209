"""Money is a whole number of minor units and a currency; text goes in and comes out exactly (rule 25)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

from plaudit.values.currency import digits

_AMOUNT = re.compile(r"(-?)([0-9]{1,30})(?:\.([0-9]{1,30}))?")


class MoneyUnreadable(ValueError):
    """The text is not an amount of that currency; the message is a sentence for a person."""


def minor(amount: str | Decimal, currency: str) -> int:
    """Minor units of an amount; what is finer than the minor unit is refused, never rounded."""
    places = digits(currency)
    written = str(amount)
    found = _AMOUNT.fullmatch(written)
    if found is None:
        raise MoneyUnreadable(f"{written!r} is not a plain amount such as 1000.00: digits and at most one point.")
    sign, whole, decimals = found[1], found[2], found[3] or ""
    if decimals == "000" and places < 3:
        raise MoneyUnreadable(f"{written!r} may be {whole} or {whole}000 {currency}: write {whole} or {whole}000.")
    if decimals[places:].strip("0"):
        raise MoneyUnreadable(f"{written!r} is finer than the minor unit of {currency}, which has {places} decimals.")
    return int(sign + whole + decimals[:places].ljust(places, "0"))


def decimal_text(numerator: int, scale_digits: int) -> str:
    """A scaled whole number as a plain decimal, without exponent or trailing zeros: (1500000, 6) is 1.5."""
    whole, _, decimals = _placed(numerator, scale_digits).partition(".")
    kept = decimals.rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def money_text(minor: int, currency: str) -> str:
    """650.00 for 65000 cents: all the decimals of the currency and no symbol."""
    return _placed(minor, digits(currency))


def _placed(number: int, places: int) -> str:
    shown = str(abs(number)).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{shown[:-places]}.{shown[-places:]}" if places else f"{sign}{shown}"


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; arithmetic and order across currencies are refused."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        digits(self.currency)

    @classmethod
    def of(cls, amount: str | Decimal, currency: str) -> "Money":
        return cls(minor(amount, currency), currency)

    @classmethod
    def known(cls, minor: int | None, currency: str) -> "Money | None":
        """None where a problem leaves the amount unknown."""
        return None if minor is None else cls(minor, currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __str__(self) -> str:
        return money_text(self.minor, self.currency)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self} {self.currency} and {other} {other.currency} are different currencies.")
        return other.minor
