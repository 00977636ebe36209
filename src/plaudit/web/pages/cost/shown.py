"""What a plan may cost, in short: what to expect, what to be ready for, whether the budget holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plaudit.evidence.answer import in_words
from plaudit.web.components import locale
from plaudit.web.pages.evidence.figures import say

COST = "simulate: cost"


@dataclass(frozen=True, slots=True)
class Short:
    """`budget` is empty where neither the plan nor the reader names one."""

    expected: str
    ready: str
    worst: str
    first: str
    last: str
    budget: str


def cost_of(told: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The answer that has quarters and a tail."""
    found = (each for each in told["answers"] if each["name"] == COST and "periods" in each["figures"])
    return next(found, None)


def shown(told: Mapping[str, Any]) -> Short | None:
    """None where the study refuses, or knows too little for a tail."""
    answer = cost_of(told)
    if answer is None:
        return None
    figures, currency = answer["figures"], answer["currency"]
    tail = next(row for row in figures["scenarios"] if row["scenario"] == "prior")
    return Short(
        expected=say(answer["point"], "money", currency),
        ready=say(tail["p80"], "money", currency),
        worst=say(tail["p95"], "money", currency),
        first=figures["periods"][0]["period"],
        last=figures["periods"][-1]["period"],
        budget=_budget(figures, currency),
    )


def _budget(figures: Mapping[str, Any], currency: str) -> str:
    over = figures["over budget"]
    if over is None:
        return ""
    chance = f"{in_words(over)} ({locale.percent(f'{over:.3f}')} of the trials)"
    if "budget" in figures:
        return f"More than {say(figures['budget'], 'money', currency)}: {chance}."
    return f"That the plan's own budget takes something from somebody: {chance}."
