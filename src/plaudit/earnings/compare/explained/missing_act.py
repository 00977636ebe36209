"""A missing act: paid without the act, or owed and left out of the list."""

from itertools import accumulate

from plaudit.earnings.compare.case import Case
from plaudit.earnings.compare.sheet import Owed
from plaudit.values.period import day


def missing_act(case: Case) -> str | None:
    if case.key.activity is not None:
        return _by_activity(case)
    if not any(line.earned for line in case.lines):
        what = "" if case.key.incentive is None else f" of {case.key.incentive}"
        return f"{case.money(case.paid)} was paid, and nothing{what} earns for {case.key.person} in the period."
    if not case.paid:
        return _nothing_paid(case)
    return _left_out(case) if case.paid < case.owed else _one_more(case)


def _by_activity(case: Case) -> str | None:
    if case.owed and not case.paid:
        line = next(line for line in case.lines if line.earned)
        return f"{_act(line)} earns {case.money(case.owed)}, and the list does not pay it."
    if case.paid and not any(line.quantity for line in case.lines):
        said = (
            f": {case.lines[0].because()}"
            if case.lines
            else ", which has no milestone in the period that earns for her"
        )
        return f"{case.money(case.paid)} was paid for {case.key.activity}{said}."
    return None


def _nothing_paid(case: Case) -> str | None:
    lines = [line for line in case.lines if line.earned]
    if not lines:
        return None
    first = _act(lines[0])
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    return f"The list has nothing for {first}{more}: {case.money(case.owed)}."


def _left_out(case: Case) -> str | None:
    """One act's money is missing, or that of the last few of an incentive, which is what leaving any few out costs."""
    acts = [line for line in case.lines if line.kind == "act" and line.earned]
    missing = case.owed - case.paid
    for line in acts:
        if line.earned == missing:
            return f"{case.money(missing)} is missing, which is {_act(line)}, or an act that earns the same."
    for incentive in dict.fromkeys(line.incentive for line in acts):
        mine = [line.earned for line in acts if line.incentive == incentive]
        for count, money in enumerate(accumulate(reversed(mine)), start=1):
            if money == missing:
                return f"{case.money(missing)} is missing, as if {count} of the {len(mine)} acts of {incentive} were."
    return None


def _one_more(case: Case) -> str | None:
    """Paid as for one act that earns nothing here."""
    more = case.paid - case.owed
    for nothing in (line for line in case.lines if line.kind == "act" and not line.quantity):
        like = [line for line in case.lines if line.incentive == nothing.incentive and line.earned == more]
        if like:
            return f"{case.money(more)} too much, as for one more act; {_act(nothing)}: {nothing.because()}."
    same = [line for line in case.lines if line.kind == "act" and line.earned == more]
    if same:
        return f"{case.money(more)} too much, which one more act of {same[-1].incentive} would bring; there is none."
    return None


def _act(line: Owed) -> str:
    if line.activity is None:
        return f"the {line.kind} of {line.incentive} on {day(line.on).isoformat()}"
    return f"{line.activity} ({line.incentive}, {line.milestone} on {day(line.on).isoformat()})"
