"""Which customers stayed when a renewal fell due, and what each brought at margin, as account_metrics.csv tells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from plaudit.activities.facts import Facts
from plaudit.evidence.methods.survival import Kept
from plaudit.evidence.observed.rows import has, key, number, rows, there
from plaudit.values.period import Period


@dataclass(frozen=True, slots=True)
class Customer:
    """`channel` is that of the first deal won, None where nobody knows; `margin` is a year's, in the mean."""

    account: str
    channel: str | None
    renewed: tuple[bool, ...]
    margin: float | None


def customers(facts: Facts, snapshot: date, metrics: tuple[str, str]) -> tuple[Customer, ...]:
    """Those of whom a renewal fell due: the first metric is 1 where they stayed, else 0; the second is money."""
    if not there(facts, "account_metrics"):
        return ()
    query = f"""SELECT {key(facts, "account_metrics", "account", "x")} AS account, metric, period, value / 1e6
        FROM {rows(facts, "account_metrics", snapshot)} AS x WHERE metric IN (?, ?)"""
    kept: dict[str, list[tuple[Period, bool]]] = defaultdict(list)
    brought: dict[str, list[float]] = defaultdict(list)
    for account, metric, written, value in facts.con.execute(query, list(metrics)).fetchall():
        period = Period.of(written)
        if period.last > snapshot:
            continue
        if metric == metrics[0]:
            kept[str(account)].append((period, value >= 0.5))
        else:
            brought[str(account)].append(float(value) * 365 / (period.end - period.start).days)
    came = _came_by(facts, snapshot)
    return tuple(
        Customer(
            account,
            came.get(account),
            tuple(stayed for _, stayed in sorted(kept[account], key=lambda each: each[0].start)),
            sum(brought[account]) / len(brought[account]) if brought[account] else None,
        )
        for account in sorted(kept)
    )


def kept(known: Sequence[Customer]) -> Kept:
    """At the first, second, ... renewal that is known of each."""
    most = max(len(each.renewed) for each in known)
    by_renewal = [[each.renewed[place] for each in known if len(each.renewed) > place] for place in range(most)]
    stayed = np.array([sum(each) for each in by_renewal], dtype=float)
    return Kept(stayed, np.array([len(each) for each in by_renewal]) - stayed)


def _came_by(facts: Facts, snapshot: date) -> dict[str, str]:
    if not (has(facts, "deals", "account") and has(facts, "deals", "channel") and has(facts, "deals", "won_on")):
        return {}
    query = f"""SELECT {key(facts, "deals", "account", "d")} AS account, arg_min(channel, won_on)
        FROM {rows(facts, "deals", snapshot)} AS d
        WHERE won_on <= {number(snapshot)} AND account IS NOT NULL AND channel IS NOT NULL GROUP BY 1"""
    return {str(account): str(channel) for account, channel in facts.con.execute(query).fetchall()}
