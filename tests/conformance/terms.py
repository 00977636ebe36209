"""The words of a plan that the adapters share: scaled money, tiers, and how a case's units become a measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plaudit.values.money import decimal_text
from tests.conformance.world import Act, Metric, Reached

# All money of a case times this, so that a hundredth of a hundredth of a minor unit would show.
SCALE = 10_000

# Kinds of activity and the milestone each ends with: enough for the acts of one case to differ in what they are worth.
LAST = {
    "review": "published",
    "testimonial": "published",
    "quote": "published",
    "video": "published",
    "blog": "published",
    "whitepaper": "published",
    "case_study": "published",
    "reference_call": "delivered",
    "call_showcase": "delivered",
}

Pays = Mapping[str, Any]


def text(number: Fraction | str | int) -> str:
    """A decimal without exponent; a number that has no end is written as a fraction."""
    exact = Fraction(number)
    scaled = exact * 10**18
    return decimal_text(scaled.numerator, 18) if scaled.denominator == 1 else str(exact)


def money(amount: Fraction | str | int, scale: int = SCALE) -> str:
    return text(Fraction(amount) * scale)


def percent(share: Fraction | str | int) -> str:
    return f"{text(Fraction(share) * 100)}%"


@dataclass(frozen=True, slots=True)
class Tier:
    """From the last tier's end to `to` (None: no end): each unit pays `each`, entering it `flat`."""

    to: str | None
    each: Fraction = Fraction(0)
    flat: Fraction = Fraction(0)


def tiers(raw: Sequence[Any]) -> tuple[Tier, ...]:
    """Tiers as the peers write them. Bounds written 0-10, 11-20 are one bound each: a tier ends where its `to` says."""
    return tuple(map(_tier, raw))


def _tier(raw: Any) -> Tier:
    if not isinstance(raw, Mapping):
        to, each = raw
        return Tier(to, Fraction(each))
    (to,) = [raw[name] for name in ("to", "up_to", "to_value") if name in raw]
    each = _first(raw, "per_unit", "per_unit_amount", "unit")
    rate = _first(raw, "rate_pct", "rate_percent") / 100
    return Tier(None if to is None else str(to), each + rate, _first(raw, "flat", "flat_amount"))


def _first(raw: Mapping[str, Any], *names: str) -> Fraction:
    (found,) = [raw[name] for name in names if name in raw] or [None]
    return Fraction(0) if found is None else Fraction(found)


def tiered(how: str, given: Sequence[Tier], bound: str = "upto", scale: int = SCALE) -> Pays:
    """`pays` with tiers per unit; the last has no end, whatever the source writes there."""
    *bounded, last = given
    rates = [{bound: tier.to, **_paid(tier, scale)} for tier in bounded]
    return {"tiers": how, "rates": [*rates, _paid(last, scale)]}


def rated(how: str, given: Sequence[Tier], bound: str = "upto", scale: int = SCALE) -> Pays:
    """The same of an amount, where `each` is the share of it that is paid; the bounds are money too."""
    *bounded, last = given
    rates = [{bound: money(tier.to or "0", scale), **_rate(tier, scale)} for tier in bounded]
    return {"tiers": how, "rates": [*rates, _rate(last, scale)]}


def _paid(tier: Tier, scale: int) -> Pays:
    return {"each": money(tier.each, scale), **_lump(tier, scale)}


def _rate(tier: Tier, scale: int) -> Pays:
    return {"rate": percent(tier.each), **_lump(tier, scale)}


def _lump(tier: Tier, scale: int) -> Pays:
    return {"flat": money(tier.flat, scale)} if tier.flat else {}


def straight(pieces: Sequence[tuple[Fraction, Fraction, Fraction]], whole: Fraction | int = 1) -> Pays:
    """Straight pieces (from, what is paid there, slope) with jumps or falls between them, paid so many times.

    A piece ends a millionth before the next begins, and no measure lies between: so they are points of one curve over
    a target of one.
    """
    ends = [start - Fraction(1, 1_000_000) for start, _, _ in pieces[1:]] + [pieces[-1][0] + 1]
    points = []
    for (start, pay, slope), end in zip(pieces, ends, strict=True):
        points += [[text(start), text(pay)], [text(end), text(pay + (end - start) * slope)]]
    return {"at_target": money(whole), "curve": points, "between": "line", "beyond": "extend"}


def metered(key: str, pays: Pays | str, metric: str = "units", **more: Any) -> Pays:
    """An incentive on a number that comes from outside."""
    return {"key": key, "kind": "quota", "window": "quarter", "measure": {"metric": metric}, "pays": pays, **more}


def reading(value: Fraction | str | int, metric: str = "units", person: str = "ada", period: str = "2026-Q3") -> Metric:
    return Metric(metric, text(value), period, person)


def counted(key: str, pays: Pays, units: Sequence[Fraction | str | int], **more: Any) -> Pays:
    """An incentive on acts that are worth so many units each, one kind of activity per act (see `worth`)."""
    points = {kind: text(worth) for kind, worth in zip(LAST, units, strict=False)}
    return {
        "key": key,
        "kind": "quota",
        "window": "quarter",
        "counts": {"activity": list(points), "milestone": {kind: LAST[kind] for kind in points}},
        "measure": "points",
        "points": points,
        "pays": pays,
        **more,
    }


def worth(days: Sequence[str]) -> tuple[Act, ...]:
    """The acts of `counted`, in its order, each on its day."""
    return tuple(Act(kind, kind, (Reached(last, day),)) for (kind, last), day in zip(LAST.items(), days, strict=False))


def bounty(key: str, pays: Pays, **more: Any) -> Pays:
    """An incentive that counts published reviews."""
    counts = {"activity": "review", "milestone": "published"}
    return {"key": key, "kind": "bounty", "window": "quarter", "counts": counts, "pays": pays, **more}


def reviews(count: int, on: str = "2026-07-01", mark: str = "act", **more: Any) -> tuple[Act, ...]:
    """Published reviews; their keys sort in the order they are given."""
    return tuple(Act(f"{mark}-{number:05}", "review", (Reached("published", on),), **more) for number in range(count))


def commission(key: str, pays: Pays | str, **more: Any) -> Pays:
    """A share of the deals that were won."""
    counts = {"activity": "csql", "milestone": "won"}
    return {"key": key, "kind": "commission", "window": "quarter", "counts": counts, "pays": pays, **more}


def deal(key: str, amount: Fraction | str | int, on: str = "2026-07-01", scale: int = SCALE, **more: Any) -> Act:
    return Act(key, "csql", (Reached("won", on),), amount=money(amount, scale), **{"currency": "USD", **more})


def unscaled(amount: Fraction | None, scale: int = SCALE) -> Fraction | None:
    return None if amount is None else amount / scale
