"""Metrics of accounts as scores: against the typical account of the segment, oriented so that more is better."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods.typical import composite, spread
from plaudit.evidence.observed.rows import has, key, rows, there
from plaudit.evidence.question import Question
from plaudit.values.period import Period

Array = NDArray[np.float64]
# What customers paid and whether they stayed tells `amount` what one is worth, by periods of their own.
OF_AMOUNT = frozenset({"renewed", "margin"})
# Below this a segment learns where its middle is from everybody, the more the smaller it is.
SMALL = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """`z` is accounts x periods x metrics, `score` accounts x periods; nothing known is NaN."""

    accounts: tuple[str, ...]
    segments: tuple[str, ...]
    periods: tuple[Period, ...]
    metrics: tuple[str, ...]
    values: Array
    z: Array
    score: Array

    @property
    def missing(self) -> float:
        """Of the last period."""
        return float(np.isnan(self.values[:, -1, :]).mean())


def measured(question: Question) -> Measured | None:
    facts = question.facts
    if not there(facts, "account_metrics"):
        return None
    chosen = question.named("metrics")
    query = f"""SELECT {key(facts, "account_metrics", "account", "x")}, metric, period, value / 1e6
        FROM {rows(facts, "account_metrics", question.snapshot)} AS x ORDER BY ALL"""
    told = facts.con.execute(query).fetchall()
    named = {period: Period.of(period) for period in {row[2] for row in told}}
    found = [
        (str(account), str(metric), named[period], float(value))
        for account, metric, period, value in told
        if (metric in chosen if chosen else metric not in OF_AMOUNT)
    ]
    if question.snapshot is not None:
        found = [row for row in found if row[2].last <= question.snapshot]
    if not found:
        return None
    accounts, metrics = sorted({row[0] for row in found}), sorted({row[1] for row in found})
    periods = sorted({row[2] for row in found})
    values = np.full((len(accounts), len(periods), len(metrics)), np.nan)
    places = [{name: place for place, name in enumerate(names)} for names in (accounts, periods, metrics)]
    for account, metric, period, value in found:
        values[places[0][account], places[1][period], places[2][metric]] = value
    return _scored(question, (accounts, periods, metrics), values)


def _scored(question: Question, names: tuple[list[str], list[Period], list[str]], values: Array) -> Measured:
    accounts, periods, metrics = names
    segments = _segments(question, accounts)
    turned = question.named("lower_is_better")
    sign = np.array([-1.0 if metric in turned else 1.0 for metric in metrics])
    z = _standard(values * sign, segments)
    useful = ~np.all(np.isnan(z), axis=(0, 1))
    kept = z[:, :, useful]
    flat = kept.reshape(len(accounts) * len(periods), kept.shape[2])
    score = composite(flat, np.ones(kept.shape[2])) if kept.shape[2] else np.full(len(flat), np.nan)
    score = np.where(np.all(np.isnan(flat), axis=1), np.nan, score).reshape(z.shape[:2])
    return Measured(
        tuple(accounts),
        segments,
        tuple(periods),
        tuple(metric for metric, use in zip(metrics, useful, strict=True) if use),
        values[:, :, useful],
        kept,
        score,
    )


def _segments(question: Question, accounts: Sequence[str]) -> tuple[str, ...]:
    facts, by = question.facts, str(question.text("segment"))
    if not has(facts, "accounts", by):
        return ("all",) * len(accounts)
    query = f"SELECT key, coalesce({by}::VARCHAR, 'none') FROM {rows(facts, 'accounts', None)}"
    known = dict(facts.con.execute(query).fetchall())
    return tuple(str(known.get(account, "none")) for account in accounts)


def _standard(values: Array, segments: tuple[str, ...]) -> Array:
    """Distance to the segment's middle in spreads; a metric that is the same for all says nothing."""
    z = np.full_like(values, np.nan)
    names = np.array(segments)
    for metric in range(values.shape[2]):
        everybody = values[:, :, metric][~np.isnan(values[:, :, metric])]
        wide = spread(everybody)
        if wide == 0:
            continue
        for name in set(segments):
            mine = names == name
            seen = values[mine, :, metric][~np.isnan(values[mine, :, metric])]
            if not len(seen):
                continue
            n = int(mine.sum())
            pull = 1.0 if n >= SMALL else n / SMALL
            middle = pull * float(np.median(seen)) + (1 - pull) * float(np.median(everybody))
            own = spread(seen) if n >= SMALL and spread(seen) > 0 else wide
            z[mine, :, metric] = (values[mine, :, metric] - middle) / own
    return z
