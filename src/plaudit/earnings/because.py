"""The sentence of a line: what the query gave, handed to the instrument that says it; made when a line is shown."""

from datetime import date
from fractions import Fraction

from plaudit.earnings.result import Account, Line, Result
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


def because(result: Result, account: Account, line: Line) -> str:
    instrument = find(account.slot.last.incentive.kind)
    return instrument.say(_facts(result, account, line))


def _facts(result: Result, account: Account, line: Line) -> LineFacts:
    laid = result.ground.laid
    incentive = account.slot.last.incentive
    limit = NAMES[LIMITS[line["cut"] - 1]] if line["cut"] else None
    kind = result.activities.get(line["activity"], (None, None))
    return LineFacts(
        instrument=incentive.kind,
        line=LINES[line.kind],
        currency=result.currency,
        window="window" if isinstance(incentive.window, Span) else incentive.window,
        earned=line["earned"],
        limited=line["gross"] - line["earned"] - line["waiting"],
        waiting=line["waiting"],
        limit=limit,
        cap=_cap(account, limit),
        unit=account.promise.measure.of,
        quantity=_whole(line["quantity"]),
        before=_whole(line["before"]),
        after=_whole(line["after"]),
        curve=laid.book.curve(line.number("curve")),
        target=account.promise.target,
        metric=account.promise.measure.metric,
        final=account.slot.final,
        activity=kind[0],
        activity_kind=kind[1],
        milestone=laid.roster.milestones[line["step"]][1] if line["step"] is not None else None,
        nth=line["n"] if line.kind == "act" else None,
        share=Fraction(1) if line["share"] is None else Fraction(line["share"], MILLION),
        part=Fraction(line.number("portion") or 1, laid.part_scale),
        nought=_nought(result, account, line),
        on=_on(result, account, line),
        at_most=incentive.limits.per_contact if line["reason"] == 3 else incentive.limits.per_account,
        remaining=Fraction(line.number("kept") or 0, line.number("kept_of") or 1)
        if line.number("kept") is not None
        else Fraction(1),
        taken_by=None if incentive.clawback is None else incentive.clawback.milestone,
        rank=line["n"] if line.kind == "prize" else None,
        tied=line.number("tied") or 1,
        score=line["quantity"] if line.kind == "score" else None,
        base=_before_settling(account),
        balance=line.number("balance"),
    )


def _whole(number: int | None) -> int:
    """Lines that move no measure say nothing of it."""
    return 0 if number is None else number


def _cap(account: Account, limit: LimitName | None) -> int | None:
    limits = account.slot.last.incentive.limits
    caps = {"per_activity": limits.per_activity, "per_person": limits.per_person, "budget": limits.budget}
    caps["plan_budget"] = account.slot.last.plan.budget
    return None if limit is None else caps.get(limit)


def _nought(result: Result, account: Account, line: Line) -> Nought | None:
    if line["reason"] == 1:
        employed = result.ground.laid.roster.people[account.person - 1].employed
        if line["day"] >= employed[1]:
            return "left"
        return "not_covered" if employed[0] <= line["day"] else "not_employed"
    if line["reason"]:
        return NOUGHTS[line["reason"]]
    taken = line.number("kept") is not None and line.number("kept") != line.number("kept_of")
    return "clawed_back" if taken and line.kind == "act" else None


def _on(result: Result, account: Account, line: Line) -> date:
    """The day she left, where that is why; else the line's own."""
    employed = result.ground.laid.roster.people[account.person - 1].employed
    return day(employed[1] - 1 if line["reason"] == 1 and line["day"] >= employed[1] else line["day"])


def _before_settling(account: Account) -> int:
    kinds = {"act", "level", "score", "prize"}
    return sum(int(line["earned"]) for line in account.lines if line.kind in kinds)
