"""The sentence of a line: what the query gave, handed to the instrument that says it; made when a line is shown."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from plaudit.earnings.result import Account, Line
from plaudit.earnings.steps.lines import LIMITS
from plaudit.plans.incentive import Span
from plaudit.plans.instruments import find
from plaudit.plans.say import LimitName, LineFacts, LineKind, Nought
from plaudit.values.period import day

MILLION = 1_000_000
NOUGHTS: dict[int, Nought] = {2: "late", 3: "per_contact", 4: "per_account"}
NAMES: dict[str, LimitName] = {
    "per_activity": "per_activity",
    "per_person": "per_person",
    "gate": "gate",
    "budget": "budget",
    "prorated": "budget",
    "plan_budget": "plan_budget",
}
LINES: dict[str, LineKind] = {
    "act": "act",
    "level": "level",
    "score": "score",
    "prize": "prize",
    "guarantee": "guarantee",
    "draw": "draw",
    "grant": "grant",
}


def because(account: Account, line: Line) -> str:
    instrument = find(account.slot.last.incentive.kind)
    return instrument.say(_facts(account, line))


def _facts(account: Account, line: Line) -> LineFacts:
    beside = account.beside
    incentive = account.slot.last.incentive
    limit = NAMES[LIMITS[line["cut"] - 1]] if line["cut"] else None
    activity, kind = beside.activity(line)
    plain = LineFacts(
        line=LINES[line.kind],
        currency=beside.currency,
        window="window" if isinstance(incentive.window, Span) else incentive.window,
        earned=line["earned"],
        limited=line["gross"] - line["earned"] - line["waiting"],
        waiting=line["waiting"],
        limit=limit,
        cap=_cap(account, limit),
        unit=account.promise.measure.of,
        quantity=_whole(line["quantity"]),
        before=_whole(line["before"]),
        # A prize moves nothing; what it was won with is what counts.
        after=_whole(line["quantity"] if line.kind == "prize" else line["after"]),
        curve=beside.curve(line),
        target=account.promise.target,
        metric=account.promise.measure.metric,
        final=account.slot.final,
        activity=activity,
        activity_kind=kind,
        milestone=beside.milestone(line),
    )
    match line.kind:
        case "act":
            return replace(plain, **_act(account, line))
        case "prize":
            return replace(plain, rank=line["n"], tied=line["tied"])
        case "score":
            return replace(plain, score=line["quantity"], window_part=beside.window_part)
        case "level":
            return replace(plain, window_part=beside.window_part)
        case "grant":
            return replace(plain, reason=beside.reasons[line["ord"]])
        case _:
            return replace(plain, base=_before_settling(account), balance=line.number("balance"))


def _whole(number: int | None) -> int:
    """Lines that move no measure say nothing of it."""
    return 0 if number is None else number


def _act(account: Account, line: Line) -> dict[str, Any]:
    incentive = account.slot.last.incentive
    limits = incentive.limits
    last_day = account.slot.ends - 1
    rate = Fraction(1) if line["rate"] is None else Fraction(line["rate"], line["rate_of"])
    return {
        "nth": line["n"],
        "share": Fraction(line["share"], MILLION),
        "part": Fraction(line["portion"], account.beside.part_scale),
        "rate": None if rate == 1 else rate,
        "nought": _nought(account, line),
        "on": _on(account, line),
        "late_by": line["recorded"] - last_day if line["reason"] == 2 else None,
        "at_most": {2: incentive.late, 3: limits.per_contact, 4: limits.per_account}.get(line["reason"]),
        "remaining": _remaining(line),
        "taken_by": None if incentive.clawback is None else incentive.clawback.milestone,
    }


def _remaining(line: Line) -> Fraction:
    """What a clawback left, of the act itself or only of its line."""
    left = Fraction(line["remains"], line["remains_of"])
    return left if line.number("kept") is None else left * Fraction(line["kept"], line["kept_of"])


def _cap(account: Account, limit: LimitName | None) -> int | None:
    limits = account.slot.last.incentive.limits
    caps = {"per_activity": limits.per_activity, "per_person": limits.per_person, "budget": limits.budget}
    caps["plan_budget"] = account.slot.last.plan.budget
    return None if limit is None else caps.get(limit)


def _nought(account: Account, line: Line) -> Nought | None:
    if line["reason"] == 1:
        employed = account.beside.employed
        if line["day"] >= employed[1]:
            return "left"
        return "not_covered" if employed[0] <= line["day"] else "not_employed"
    if line["reason"]:
        return NOUGHTS[line["reason"]]
    return "clawed_back" if _remaining(line) != 1 else None


def _on(account: Account, line: Line) -> date:
    """The day she left, or the day it was recorded too late, where that is why; else the line's own."""
    employed = account.beside.employed
    if line["reason"] == 1 and line["day"] >= employed[1]:
        return day(employed[1] - 1)
    return day(line["recorded"] if line["reason"] == 2 else line["day"])


def _before_settling(account: Account) -> int:
    kinds = {"act", "level", "score", "prize"}
    return sum(int(line["earned"]) for line in account.lines if line.kind in kinds)
