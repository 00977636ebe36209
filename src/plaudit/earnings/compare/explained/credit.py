"""Another reading of credit: the submitter for the holder, the holder of another day, the whole act for a share."""

from dataclasses import replace

from plaudit.earnings.compare.case import Case, Reading, each_incentive
from plaudit.earnings.compare.key import Key
from plaudit.earnings.compare.sheet import Owed
from plaudit.plans.incentive import Credit
from plaudit.values.rounding import rounded_fraction


def _reading(says: str, credit: Credit) -> Reading:
    return Reading(says, each_incentive(lambda incentive: replace(incentive, credit=credit)))


READINGS = (
    _reading("the person who brought the activity", Credit("submitter")),
    _reading("whoever held the account on the day the activity was opened", Credit("holder", "opened")),
    _reading("whoever held the account on the day of the milestone", Credit("holder", "milestone")),
)


def credit(case: Case) -> str | None:
    for reading in READINGS:
        other = case.shadow.again(reading)
        incentives = None if other is None else case.paid_under(other)
        if other is not None and incentives is not None and (case.paid or _somebody_has_it(case, reading)):
            return f"{incentives}: paid as if credit went to {reading.says}; by the plan {_whose(case)}."
    return _swapped(case) or _whole_for_share(case)


def _somebody_has_it(case: Case, reading: Reading) -> bool:
    """Nothing paid is explained by other credit only if somebody else was paid as that credit says."""
    other = case.shadow.again(reading)
    return other is not None and any(
        amount and other.total(key) == amount and case.shadow.owed.total(key) != amount
        for key, amount in case.shadow.paid.amounts.items()
        if (key.incentive, key.activity) == (case.key.incentive, case.key.activity) and key != case.key
    )


def _whose(case: Case) -> str:
    return f"{case.key.person} is owed {case.money(case.owed)}"


def _swapped(case: Case) -> str | None:
    """The act was paid to one person and is owed to another."""
    if case.key.activity is None:
        return None
    others = _others(case)
    if case.paid and not case.owed:
        owed = [line for line in others if line.earned and not case.shadow.paid.amounts.get(_key(case, line))]
        names = ", ".join(dict.fromkeys(line.person for line in owed))
        return f"{case.key.activity} was paid to {case.key.person}; its credit is with {names}." if names else None
    if case.owed and not case.paid:
        paid = [
            key.person
            for key, amount in case.shadow.paid.amounts.items()
            if key.activity == case.key.activity and amount and not case.shadow.owed.total(key)
        ]
        names = ", ".join(dict.fromkeys(paid))
        return f"{case.key.activity} was paid to {names}; its credit is with {case.key.person}." if names else None
    return None


def _others(case: Case) -> list[Owed]:
    return [
        line
        for key, lines in case.shadow.owed.lines.items()
        for line in lines
        if key.activity == case.key.activity and key.person != case.key.person and line.kind == "act"
    ]


def _key(case: Case, line: Owed) -> Key:
    return case.shadow.paid.grain.key(line.person, line.incentive, line.activity)


def _whole_for_share(case: Case) -> str | None:
    """An act that several people share was paid whole to one of them."""
    shared = [line for line in case.lines if line.share not in {0, 1}]
    for line in shared:
        if line.exact is None:
            continue
        if case.owed - line.earned + rounded_fraction(line.exact / line.share) == case.paid:
            share = line.share.limit_denominator(1000)
            return f"{line.activity} was paid whole; {line.person}'s share of it is {share}."
    return None
