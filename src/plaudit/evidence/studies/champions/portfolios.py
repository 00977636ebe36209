"""Champions by CSM against what her mix of segments would give anybody; when each account was last asked."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Answer, Figure, Said
from plaudit.evidence.observed.rows import has, key, last_day, number, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.studies.champions.measured import Measured
from plaudit.values.period import day

# How many champions' worth the mix of segments says, before her own accounts are counted.
STRENGTH = 2.0


def asked(question: Question) -> dict[str, str]:
    """The day on which each account was last asked: who was asked last week is still to be left in peace."""
    facts = question.facts
    if not there(facts, "asks"):
        return {}
    query = f"""SELECT {key(facts, "asks", "account", "x")}, max("on")
        FROM {rows(facts, "asks", question.snapshot)} AS x GROUP BY 1"""
    return {str(account): day(int(on)).isoformat() for account, on in facts.con.execute(query).fetchall()}


def portfolios(question: Question, found: Measured, picked: NDArray[np.bool_]) -> Iterator[Said]:
    facts = question.facts
    last = question.snapshot if question.snapshot is not None else last_day(facts)
    if not has(facts, "holdings", "person") or last is None:
        return
    query = f"""SELECT {key(facts, "holdings", "person", "h")}, {key(facts, "holdings", "account", "h")}, h.share / 1e6
        FROM {rows(facts, "holdings", last)} AS h WHERE h."from" <= {number(last)}
        AND (h."to" IS NULL OR h."to" > {number(last)}) ORDER BY ALL"""
    place = {name: row for row, name in enumerate(found.accounts)}
    usual = _usual(found, picked)
    books: dict[str, list[float]] = {}
    for person, account, share in facts.con.execute(query).fetchall():
        if account in place:
            row, part = place[account], 1.0 if share is None else float(share)
            book = books.setdefault(str(person), [0.0, 0.0, 0.0])
            book[0] += part
            book[1] += part * bool(picked[row])
            book[2] += part * usual[found.segments[row]]
    if not books:
        return
    table: list[Figure] = [
        {
            "person": person,
            "accounts": accounts,
            "champions": champions,
            "by her mix": expected,
            "for her mix": (champions + STRENGTH) / (expected + STRENGTH),
        }
        for person, (accounts, champions, expected) in sorted(books.items())
    ]
    yield Answer(
        name="champions by CSM",
        says="Rich books hold champions by assignment: compare each with what her mix would give.",
        unit="ratio",
        point=None,
        interval80=None,
        interval95=None,
        n=len(books),
        events=float(picked.sum()),
        method="Champions held over champions to expect of that mix, both with two more: small books stay near 1.",
        grade="C",
        figures={"by CSM": table},
    )


def _usual(found: Measured, picked: NDArray[np.bool_]) -> dict[str, float]:
    names = np.array(found.segments)
    return {name: float(picked[names == name].mean()) for name in set(found.segments)}
