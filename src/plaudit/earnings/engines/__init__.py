"""Where the query runs: one file per engine, all to the same bytes."""

from collections.abc import Callable
from typing import Any

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import Compiled
from plaudit.earnings.laid import Laid
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

# Runs the query over a snapshot and answers with its rows, in no order.
Engine = Callable[[Compiled, Laid, Snapshot], list[tuple[Any, ...]]]


def out_of_range() -> Unreadable:
    """What an engine says when a whole number has no room for a sum or a product, in everybody's words."""
    return Unreadable(
        (
            Problem(
                "exact-range",
                f"With these facts a quantity, a measure or money would pass {2**63 - 1:,} millionths or minor units, "
                "where exact numbers end.",
                "Look for an amount, a rate or a number of the plan that is far too large.",
            ),
        )
    )
