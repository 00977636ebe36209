"""Problems that leave some units without a number: a missing target or metric, a gate without its window."""

from plaudit.earnings.slots import Slot
from plaudit.values.problem import Problem, Touch


def no_target(slot: Slot, who: str) -> Problem:
    return Problem(
        "target-missing",
        f"{who} has no target for {slot.key} in {slot.window.key}, and the plan names none.{_earlier(slot)}",
        f"Add a row {slot.key},{who},{slot.window.key},TARGET to targets.csv, or a target to the plan.",
        file="targets.csv",
        path=slot.last.incentive.path,
        touches=_touch(slot, who),
    )


def zero_target(slot: Slot, who: str) -> Problem:
    return Problem(
        "target-zero",
        f"The target of {who} for {slot.key} in {slot.window.key} is 0 or less, so no attainment can be computed."
        f"{_earlier(slot)}",
        "Give a target above 0, or leave her out of the incentive.",
        file="targets.csv",
        path=slot.last.incentive.path,
        touches=_touch(slot, who),
    )


def unusable_target(slot: Slot, who: str, why: str) -> Problem:
    return Problem(
        "target-unusable",
        f"The target of {who} for {slot.key} in {slot.window.key} makes no curve: {why}",
        "Give a target of the size that people reach.",
        file="targets.csv",
        path=slot.last.incentive.path,
        touches=_touch(slot, who),
    )


def no_metric(slot: Slot, who: str, metric: str) -> Problem:
    return Problem(
        "metric-missing",
        f"{who} has no value of {metric} for exactly {slot.window.key}, which {slot.key} needs.{_earlier(slot)}",
        f"Add a row {who},{metric},{slot.window.key},VALUE to metrics.csv.",
        file="metrics.csv",
        path=slot.last.incentive.path,
        touches=_touch(slot, who),
    )


def no_window(slot: Slot, other: str | None) -> Problem:
    return Problem(
        "gate-without-window",
        f"{slot.key} requires {other}, which has no window {slot.window.key}.",
        f"Let a restart of {other} take effect at the start of a window, or end {slot.key} with {other}.",
        file=slot.last.plan.file or None,
        path=f"{slot.last.incentive.path}.requires",
        touches=(Touch(slot.key, None, slot.window.key),),
    )


def _earlier(slot: Slot) -> str:
    """Why a window is calculated that nobody asked for: it moves what the period pays."""
    if slot.reported:
        return ""
    last = slot.last
    if last.plan.budget is not None:
        why = "what it took of the plan's budget is gone"
    elif last.incentive.limits.budget_per == "effective":
        why = "what it took of the budget is gone"
    elif last.incentive.draw is not None:
        why = "the balance of its draw goes on"
    else:
        why = "the next window is measured against it"
    return f" That window is earlier than the period, and {why}."


def _touch(slot: Slot, who: str) -> tuple[Touch, ...]:
    return (Touch(slot.key, who, slot.window.key),)
