"""What fell meanwhile: renewals, NPS and other metrics of the customers of the treated, against others (M6)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered, more, verdict
from plaudit.evidence.methods.means import difference
from plaudit.evidence.methods.panel import Change
from plaudit.evidence.observed.rows import key, number, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.pairs import by_lot
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.values.period import Period

LEAST = 3
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moved:
    """Of each unit of which the metric is known on both sides of the start: its mean before and since."""

    before: Array
    since: Array
    treated: NDArray[np.bool_]


def meanwhile(seen: Seen, question: Question) -> Iterator[Said]:
    """Effort for what is paid may be missing where nobody counts it."""
    for metric in question.named("meanwhile"):
        name = f"lift: {seen.launch.title}, {metric} meanwhile"
        found = moved(seen, question, metric)
        refusal = refused(found, metric, seen.launch.those)
        yield Unanswered(name, refusal) if refusal is not None else _answer(name, metric, found, (seen, question))


def moved(seen: Seen, question: Question, metric: str) -> Moved:
    """A person's (or team's) metric is the mean over the accounts that are hers on the last day of each period."""
    units = {name: place for place, name in enumerate(seen.units)}
    sums: dict[tuple[int, bool], list[float]] = {}
    start = number(seen.launch.start)
    # What lies between the announcement and the start is on no side.
    told, end = (seen.edges[int(np.flatnonzero(stretch)[-1]) + 1] for stretch in (seen.before, seen.during))
    for unit, written, value in _values(seen, question, metric):
        period = Period.of(written)
        first, after = number(period.start), number(period.end)
        if unit in units and (after <= told or (first >= start and after <= end)):
            sums.setdefault((units[unit], first >= start), []).append(value)
    both = [place for place in units.values() if (place, False) in sums and (place, True) in sums]
    before, since = (
        np.array([float(np.mean(sums[place, late])) for place in both], dtype=np.float64) for late in (False, True)
    )
    return Moved(before, since, seen.treated[both])


def _values(seen: Seen, question: Question, metric: str) -> list[tuple[str, str, float]]:
    facts = question.facts
    if not there(facts, "account_metrics"):
        return []
    of = f"""(SELECT account, {key(facts, "account_metrics", "account", "x")} AS named, period, value / 1e6 AS value
        FROM {rows(facts, "account_metrics", question.snapshot)} AS x WHERE metric = ?)"""
    if seen.launch.level == "account":
        found = facts.con.execute(f"SELECT named, period, value FROM {of} ORDER BY ALL", [metric]).fetchall()
        return [(str(unit), str(period), float(value)) for unit, period, value in found]
    if not there(facts, "holdings", "people"):
        return []
    unit = "p.team" if seen.launch.level == "team" else "p.key"
    query = f"""SELECT {unit}, x.period, x.value, h."from", h."to" FROM {of} AS x
        JOIN {rows(facts, "holdings", question.snapshot)} AS h USING (account)
        JOIN facts.people AS p ON p.person = h.person WHERE {unit} IS NOT NULL ORDER BY ALL"""
    return [
        (str(who), str(period), float(value))
        for who, period, value, start, end in facts.con.execute(query, [metric]).fetchall()
        if start <= number(Period.of(period).last) and (end is None or number(Period.of(period).last) < end)
    ]


def refused(found: Moved, metric: str, what: str) -> Refusal | None:
    arms = int(found.treated.sum()), int((~found.treated).sum())
    if min(arms) >= LEAST:
        return None
    missing = f"{metric} before and since is known of {arms[0]} treated {what} and {arms[1]} others; each side needs 3."
    sides = zip(("treated", "not treated"), arms, strict=True)
    lacking = " and ".join(f"{more(LEAST - known, what)} {side}" for side, known in sides if known < LEAST)
    smallest = f"{lacking}, with {metric} in account_metrics.csv on both sides of the start."
    return Refusal("metric-missing", missing, smallest)


def _answer(name: str, metric: str, found: Moved, asked: tuple[Seen, Question]) -> Answer:
    seen, question = asked
    change, at = difference(found.before, found.since, found.treated), looks.bound(seen, question)
    low, high = change.within(looks.reach(change.free, 0.8, at))
    head = verdict(looks.word(Change(-change.point, change.error, change.free), at), f"{metric} fell by it")
    return Answer(
        name=name,
        says=f"{head}: {change.point:+.3g} against the others (80 %: {low:+.3g} to {high:+.3g}).",
        unit="metric",
        point=change.point,
        interval80=(low, high),
        interval95=change.within(looks.reach(change.free, 0.95, at)),
        n=len(found.treated),
        method="Difference in differences of the mean of each, all alike; periods that the start divides are left out.",
        assumptions=(f"Without the program {metric} would have changed for the treated as for the others.",),
        diagnostics=(
            Diagnostic(f"{metric} did not fall", change.point, passed=high >= 0),
            *looks.looked(Change(change.point, change.error, change.free), at),
        ),
        grade="A" if by_lot(question) else "C",
        figures={
            "mean of each": [
                {
                    "who": who,
                    "units": int(mask.sum()),
                    "before": float(found.before[mask].mean()),
                    "since": float(found.since[mask].mean()),
                }
                for who, mask in (("treated", found.treated), ("others", ~found.treated))
            ]
        },
    )
