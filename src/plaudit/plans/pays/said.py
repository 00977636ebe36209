"""What a curve paid for a line, in words: rates, tiers crossed, levels reached, targets, scores."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil
from operator import itemgetter
from typing import TypeGuard

from plaudit.plans.document.shown import number, percent
from plaudit.plans.say import LineFacts, cardinal, joined, measured, money, ordinal, roughly, scored, units
from plaudit.values.currency import digits
from plaudit.values.curve import LOWEST, UNIT, Curve, Segment
from plaudit.values.curve_of import SCORE_UNIT


def act(line: LineFacts) -> str:
    """`1st of the quarter at 100.00`; `6th: moves all six to 150.00: 400.00`."""
    nth = ordinal(line.nth) if line.nth is not None else "One"
    if not _pays(line.curve):
        return f"{nth} of the {line.window}"
    leap = _leap(line, line.curve, line.before)
    if leap is not None:
        return f"{nth}: {leap}"
    pieces = list(_pieces(line, line.curve, line.before))
    if line.unit == "count" and line.quantity == UNIT and len(pieces) == 1:
        return f"{nth} of the {line.window} at {pieces[0][1]}"
    return f"{nth} of the {line.window}: {_priced(line, pieces)}"


def level(line: LineFacts) -> str:
    """`4 champions at 250.00`."""
    held = units(line.after, line.unit)
    if not _pays(line.curve):
        return held
    leap = _leap(line, line.curve, 0)
    if leap is not None:
        return f"{held}: {leap}"
    pieces = list(_pieces(line, line.curve, 0))
    return f"{held} at {pieces[0][1]}" if len(pieces) == 1 else f"{held}: {_priced(line, pieces)}"


def attained(line: LineFacts) -> str:
    """`3 of 6 points: 50 % of target pays 25 %`; without a target, what the units pay."""
    if line.target is None:
        return level(line) if line.line == "level" else act(line)
    reached = f"{_of_target(line, line.target)}: {roughly(Fraction(line.after, UNIT) / line.target)} of target"
    if not _pays(line.curve):
        return reached
    return f"{reached} pays {_paid(line, line.curve, line.after, ceil(line.target * UNIT))}"


def score(line: LineFacts) -> str:
    """`Score 0.7333 pays 50 %`."""
    reached = line.after if line.score is None else line.score
    if not _pays(line.curve):
        return f"Score {scored(reached)}"
    return f"Score {scored(reached)} pays {_paid(line, line.curve, reached, SCORE_UNIT)}"


def _paid(line: LineFacts, curve: Curve, x: int, full: int) -> str:
    """As a share of what the target (or a full score) pays; in money where that pays nothing."""
    whole = curve.exact(full)
    return roughly(curve.exact(x) / whole) if whole > 0 else money(curve.pays(x), line.currency)


def _of_target(line: LineFacts, target: Fraction) -> str:
    match line.unit:
        case "points" | "champions":
            return f"{measured(line.after)} of {number(target)} {line.unit}"
        case "metric":
            return f"{line.metric} {measured(line.after)} of {number(target)}"
        case _:
            return f"{measured(line.after)} of {number(target)}"


def _pays(curve: Curve | None) -> TypeGuard[Curve]:
    return curve is not None and any(segment.base or segment.slope for segment in curve.segments)


Piece = tuple[Fraction, str]
_NOTHING = Segment(LOWEST, 0, 0, 1)


def _priced(line: LineFacts, pieces: list[Piece]) -> str:
    """`3 points at 10.00`, `3 % of 12000.00`, `0.5 at 100.00 and 0.5 at 150.00`."""
    if not pieces:
        return "nothing"
    currency = line.currency
    minor_units = 10 ** digits(currency)
    size, rate = pieces[0]
    if line.unit == "amount":
        return joined([f"{each} of {money(part * minor_units, currency)}" for part, each in pieces])
    if line.unit != "points" or len(pieces) > 1:
        return joined([f"{number(part)} at {each}" for part, each in pieces])
    if rate == money(minor_units, currency) and line.activity_kind is not None:
        # A price list: the points are money already.
        return f"{money(size * minor_units, currency)} for a {line.activity_kind.replace('_', ' ')}"
    return f"{number(size)} point{'' if size == 1 else 's'} at {rate}"


def _crossed(line: LineFacts, curve: Curve, before: int) -> tuple[Segment, ...]:
    """The segments from the one that holds `before` to the one that holds the measure now."""
    segments = curve.segments if curve.segments[0].lo <= before else (_NOTHING, *curve.segments)
    last = max(index for index, segment in enumerate(segments) if segment.lo <= max(line.after, before))
    first = max(index for index, segment in enumerate(segments) if segment.lo <= before)
    return segments[first : last + 1]


def _pieces(line: LineFacts, curve: Curve, before: int) -> Iterator[Piece]:
    """How much of the line each rate paid, where the rates meet without a leap; tiers of one rate are told as one."""
    segments = _crossed(line, curve, before)
    bounds = [Fraction(before, UNIT), *(_meets(*pair) for pair in pairwise(segments)), Fraction(line.after, UNIT)]
    sizes = (end - start for start, end in pairwise(bounds))
    priced = zip((_rate(line, segment) for segment in segments), sizes, strict=True)
    for rate, parts in groupby(priced, key=itemgetter(0)):
        size = sum((part for _, part in parts), Fraction(0))
        if size > 0:
            yield size, rate


def _meets(left: Segment, right: Segment) -> Fraction:
    """Where two lines cross: the bound itself, of which the next segment begins a millionth above (rule 11)."""
    if _slope(left) == _slope(right):
        return Fraction(right.lo, UNIT)
    return (_origin(left) - _origin(right)) / (_slope(right) - _slope(left)) / UNIT


def _leaps(left: Segment, right: Segment) -> bool:
    if _slope(left) == _slope(right):
        return _origin(left) != _origin(right)
    return not right.lo - 1 <= _meets(left, right) * UNIT <= right.lo


def _slope(segment: Segment) -> Fraction:
    return Fraction(segment.slope, segment.den * segment.every)


def _origin(segment: Segment) -> Fraction:
    """What the segment's line would pay at 0."""
    return Fraction(segment.base, segment.den) - segment.lo * _slope(segment)


