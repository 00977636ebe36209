"""What comes next for one person in one window: the next bound of her curve, how far it is, and what it pays.

Everything is read off the promise that paid her so far; limits of one person are kept, those that people share
(budgets) and gates are not foreseen.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from plaudit.earnings.result import Account
from plaudit.plans.incentive import Incentive, Measure
from plaudit.plans.promise import Part
from plaudit.plans.tell import Telling
from plaudit.values.curve import UNIT, Curve
from plaudit.values.money import decimal_text, money_text
from plaudit.values.rounding import rounded_fraction

# Of a measure that is money, what a further thousand brings is worth saying; a further unit is not.
THOUSAND = 1_000 * UNIT


def ahead(account: Account, currency: str) -> dict[str, Any] | None:
    """None where nothing can be said: a problem, a ranking, a promise without a measure of its own."""
    promise, incentive = account.promise, account.slot.last.incentive
    if account.unknown or promise.prizes is not None:
        return None
    if promise.parts:
        return {"unit": "score", "parts": [_part(account, number, currency) for number in range(len(promise.parts))]}
    told: dict[str, Any] = {"unit": Telling(incentive, currency).unit(promise.measure)}
    reward = next((award for award in promise.awards if award.at * UNIT > account.measure), None)
    if reward is not None:
        missing = rounded_fraction(reward.at * UNIT) - account.measure
        told["award"] = {"at": _text(reward.at * UNIT), "missing": decimal_text(missing, 6), "gift": reward.gift}
        told["award"]["badge"] = reward.badge
    if promise.curve is not None:
        told |= _money(account, promise.curve, currency)
    return told


def _money(account: Account, curve: Curve, currency: str) -> dict[str, Any]:
    bound = _bound(account, curve)
    told: dict[str, Any] = {"next": None, "each": list(_each(account, curve, currency)), "most": None}
    cap = account.slot.last.incentive.limits.per_person
    if cap is not None:
        told["most"] = money_text(cap, currency)
    if bound is not None:
        at, why = bound
        told["next"] = {
            "why": why,
            "at": decimal_text(at, 6),
            "missing": decimal_text(at - account.measure, 6),
            "brings": money_text(_brings(account, curve, at), currency),
        }
    return told


def _bound(account: Account, curve: Curve) -> tuple[int, str] | None:
    """The nearest of the next tier, the target and the measure from which a cap leaves nothing more."""
    found: list[tuple[int, str]] = []
    target = account.promise.target
    if target is not None and target * UNIT > account.measure:
        found.append((rounded_fraction(target * UNIT), "target"))
    found += [(at, "tier") for at in _tiers(curve, account.measure, account.promise.measure)][:1]
    cap = account.slot.last.incentive.limits.per_person
    if cap is not None and curve.pays(account.measure) < cap:
        full = curve.inverse(cap - curve.pays(account.measure), account.measure)
        if full is not None:
            found.append((_reached(full, account.promise.measure), "cap"))
    # At the same measure a target says more than a tier, and a tier more than a cap.
    return min(found, key=lambda bound: (bound[0], -len(bound[1])), default=None)


def _tiers(curve: Curve, x: int, measure: Measure) -> Iterator[int]:
    """Where another rate begins. A tier that moves everything pays from its first whole unit on, not at its bound."""
    leaps = {jump.at for jump in curve.jumps()}
    for before, segment in zip(curve.segments, curve.segments[1:], strict=False):
        at = segment.lo - 1 if segment.lo % UNIT == 1 and segment.lo not in leaps else _reached(segment.lo, measure)
        same = (before.slope * segment.den, before.every) == (segment.slope * before.den, segment.every)
        if at > x and not (same and segment.lo not in leaps):
            yield at


def _reached(at: int, measure: Measure) -> int:
    """Acts move a measure by whole units, or nearly; metrics by anything."""
    return at if measure.of == "metric" else -(-at // UNIT) * UNIT


def _each(account: Account, curve: Curve, currency: str) -> Iterator[dict[str, Any]]:
    """What one more act of each kind brings; of amounts, what a further thousand does."""
    measure = account.promise.measure
    if measure.of == "amount":
        brings = _brings(account, curve, account.measure + THOUSAND)
        yield {"kind": None, "adds": decimal_text(THOUSAND, 6), "brings": money_text(brings, currency)}
    for kind, adds in _acts(account.slot.last.incentive, measure):
        brings = _brings(account, curve, account.measure + rounded_fraction(adds * UNIT))
        yield {"kind": kind, "adds": _text(adds * UNIT), "brings": money_text(brings, currency)}


def _acts(incentive: Incentive, measure: Measure) -> Iterator[tuple[str, Fraction]]:
    """Each kind that counts, with what a whole act of it adds."""
    if measure.of not in {"count", "points"}:
        return
    points = dict(measure.points)
    for kind in dict.fromkeys(counted.kind for counted in incentive.counts):
        whole = sum((counted.part for counted in incentive.counts if counted.kind == kind), Fraction(0))
        yield kind, min(whole, Fraction(1)) * points.get(kind, Fraction(1))


def _brings(account: Account, curve: Curve, at: int) -> int:
    more = curve.pays(at) - curve.pays(account.measure)
    cap = account.slot.last.incentive.limits.per_person
    if cap is None:
        return more
    return max(min(curve.pays(at), cap) - min(curve.pays(account.measure), cap), 0)


def _part(account: Account, number: int, currency: str) -> dict[str, Any]:
    """A key result or a part of an index: where its own curve bends next, and what the score then pays."""
    part = account.promise.parts[number]
    x = account.parts.get(number + 1, 0)
    at = next((segment.lo for segment in part.curve.segments if segment.lo > x and _better(part, x, segment.lo)), None)
    told: dict[str, Any] = {"title": part.title, "measure": decimal_text(x, 6), "at": None, "brings": None}
    told["score"] = decimal_text(rounded_fraction(part.curve.exact(x) / 10**8), 4)
    if at is not None:
        told |= {"at": decimal_text(at, 6), "missing": decimal_text(at - x, 6)}
        curve = account.promise.curve
        if curve is not None:
            weights = sum((each.weight for each in account.promise.parts), Fraction(0))
            gain = (part.curve.exact(at) - part.curve.exact(x)) * part.weight / weights
            told["brings"] = money_text(_brings(account, curve, account.measure + rounded_fraction(gain)), currency)
    return told


def _better(part: Part, x: int, at: int) -> bool:
    return part.curve.exact(at) > part.curve.exact(x)


def _text(millionths: Fraction) -> str:
    return decimal_text(rounded_fraction(millionths), 6)
