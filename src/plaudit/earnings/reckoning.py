"""The steps of a line: every factor, curve row and limit that made it, as texts to reckon again (`--steps`)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

from plaudit.earnings.curvebook import HIGHEST
from plaudit.earnings.result import Account, Line
from plaudit.values.currency import digits
from plaudit.values.curve import LOWEST, Curve
from plaudit.values.money import decimal_text, money_text

MILLION = 1_000_000
SCORE = 10**12
Step = dict[str, Any]


def reckoning(account: Account, line: Line) -> Step:
    steps = _REST[line.kind](account, line)
    if line.kind in {"act", "level", "score", "prize"}:
        steps["cuts"] = list(_cuts(account, line))
    return steps


def _act(account: Account, line: Line) -> Step:
    steps: Step = {"quantity": [{"of": _key(account, line), "times": _times(account, line)}]}
    steps["curve"] = _rows(account, line, (line["before"], line["after"]), _money_scale(account))
    kept, kept_of = line.number("kept"), line.number("kept_of")
    if kept is not None and kept_of is not None and kept != kept_of:
        steps["kept"] = _text(Fraction(kept, kept_of))
    return steps


def _times(account: Account, line: Line) -> dict[str, str]:
    """The factors of the quantity; a factor of 0 says why nothing counts."""
    if line["reason"]:
        return {{1: "covered", 2: "late", 3: "served", 4: "served"}[line["reason"]]: "0"}
    times = {"share": decimal_text(line["share"], 6)}
    part = Fraction(line["portion"], account.beside.part_scale)
    unit = {"points": "points", "amount": "amount"}.get(account.promise.measure.of)
    if unit is not None:
        times[unit] = decimal_text(line["unit"], 6)
    if part != 1:
        times["part"] = _text(part)
    if line["rate"] != line["rate_of"]:
        times["rate"] = _text(Fraction(line["rate"], line["rate_of"]))
    if line["remains"] != line["remains_of"]:
        times["remaining"] = _text(Fraction(line["remains"], line["remains_of"]))
    return times


def _level(account: Account, line: Line) -> Step:
    what = account.promise.measure.metric or account.promise.measure.of
    quantity = [{"of": what, "times": {"value": decimal_text(line["quantity"], 6)}}]
    return {"quantity": quantity, "curve": _rows(account, line, (line["after"],), _money_scale(account))}


def _score(account: Account, line: Line) -> Step:
    parts = []
    for number, part in enumerate(account.promise.parts, start=1):
        x = account.parts.get(number, 0)
        rows = _curve_rows(part.curve, (x,), (MILLION, SCORE))
        parts.append({"title": part.title, "x": decimal_text(x, 6), "curve": rows, "weight": _text(part.weight)})
    scale = (SCORE, 10 ** digits(account.beside.currency))
    return {"parts": parts, "curve": _rows(account, line, (line["after"],), scale)}


def _prize(account: Account, line: Line) -> Step:
    whole = account.promise.prizes is not None and account.promise.prizes.ties == "all"
    tied, turn = ("1", "1") if whole else (str(line["tied"]), str(line["turn"]))
    return {"rank": line["n"], "pool": [money_text(line["pot"], account.beside.currency)], "tied": tied, "turn": turn}


def _guarantee(account: Account, line: Line) -> Step:
    amount = account.beside.guaranteed
    return {"promised": _money(account, amount), "balance": "0", "so_far": _money(account, amount - line["earned"])}


def _draw(account: Account, line: Line) -> Step:
    amount, recovers = account.beside.drawn
    if recovers:
        balance = _money(account, line["balance"])
        return {"promised": _money(account, 0), "balance": balance, "so_far": balance}
    return {
        "promised": _money(account, amount),
        "balance": _money(account, line["balance"]),
        "so_far": _money(account, line["base"]),
    }


def _grant(account: Account, line: Line) -> Step:
    return {"grant": _money(account, line["earned"])}


_REST = {
    "act": _act,
    "level": _level,
    "score": _score,
    "prize": _prize,
    "guarantee": _guarantee,
    "draw": _draw,
    "grant": _grant,
}


def _cuts(account: Account, line: Line) -> Iterator[Step]:
    """The limits that the window has, in their order, each with what it saw."""
    limits = account.slot.last.incentive.limits
    if limits.per_activity is not None and line.kind == "act":
        times = {
            "share": decimal_text(line["share"], 6),
            "part": _text(Fraction(line["portion"], account.beside.part_scale)),
        }
        yield {"limit": "per_activity", "cap": _money(account, limits.per_activity), "so_far": "0", "times": times}
    if limits.per_person is not None:
        yield _running(account, line, "per_person")
    if account.slot.last.incentive.requires is not None:
        yield _gate(account)
    if limits.budget is not None and (account.slot.final or limits.budget_share == "first"):
        if limits.budget_share == "first":
            yield _running(account, line, "budget")
        elif line["prorated_total"] + line["prorated_settled"] or line["gross"]:
            yield _allotted(account, line)
    elif limits.budget is not None:
        yield {"limit": "budget", "decided": False}
    if account.slot.last.plan.budget is not None:
        yield _running(account, line, "plan_budget")


def _running(account: Account, line: Line, name: str) -> Step:
    cap, so_far = (_money(account, line.number(f"{name}_{saw}")) for saw in ("cap", "so_far"))
    return {"limit": name, "cap": cap, "so_far": so_far}


def _allotted(account: Account, line: Line) -> Step:
    """What came since a close has a share of its own, beside what the close settled (rule 22a)."""
    settled, fresh = (
        {"allotted": _money(account, line[f"prorated_{share}"]), "total": _money(account, line[f"prorated_{total}"])}
        for share, total in (("kept", "settled"), ("allotted", "total"))
    )
    step = {"limit": "budget", "so_far": _money(account, line["prorated_so_far"])}
    if not line["prorated_total"]:
        return step | settled
    return step | fresh | ({"settled": settled} if line["prorated_settled"] else {})


def _gate(account: Account) -> Step:
    gate = account.slot.last.incentive.requires
    if gate is None or not account.slot.final:
        return {"limit": "requires", "decided": False}
    reads = gate.metric or gate.incentive
    if account.beside.gate is None:
        return {"limit": "requires", "reads": reads, "value": "0", "at_least": "1"}
    value, at_least = account.beside.gate
    opens = "1" if at_least is None else str(at_least)
    return {"limit": "requires", "reads": reads, "value": str(value), "at_least": opens}


def _rows(account: Account, line: Line, at: tuple[int, ...], scale: tuple[int, int]) -> list[Step]:
    curve = account.beside.curve(line)
    return [] if curve is None else _curve_rows(curve, at, scale)


def _curve_rows(curve: Curve, at: tuple[int, ...], scale: tuple[int, int]) -> list[Step]:
    return [dict(row) for row in _reached(curve, at, scale)]


# The same few measures recur on the lines of a large company.
@lru_cache(maxsize=2**14)
def _reached(curve: Curve, at: tuple[int, ...], scale: tuple[int, int]) -> list[Step]:
    """The rows from the lowest to the highest of the given measures; x and money are in units, not in their scales."""
    x_scale, y_scale = scale
    ends = [segment.lo for segment in curve.segments[1:]] + [HIGHEST]
    rows = []
    for segment, end in zip(curve.segments, ends, strict=True):
        if segment.lo <= max(at) and end > min(at):
            row = {
                "from": _text(Fraction(segment.lo, x_scale)),
                "to": None if end == HIGHEST else _text(Fraction(end, x_scale)),
                "base": _text(Fraction(segment.base, segment.den * y_scale)),
            }
            if segment.every == 1:
                row["slope"] = _text(Fraction(segment.slope * x_scale, segment.den * y_scale))
            else:
                row["slope"] = _text(Fraction(segment.slope, segment.den * y_scale))
                row["every"] = _text(Fraction(segment.every, x_scale))
            rows.append(row)
    return rows or [{"from": _text(Fraction(LOWEST, x_scale)), "to": None, "base": "0", "slope": "0"}]


def _money_scale(account: Account) -> tuple[int, int]:
    return MILLION, 10 ** digits(account.beside.currency)


def _money(account: Account, minor: int | None) -> str | None:
    return None if minor is None else money_text(minor, account.beside.currency)


def _text(number: Fraction) -> str:
    return str(number)


def _key(account: Account, line: Line) -> str:
    return account.beside.activities[line["activity"]][0]
