"""What the unknown could be: each doubtful line at its least and at its most, which then go through the limits."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.oracle.slow.acts import Act
from tests.oracle.slow.curve import Curve
from tests.oracle.slow.exact import number, rounded, to_score
from tests.oracle.slow.units import Line, Unit
from tests.oracle.slow.versions import Terms

ANY = 10**30
ZERO = Fraction(0)


def known(unit: Unit) -> None:
    """What is certain is its own least and most."""
    unit.least, unit.most = ([replace(line) for line in unit.lines] for _ in range(2))


def of_acts(unit: Unit, waiting: Iterable[Act], *, free: bool) -> None:
    """Acts that wait may bring anything; without a target (`free`) every act that counts may."""
    known(unit)
    for end, money in ((unit.least, -ANY), (unit.most, ANY)):
        for line in end if free else []:
            line.money = money if line.quantity else 0
        for act in waiting:
            end.append(Line("act", act.day, money, act.activity, act.milestone, act.order, act.recorded))


def of_last_day(unit: Unit, kind: str, most: int) -> None:
    """One line on the window's last day, from nothing to `most`, whatever is there of it now."""
    unit.least, unit.most = [Line(kind, unit.window.last, 0)], [Line(kind, unit.window.last, most)]


def anything(lines: Iterable[tuple[Line, Line]]) -> bool:
    return any(least.money != most.money for least, most in lines)


def pairs(units: Iterable[Unit]) -> list[tuple[Line, Line]]:
    return [each for unit in units for each in zip(unit.least, unit.most, strict=True)]


def shared(amount: int, units: list[Unit], *, cut: bool) -> None:
    """A budget in proportion: nobody's share is known when somebody's total is not, unless there is enough for all.

    What its close cut stays cut, whatever there is now. Whoever has less than nothing has no part, and makes no room.
    """
    most = sum(max(0, sum(line.money for line in unit.most)) for unit in units)
    sure = not anything(pairs(units))
    enough = not cut and most <= amount
    for unit in units:
        hers = pairs([unit])
        hers_at_most = sum(line.money for line in unit.most)
        if sure or (not anything(hers) and (enough or hers_at_most <= 0)):
            kept = [line.money for line in unit.lines] + [0] * len(hers)
            for money, ends in zip(kept, hers, strict=False):
                for line in ends:
                    line.money = money
        elif not enough or any(least.money < 0 for least, _ in hers):
            for least, line in hers:
                least.money, line.money = min(least.money, 0), min(max(line.money, 0), amount)


def highest(unit: Unit, pays: Curve | None) -> int:
    """The most that a level or a score may pay her."""
    if pays is None:
        return ANY
    scored = unit.terms["kind"] in {"okr", "index"}
    found = _highest(pays, _edges(unit), _top(unit.terms) if scored else None, Fraction(1, 10 ** (12 if scored else 6)))
    return ANY if found is None else rounded(found * unit.part)


def _top(terms: Terms) -> Fraction:
    """The score of somebody who reaches the most in everything."""
    written = terms["key_results"] if terms["kind"] == "okr" else terms["metrics"]
    weights = [number(part.get("weight", "1")) for part in written]
    tops = [Fraction(1) if terms["kind"] == "okr" else _most_of(part) for part in written]
    return to_score(sum((w * top for w, top in zip(weights, tops, strict=True)), ZERO) / sum(weights, ZERO))


def _most_of(part: dict[str, Any]) -> Fraction:
    at_most = number(part.get("at_most", "2"))
    return min(at_most, max(ZERO, *(number(y) for _, y in part["shape"]))) if "shape" in part else at_most


def _edges(unit: Unit) -> list[Fraction]:
    """Where the curve may turn, in what is measured."""
    pays = unit.terms["pays"]
    if not isinstance(pays, dict):
        return []
    whole = Fraction(1) if unit.terms["kind"] in {"okr", "index"} else unit.target or Fraction(1)
    edges = [number(x) * whole for x, _ in pays.get("curve", [])]
    edges += [number(step["at"]) for step in pays.get("steps", [])]
    return edges + [number(tier[key]) for tier in pays.get("rates", []) for key in ("upto", "below") if key in tier]


def _highest(pays: Curve, edges: list[Fraction], top: Fraction | None, grain: Fraction) -> Fraction | None:
    far = max([ZERO, *edges]) + 10**6
    if top is None and pays(2 * far) > pays(far):
        return None
    around = [(edge // grain + step) * grain for edge in edges for step in (-1, 0, 1, 2)]
    asked = [x for x in [ZERO, *around, far] if top is None or x <= top] + ([] if top is None else [top])
    return max(pays(x) for x in asked)


def each_end(units: Iterable[Unit], limit: Callable[[list[Line]], None]) -> None:
    """The same limit for what is said and for both ends."""
    for unit in units:
        for lines in (unit.lines, unit.least, unit.most):
            limit(lines)
