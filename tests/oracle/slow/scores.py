"""How far a key result or index part got (rule 20)."""

from fractions import Fraction
from typing import Any

from tests.oracle.slow.curve import interpolated
from tests.oracle.slow.exact import number, to_score


def part_score(kind: str, part: dict[str, Any], value: Fraction) -> Fraction:
    return to_score(_key_result(part, value) if kind == "okr" else _index_part(part, value))


def _key_result(part: dict[str, Any], value: Fraction) -> Fraction:
    start, target = number(part.get("start", "0")), number(part["target"])
    return min(max((value - start) / (target - start), Fraction(0)), Fraction(1))


def _index_part(part: dict[str, Any], value: Fraction) -> Fraction:
    if "shape" in part:
        points = [(number(x), number(y)) for x, y in part["shape"]]
        score = points[0][1] if value < points[0][0] else interpolated(points, value)
    else:
        score = value / number(part["target"])
    return min(max(score, Fraction(0)), number(part.get("at_most", "2")))
