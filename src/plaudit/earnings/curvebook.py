"""Curves numbered once each, as the rows that the query joins; promises asked once for equal standings."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from plaudit.earnings.slots import Edition
from plaudit.plans.instruments import find
from plaudit.plans.promise import Promise, Standing
from plaudit.values.curve import LOWEST, Curve, Segment

# The largest number that a measure may be: beyond it every engine says that it has left its range.
HIGHEST = 2**63 - 1
# Curve 1 pays nothing: acts that earn nothing, and measures without money.
NOTHING = Curve((Segment(LOWEST, 0, 0, 1),))


@dataclass(slots=True)
class CurveBook:
    """Equal curves share one number, so that a thousand people with one target share one set of rows."""

    numbers: dict[Curve, int] = field(default_factory=lambda: {NOTHING: 1})
    _promises: dict[tuple[int, ...], Promise] = field(default_factory=dict)
    # By identity, with the curve itself so that it lives on: to hash a curve a thousand times takes long.
    _numbered: dict[int, tuple[Curve, int]] = field(default_factory=dict)

    def again(self) -> "CurveBook":
        """A book in which these curves keep their numbers."""
        return CurveBook(dict(self.numbers))

    def number(self, curve: Curve) -> int:
        found = self._numbered.get(id(curve))
        if found is None:
            found = self._numbered[id(curve)] = curve, self.numbers.setdefault(curve, len(self.numbers) + 1)
        return found[1]

    def curve(self, number: int | None) -> Curve | None:
        return next((curve for curve, known in self.numbers.items() if known == number), None)

    def promise(self, edition: Edition, standing: Standing) -> Promise:
        """An edition's currency is its plan's, so its number stands for both."""
        asked = (edition.number, *_parts(standing.target), *_parts(standing.at_target), *_parts(standing.share))
        if asked not in self._promises:
            incentive = edition.incentive
            self._promises[asked] = find(incentive.kind).promise(incentive.terms, standing)
        return self._promises[asked]

    def rows(self) -> list[tuple[int, int, int, int, int, int, int]]:
        """(curve, lo, hi, base, slope, den, every); each curve covers every measure there is."""
        return [
            (number, segment.lo, hi, segment.base, segment.slope, segment.den, segment.every)
            for curve, number in self.numbers.items()
            for segment, hi in _bounded(curve)
        ]


def _parts(number: Fraction | None) -> tuple[int, int]:
    """To hash a Fraction takes long; no denominator is 0."""
    return (0, 0) if number is None else (number.numerator, number.denominator)


def _bounded(curve: Curve) -> list[tuple[Segment, int]]:
    segments = curve.segments
    if segments[0].lo > LOWEST:
        segments = (Segment(LOWEST, 0, 0, 1), *segments)
    ends = [segment.lo for segment in segments[1:]] + [HIGHEST]
    return list(zip(segments, ends, strict=True))


def scaled(curve: Curve, part: Fraction) -> Curve:
    """The curve times the paid part of the window."""
    if part == 1:
        return curve
    return Curve(
        tuple(
            replace(s, base=s.base * part.numerator, slope=s.slope * part.numerator, den=s.den * part.denominator)
            for s in curve.segments
        )
    )
