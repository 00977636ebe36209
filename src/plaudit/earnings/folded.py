"""The lines of an account, folded small enough to be stored for everybody and unfolded for whoever looks.

Sentences and steps take ten times as long to write as the lines take to calculate, and few are ever read.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from plaudit.earnings.promised import promised
from plaudit.earnings.result import KINDS, Account, Beside, Line
from plaudit.earnings.slots import Edition, Slot
from plaudit.plans.plan import Plan
from plaudit.values.curve import Curve, Segment
from plaudit.values.period import Period, day_number

# Of whom a line is, the account says; no sentence or step reads the others.
_LEFT_OUT = ("slot", "person", "curve_before")
# What is not an act names no activity.
_NONE = -1


def folded(account: Account) -> bytes:
    """Everything but the terms of the plan and the window, which `unfolded` is given."""
    beside, lines = account.beside, [line.columns for line in account.lines]
    seen = dict.fromkeys(line["activity"] for line in lines)
    places = {number: place for place, number in enumerate(n for n in seen if n in beside.activities)}
    target = account.promise.target
    told = {
        "count": len(lines),
        "columns": {name: _column([line[name] for line in lines]) for name in _names(lines)}
        | {"activity": _column([places.get(line["activity"], _NONE) for line in lines])},
        "final": account.slot.final,
        "target": None if target is None else str(target),
        "parts": list(account.parts.items()),
        "activities": [beside.activities[number] for number in places],
        "milestones": [(number, beside.milestones[number]) for number in _numbers(lines, "step")],
        "curves": [(number, _rows(beside.curves[number])) for number in _numbers(lines, "curve")],
        "reasons": [(line["ord"], beside.reasons[line["ord"]]) for line in lines if KINDS[line["line"]] == "grant"],
        "part_scale": beside.part_scale,
        "employed": beside.employed,
        "uncovered": beside.uncovered,
        "window_part": str(beside.window_part),
        "guaranteed": beside.guaranteed,
        "drawn": beside.drawn,
        "gate": beside.gate,
    }
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 1)


def unfolded(kept: bytes, plan: Plan, incentive: str, window: str) -> Account:
    """The account as far as sentences and steps read it."""
    told = _told(kept)
    own = next(each for each in plan.incentives if each.key == incentive)
    target = None if told["target"] is None else Fraction(told["target"])
    days = Period.of(window)
    starts, ends = day_number(days.start), day_number(days.end)
    through = ends if told["final"] else ends - 1
    return Account(
        slot=Slot(0, 0, days, (Edition(0, plan, own, starts, ends),), through, reported=True, life_ends=ends),
        person=0,
        promise=replace(promised(own, plan.currency), target=target),
        lines=tuple(_lines(told)),
        unknown=False,
        beside=_beside(told, plan.currency),
        parts=dict(told["parts"]),
    )


def activities(kept: bytes) -> tuple[str, ...]:
    """The keys of the activities that the lines are of."""
    return tuple(key for key, _ in _told(kept)["activities"])


def _told(kept: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(zlib.decompress(kept))
    return told


def _names(lines: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    columns = lines[0] if lines else ()
    return (name for name in columns if name not in _LEFT_OUT and not name.startswith("after_"))


def _numbers(lines: Iterable[Mapping[str, Any]], column: str) -> list[int]:
    return sorted({line[column] for line in lines if line.get(column) is not None})


def _column(values: list[Any]) -> Any:
    """One value where all are the same, as most are: a plan has many limits and few lines meet one."""
    return values[0] if values and all(each == values[0] for each in values) else values


def _rows(curve: Curve) -> list[tuple[int, ...]]:
    return [(each.lo, each.base, each.slope, each.den, each.every) for each in curve.segments]


def _lines(told: Mapping[str, Any]) -> Iterator[Line]:
    names = list(told["columns"])
    columns = [each if isinstance(each, list) else [each] * told["count"] for each in told["columns"].values()]
    for row in zip(*columns, strict=True):
        named = dict(zip(names, row, strict=True))
        yield Line(KINDS[named["line"]], named)


def _beside(told: Mapping[str, Any], currency: str) -> Beside:
    return Beside(
        currency=currency,
        activities={place: (key, kind) for place, (key, kind) in enumerate(told["activities"])},
        milestones={number: (kind, milestone) for number, (kind, milestone) in told["milestones"]},
        curves={number: Curve(tuple(Segment(*row) for row in rows)) for number, rows in told["curves"]},
        reasons=dict(told["reasons"]),
        part_scale=told["part_scale"],
        employed=tuple(told["employed"]),
        # What an earlier Plaudit stored says nothing of them.
        uncovered=tuple((starts, ends) for starts, ends in told.get("uncovered", ())),
        window_part=Fraction(told["window_part"]),
        guaranteed=told["guaranteed"],
        drawn=tuple(told["drawn"]),
        gate=None if told["gate"] is None else tuple(told["gate"]),
    )
