"""Plans as small as a test needs them: the incentives typed, the head by keyword."""

import json
from typing import Any

from plaudit.plans.incentive import Incentive
from plaudit.plans.instruments import find
from plaudit.plans.plan import Plan
from plaudit.plans.promise import Promise, Standing
from plaudit.plans.read import read
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

HEAD = {"plan": "small", "currency": "USD"}
DEMOS = "counts: {activity: referral, milestone: demo}"


def plan(*incentives: str, **head: str) -> Plan:
    """Incentives in flow style, without their braces."""
    return read(plan_text(*incentives, **head))


def plan_text(*incentives: str, **head: str) -> str:
    keys = [f"{key}: {said}" for key, said in {**HEAD, **head}.items()]
    listed = "incentives:" if incentives else "incentives: []"
    return "\n".join([*keys, listed, *(f"  - {{{incentive}}}" for incentive in incentives), ""])


def bounty(pays: str, more: str = "") -> str:
    return f"key: demos, kind: bounty, window: quarter, {DEMOS}, pays: {pays}" + (f", {more}" if more else "")


def problems(text: str) -> tuple[Problem, ...]:
    """What is wrong with a text that cannot be read."""
    try:
        read(text)
    except Unreadable as unreadable:
        return unreadable.problems
    return ()


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


def typed(incentive: dict[str, Any], currency: str = "USD") -> Incentive:
    """An incentive drawn or typed as keys and values, read as any plan is."""
    written = {"plan": "small", "currency": currency, "incentives": [{"key": "it", "window": "quarter", **incentive}]}
    return read(json.dumps(written)).incentives[0]


def promised(incentive: dict[str, Any], standing: Standing | None = None) -> Promise:
    read_ = typed(incentive)
    return find(read_.kind).promise(read_.terms, Standing("USD") if standing is None else standing)


def paid(promise: Promise, x: int) -> int | None:
    """Minor units at a measure in millionths (a score: 10^-12); None where there is no curve."""
    return None if promise.curve is None else promise.curve.pays(x)
