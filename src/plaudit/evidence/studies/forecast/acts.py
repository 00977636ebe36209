"""What open acts will still become: by kind, to the furthest milestone that enough of it have reached."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.activities.facts import Facts
from plaudit.activities.known import literal
from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Refusal, Said, Unanswered
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.rows import NO_DAY, days, has, number, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.winning import LEAST_MATURED, LEAST_WINS, Stage, rates, to_come

Days = NDArray[np.int64]


def acts(question: Question, snapshot: date) -> Iterator[Said]:
    """Nothing where the folder tells of no milestones."""
    facts = question.facts
    if not (there(facts, "milestones") and has(facts, "activities", "kind")):
        return
    unknown = []
    for kind, milestone in _furthest(facts, snapshot):
        waiting, at = _stage(question, snapshot, kind, milestone)
        if not waiting.any():
            continue
        random = question.random(f"forecast {kind}")
        rate = rates(at, random)[0]
        if not rate.enough:
            unknown.append(kind)
            continue
        yield _answer((kind, milestone), waiting, at, to_come(at, rate, 0, random))
    if unknown:
        kinds = ", ".join(unknown)
        missing = f"Open acts of these kinds are left out, too few of which are old or came to an end: {kinds}."
        smallest = f"{LEAST_MATURED} acts of a kind that are old enough, {LEAST_WINS} of which reached a milestone."
        yield Unanswered("forecast: acts of other kinds", Refusal("rate-unknown", missing, smallest))


def _furthest(facts: Facts, snapshot: date) -> list[tuple[str, str]]:
    """Of each kind the last milestone in its order that five acts reached, else the first one."""
    query = f"""SELECT a.kind, s.milestone, count(*) FROM {rows(facts, "milestones", snapshot)} AS m
        JOIN {rows(facts, "activities", snapshot)} AS a USING (activity) JOIN facts.step AS s ON s.step = m.step
        WHERE m."on" <= {number(snapshot)} GROUP BY ALL"""
    reached = {(kind, milestone): count for kind, milestone, count in facts.con.execute(query).fetchall()}
    there_are = {kind for kind, _ in reached}
    found = []
    for kind in facts.catalogue.kinds:
        if kind.kind in there_are:
            enough = [each for each in kind.milestones if reached.get((kind.kind, each), 0) >= LEAST_WINS]
            found.append((kind.kind, enough[-1] if enough else kind.milestones[0]))
    return found


def _stage(question: Question, snapshot: date, kind: str, milestone: str) -> tuple[NDArray[np.bool_], Stage]:
    """Which acts are open, and all of them from opening to the milestone; those that ended came to nothing."""
    facts, end = question.facts, number(snapshot)
    known = facts.catalogue.find(kind)
    ends = ", ".join(literal(each) for each in known.ends) if known is not None and known.ends else "NULL"
    query = f"""SELECT a.opened_on AS opened, min(m."on") FILTER (s.milestone = {literal(milestone)}) AS reached,
          min(m."on") FILTER (s.milestone IN ({ends})) AS ended
        FROM {rows(facts, "activities", snapshot)} AS a
        LEFT JOIN {rows(facts, "milestones", snapshot)} AS m ON m.activity = a.activity AND m."on" <= {end}
        LEFT JOIN facts.step AS s ON s.step = m.step
        WHERE a.kind = {literal(kind)} AND a.opened_on <= {end} GROUP BY a.activity, a.opened_on ORDER BY a.activity"""
    found = days(facts, query, ("opened", "reached", "ended"))
    reached = np.where(found["reached"] == NO_DAY, OPEN, found["reached"])
    lag = np.where(reached == OPEN, OPEN, np.maximum(reached - found["opened"], 0))
    horizon = question.horizon
    if horizon is None:
        horizon = 90 if (lag < OPEN).sum() < LEAST_WINS else max(7, int(2 * np.median(lag[lag < OPEN])))
    age = end - found["opened"]
    group = np.zeros(len(lag), dtype=np.int64)
    at = Stage(found["opened"], reached, group, (kind,), end, horizon, age, lag)
    return (lag == OPEN) & (age < horizon) & (found["ended"] == NO_DAY), at


def _answer(what: tuple[str, str], waiting: NDArray[np.bool_], at: Stage, coming: NDArray[np.float64]) -> Answer:
    kind, milestone = what
    low, high = drawn.interval(coming, 0.8)
    return Answer(
        name=f"forecast: {kind} {milestone}",
        says=f"{kind}: of {int(waiting.sum())} that are open {coming.mean():.1f} are still to be {milestone} "
        f"(80 %: {low:.0f} to {high:.0f}).",
        unit="count",
        point=float(coming.mean()),
        interval80=(low, high),
        interval95=drawn.interval(coming, 0.95),
        n=int(waiting.sum()),
        events=float(coming.mean()),
        horizon=at.horizon,
        method="Each open act by its age, with the hazards of its kind from there to the horizon.",
        assumptions=("Acts of now are worked on as those before were.",),
        grade="C",
    )