def _rate(line: LineFacts, segment: Segment) -> str:
    each = _slope(segment) * UNIT
    if line.unit == "amount":
        return percent(each / 10 ** digits(line.currency))
    return money(each, line.currency)


def _leap(line: LineFacts, curve: Curve, before: int) -> str | None:
    """What to say of packages, levels, and tiers that move everything or pay a lump; None where rates meet."""
    segments = _crossed(line, curve, before)
    right = segments[-1]
    more = curve.pays(line.after) - curve.pays(before)
    if right.every > 1:
        return _packages(line, right, more)
    if right.slope == 0:
        return _level(line, curve, right, more)
    if not any(_leaps(left, after) for left, after in pairwise(segments)):
        return None
    if _origin(right) == 0:
        every = cardinal(Fraction(line.after, UNIT)) if line.unit == "count" else units(line.after, line.unit)
        return f"moves all {every} to {_rate(line, right)}: {money(more, line.currency)}"
    pays = money(curve.pays(line.after), line.currency)
    return f"{units(line.after, line.unit)} in all pay {pays}, {money(more, line.currency)} more than before"


def _packages(line: LineFacts, right: Segment, more: int) -> str:
    each, size = money(Fraction(right.slope, right.den), line.currency), Fraction(right.every, UNIT)
    if more:
        # A package that pays when it is started begins right above nothing.
        return f"{'starts' if right.lo > 0 else 'fills'} a package of {number(size)}, at {each} each"
    return f"{number(Fraction(line.after, UNIT) % size or size)} of {number(size)} in the package"


def _level(line: LineFacts, curve: Curve, right: Segment, more: int) -> str:
    """The level that is reached; else how far it is to the next."""
    if more or (right.base and line.line != "act"):
        return f"{_bound(right.lo)} pays {money(curve.pays(line.after), line.currency)}"
    above = [segment.lo for segment in curve.segments if segment.lo > line.after]
    return f"nothing more before {_bound(above[0])}" if above else "nothing more is paid"


def _bound(lo: int) -> str:
    """Tiers that include their bound begin a millionth above it."""
    return f"the tier above {measured(lo - 1)}" if lo % 10 == 1 else f"the level {measured(lo)}"
