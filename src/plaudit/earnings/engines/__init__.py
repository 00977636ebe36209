"""Where the query runs: one file per engine, all to the same bytes."""

from collections.abc import Callable
from typing import Any

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import Compiled
from plaudit.earnings.lay import Laid

# Runs the query over a snapshot and answers with its rows, in no order.
Engine = Callable[[Compiled, Laid, Snapshot], list[tuple[Any, ...]]]
