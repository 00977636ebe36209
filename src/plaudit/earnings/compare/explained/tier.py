"""Another reading of tiers: volume for graduated or the reverse, the bound in the other tier, steps for lines."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from plaudit.earnings.compare.case import Case, Reading, each_incentive
from plaudit.earnings.compare.sheet import Owed, Sheet
from plaudit.plans.incentive import Incentive
from plaudit.plans.pays.attained import Attained
from plaudit.plans.pays.pays import Pays
from plaudit.plans.pays.tiers import Tiered
from plaudit.values.rounding import rounded_fraction

MOVES = {"graduated": "each unit at the rate of its own tier", "volume": "all units at the rate of the tier reached"}


def tier(case: Case) -> str | None:
    for reading in READINGS:
        other = case.shadow.again(reading)
        if other is None:
            continue
        incentives = case.paid_under(other)
        if incentives is not None:
            how = _how(case, reading, incentives)
            return f"{incentives}: paid as with {how}: {case.money(case.paid)}. {_own(case, incentives)}"
        if case.key.activity is not None and _evenly(case, other):
            how = _how(case, reading, case.lines[0].incentive)
            return f"Paid as with {how}, one rate for each act; here the act that reaches a tier carries what it moves."
    return None


def _how(case: Case, reading: Reading, key: str) -> str:
    """The other kind of tiers by its name where one incentive explains the difference."""
    match _pays(case.shadow.incentive(key)):
        case Tiered(how=how) if reading is READINGS[0]:
            other = "volume" if how == "graduated" else "graduated"
            return f"`tiers: {other}`, {MOVES[other]}"
        case _:
            return reading.says


def _own(case: Case, key: str) -> str:
    """What the plan says instead."""
    incentive = case.shadow.incentive(key)
    match _pays(incentive):
        case Tiered(how=how):
            return f"The plan says `tiers: {how}`, {MOVES[how]}: {case.money(case.owed)}."
        case Attained(between=between):
            return f"The plan says `between: {between}`: {case.money(case.owed)}."
        case _:
            return f"The plan pays {case.money(case.owed)}."


def _evenly(case: Case, other: Sheet) -> bool:
    """Whether an act was paid its part of the other reading's total, where lines here show the jump on one act."""
    mine = case.lines
    if not mine or not mine[0].quantity:
        return False
    acts = [line for line in _acts(other) if (line.person, line.incentive) == (case.key.person, mine[0].incentive)]
    quantity = sum(line.quantity for line in acts)
    own = sum(line.quantity for line in mine)
    return quantity != 0 and rounded_fraction(sum(line.earned for line in acts) * own / quantity) == case.paid


def _acts(sheet: Sheet) -> Iterator[Owed]:
    return (line for lines in sheet.lines.values() for line in lines if line.kind == "act")


def _pays(incentive: Incentive | None) -> object:
    return getattr(None if incentive is None else incentive.terms, "pays", None)


def _reread(change: Callable[[object], Pays | None]) -> Callable[[Incentive], Incentive]:
    """The incentive with its `pays` changed, where it has one that the change knows."""

    def reread(incentive: Incentive) -> Incentive:
        changed = change(_pays(incentive))
        if changed is None:
            return incentive
        # Terms are whatever the instrument made of them; those with a `pays` are dataclasses that hold it.
        terms: Any = incentive.terms
        # The cap per activity is refused where lines are not the act's own, as with volume.
        limits = incentive.limits if changed.by_act else replace(incentive.limits, per_activity=None)
        return replace(incentive, terms=replace(terms, pays=changed), limits=limits)

    return reread


def _other_way(pays: object) -> Pays | None:
    match pays:
        case Tiered(how="graduated"):
            return replace(pays, how="volume")
        case Tiered():
            return replace(pays, how="graduated")
        case _:
            return None


def _other_bound(pays: object) -> Pays | None:
    match pays:
        case Tiered():
            return replace(pays, tiers=tuple(replace(each, inclusive=not each.inclusive) for each in pays.tiers))
        case _:
            return None


def _other_between(pays: object) -> Pays | None:
    match pays:
        case Attained(between="line"):
            return replace(pays, between="step")
        case Attained():
            return replace(pays, between="line")
        case _:
            return None


READINGS = (
    Reading(
        "the other kind of tiers (volume for graduated, graduated for volume)", each_incentive(_reread(_other_way))
    ),
    Reading("each bound in the next tier (below for upto, upto for below)", each_incentive(_reread(_other_bound))),
    Reading(
        "steps for lines between the points of the curve, or lines for steps", each_incentive(_reread(_other_between))
    ),
)
