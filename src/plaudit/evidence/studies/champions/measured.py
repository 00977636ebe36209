"""Metrics of accounts as scores: against the typical account of the segment, oriented so that more is better."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Refusal
from plaudit.evidence.methods.typical import composite
from plaudit.evidence.observed.rows import has, key, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.studies.champions.baseline import Kind, Metric, kinds, standard, unusable
from plaudit.values.period import Period

Array = NDArray[np.float64]
Names = tuple[list[str], list[Period], list[str]]
# What customers paid and whether they stayed tells `amount` what one is worth, by periods of their own.
OF_AMOUNT = frozenset({"renewed", "margin"})


@dataclass(frozen=True, slots=True)
class Measured:
    """`z` is accounts x periods x metrics, `score` accounts x periods; nothing known is NaN."""

    accounts: tuple[str, ...]
    segments: tuple[str, ...]
    periods: tuple[Period, ...]
    metrics: tuple[str, ...]
    kinds: tuple[Kind, ...]
    values: Array
    z: Array
    score: Array

    @property
    def missing(self) -> float:
        """Of the last period."""
        return float(np.isnan(self.values[:, -1, :]).mean())


def measured(question: Question) -> Measured | Refusal | None:
    facts = question.facts
    if not there(facts, "account_metrics"):
        return None
    chosen = question.named("metrics")
    query = f"""SELECT {key(facts, "account_metrics", "account", "x")}, metric, period, value / 1e6, weight / 1e6
        FROM {rows(facts, "account_metrics", question.snapshot)} AS x ORDER BY ALL"""
    told = facts.con.execute(query).fetchall()
    named = {period: Period.of(period) for period in {row[2] for row in told}}
    found = [
        (str(account), str(metric), named[period], float(value), np.nan if weight is None else float(weight))
        for account, metric, period, value, weight in told
        if (metric in chosen if chosen else metric not in OF_AMOUNT)
    ]
    if question.snapshot is not None:
        found = [row for row in found if row[2].last <= question.snapshot]
    if not found:
        return None
    accounts, metrics = sorted({row[0] for row in found}), sorted({row[1] for row in found})
    periods = sorted({row[2] for row in found})
    values = np.full((2, len(accounts), len(periods), len(metrics)), np.nan)
    places = [{name: place for place, name in enumerate(names)} for names in (accounts, periods, metrics)]
    for account, metric, period, *both in found:
        values[:, places[0][account], places[1][period], places[2][metric]] = both
    return _scored(question, (accounts, periods, metrics), values)


def _scored(question: Question, names: Names, values: Array) -> Measured | Refusal:
    accounts, periods, metrics = names
    declared = kinds(question, metrics)
    read = [_metric(name, declared[name], values[..., place]) for place, name in enumerate(metrics)]
    broken = next((refusal for refusal in map(unusable, read) if refusal is not None), None)
    if broken is not None:
        return broken
    segments, turned = _segments(question, accounts), question.named("lower_is_better")
    z = np.stack([standard(each, segments) * (-1.0 if each.name in turned else 1.0) for each in read], axis=2)
    useful = ~np.all(np.isnan(z), axis=(0, 1))
    kept = z[:, :, useful]
    flat = kept.reshape(len(accounts) * len(periods), kept.shape[2])
    score = composite(flat, np.ones(kept.shape[2])) if kept.shape[2] else np.full(len(flat), np.nan)
    score = np.where(np.all(np.isnan(flat), axis=1), np.nan, score).reshape(z.shape[:2])
    told = [each for each, use in zip(read, useful, strict=True) if use]
    return Measured(
        tuple(accounts),
        segments,
        tuple(periods),
        tuple(each.name for each in told),
        tuple(each.kind for each in told),
        np.stack([each.values for each in read], axis=2)[:, :, useful],
        kept,
        score,
    )


def _metric(name: str, kind: Kind, both: Array) -> Metric:
    """A count without its exposure, and a share of nobody knows how many, are not known."""
    values, weights = both
    return Metric(name, kind, values if kind == "number" else np.where(weights > 0, values, np.nan), weights)


def _segments(question: Question, accounts: Sequence[str]) -> tuple[str, ...]:
    facts, by = question.facts, str(question.text("segment"))
    if not has(facts, "accounts", by):
        return ("all",) * len(accounts)
    query = f"SELECT key, coalesce({by}::VARCHAR, 'none') FROM {rows(facts, 'accounts', None)}"
    known = dict(facts.con.execute(query).fetchall())
    return tuple(str(known.get(account, "none")) for account in accounts)
