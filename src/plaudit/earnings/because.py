"""The sentence of a line: what the query gave, handed to the instrument that says it; made when a line is shown."""

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from plaudit.earnings.result import Account, Line
from plaudit.earnings.steps.lines import LIMITS
from plaudit.plans.incentive import Span
from plaudit.plans.instruments import find
from plaudit.plans.say import LimitName, LineFacts, LineKind, Nought
from plaudit.values.period import day

MILLION = 1_000_000
ONE = Fraction(1)
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
    return _said(_facts(account, line))


# In a large company most lines are like others: a fourth demo pays everybody the same, in the same words.
@lru_cache(maxsize=2**14)
def _said(facts: LineFacts) -> str:
    return find(facts.instrument).say(facts)


def _facts(account: Account, line: Line) -> LineFacts:
    """Everything that is said of the line, and nothing that tells it from others of which the same is said."""
    beside = account.beside
    incentive = account.slot.last.incentive
    limit = NAMES[LIMITS[line["cut"] - 1]] if line["cut"] else None
    return LineFacts(
        instrument=incentive.kind,
        line=LINES[line.kind],
        currency=beside.currency,
        window="window" if isinstance(incentive.window, Span) else incentive.window,
        earned=line["earned"],
        limited=line["gross"] - line["earned"] - line["waiting"],
        waiting=line["waiting"],
        limit=limit,
        cap=_cap(account, line, limit),
        unit=account.promise.measure.of,
        quantity=_whole(line["quantity"]),
        before=_whole(line["before"]),
        # A prize moves nothing; what it was won with is what counts.
        after=_whole(line["quantity"] if line.kind == "prize" else line["after"]),
        curve=beside.curve(line),
        target=account.promise.target,
        metric=account.promise.measure.metric,
        final=account.slot.final,
        activity_kind=beside.activity(line)[1],
        milestone=beside.milestone(line),
        **_own(account, line),
    )


def _own(account: Account, line: Line) -> dict[str, Any]:
    """What only lines of its kind have."""
    beside = account.beside
    match line.kind:
        case "act":
            return _act(account, line)
        case "prize":
            return {"rank": line["n"], "tied": line["tied"]}
        case "score" | "level":
            score = line["quantity"] if line.kind == "score" else None
            return {"score": score, "window_part": beside.window_part}
        case "grant":
            return {"reason": beside.reasons[line["ord"]]}
        case "draw":
            return {"balance": line["balance"] + line["earned"]}
        case _:
            # What the whole window earned, of which the period may hold a part.
            return {"base": beside.guaranteed - int(line["earned"])}


def _whole(number: int | None) -> int:
    """Lines that move no measure say nothing of it."""
    return 0 if number is None else number


def _act(account: Account, line: Line) -> dict[str, Any]:
    incentive = account.slot.last.incentive
    limits = incentive.limits
    last_day = account.slot.ends - 1
    rate = ONE if line["rate"] is None else _fraction(line["rate"], line["rate_of"])
    remaining = _remaining(line)
    nought = _nought(account, line, remaining)
    return {
        "nth": line["n"],
        "share": _fraction(line["share"], MILLION),
        "part": _fraction(line["portion"], account.beside.part_scale),
        "rate": None if rate == 1 else rate,
        "nought": nought,
        "on": _on(account, line, nought),
        "late_by": line["recorded"] - last_day if line["reason"] == 2 else None,
        "at_most": {2: incentive.late, 3: limits.per_contact, 4: limits.per_account}.get(line["reason"]),
        "remaining": remaining,
        "taken_by": None if incentive.clawback is None else incentive.clawback.milestone,
    }


def _fraction(part: int, whole: int) -> Fraction:
    return ONE if part == whole else Fraction(part, whole)


def _remaining(line: Line) -> Fraction:
    """What a clawback left, of the act itself or only of its line."""
    left = _fraction(line["remains"], line["remains_of"])
    return left if line.number("kept") is None else left * _fraction(line["kept"], line["kept_of"])


def _cap(account: Account, line: Line, limit: LimitName | None) -> int | None:
    limits = account.slot.last.incentive.limits
    own = {"per_activity": limits.per_activity, "budget": limits.budget}
    return own.get(str(limit)) if line.number(f"{limit}_cap") is None else line.number(f"{limit}_cap")


def _nought(account: Account, line: Line, remaining: Fraction) -> Nought | None:
    if line["reason"] == 1:
        return account.beside.missed(line)
    if line["reason"]:
        return NOUGHTS[line["reason"]]
    return "clawed_back" if remaining != 1 else None


def _on(account: Account, line: Line, nought: Nought | None) -> date | None:
    """The day she left, or the day it was recorded too late, where that is why."""
    left = account.beside.employed[1]
    match nought:
        case "left":
            return day(left - 1)
        case "not_covered":
            return None if line["day"] < left else day(left - 1)
        case "late":
            return day(line["recorded"])
        case _:
            return None
