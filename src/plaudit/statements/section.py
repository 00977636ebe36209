"""One purse's part of a statement: what is stated now, in her currency, and what of it is paid (rules 21 and 23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from plaudit.values.currency import digits
from plaudit.values.rounding import rounded, rounded_fraction


@dataclass(frozen=True, slots=True)
class Turned:
    """What a period earned, turned into the currency she is paid in; `rate` is empty where that is the plan's own."""

    origin: str
    amount: int
    into: int
    rate: str
    # What of the amount earlier statements held back, for want of a rate.
    left: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """In minor units of `pay_currency`: what was carried on, what is stated now, what is paid, what is carried on."""

    program: str
    funded_by: str
    currency: str
    pay_currency: str
    opening: int
    turned: tuple[Turned, ...]
    pays: int
    # The most of what is earned that goes to a negative balance; None for all of it.
    recover: Fraction | None = None
    # Origins whose rate is missing: what they earned waits for it.
    held: tuple[str, ...] = ()

    @property
    def stated(self) -> int:
        return sum(each.into for each in self.turned)

    @property
    def carries(self) -> int:
        return self.opening + self.stated - self.pays


def turned(origin: str, amount: int, currencies: tuple[str, str], rate: Fraction | None) -> Turned | None:
    """One rounding per origin period; None where the rate is missing."""
    plan, pay = currencies
    if plan == pay:
        return Turned(origin, amount, amount, "")
    if rate is None:
        return None
    scaled = amount * rate * Fraction(10) ** (digits(pay) - digits(plan))
    return Turned(origin, amount, rounded_fraction(scaled), str(rate))


def paid(opening: int, stated: int, recover: Fraction | None) -> int:
    """What a statement pays: nothing while it is negative; of what it earns, at most `recover` goes to what is owed."""
    if stated <= 0:
        return max(0, opening + stated)
    most = stated if recover is None else rounded(stated * recover.numerator, recover.denominator)
    return stated - min(max(0, -opening), most) + max(0, opening)


def total(sections: Sequence[Section]) -> dict[str, int]:
    """What is paid by currency."""
    currencies = sorted({section.pay_currency for section in sections})
    return {each: sum(section.pays for section in sections if section.pay_currency == each) for each in currencies}
