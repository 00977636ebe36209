"""What open acts will still become: by kind, to the furthest milestone that enough of it have reached."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.activities.catalogue import Kind
from plaudit.activities.facts import Facts
from plaudit.activities.known import literal
from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Refusal, Said, Unanswered
from plaudit.evidence.methods import hazards
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.rows import NO_DAY, days, has, number, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.winning import LEAST_MATURED, LEAST_WINS, Stage, rates, still_open

Days = NDArray[np.int64]


def acts(question: Question, snapshot: date) -> Iterator[Said]:
    """Nothing where the folder tells of no milestones."""
    facts = question.facts
    if not (there(facts, "milestones") and has(facts, "activities", "kind")):
        return
    unknown = []
    furthest = _furthest(facts, snapshot)
    opened = _opened(facts, snapshot, furthest)
    for place, (kind, milestone) in enumerate(furthest):
        of_kind = {name: column[opened["place"] == place] for name, column in opened.items()}
        at = _stage(of_kind, kind.kind, number(snapshot), question.horizon)
        gone = np.where(of_kind["ended"] == NO_DAY, OPEN, of_kind["ended"] - of_kind["opened"])
        waiting = (at.lag == OPEN) & (gone == OPEN) & (at.age < at.horizon)
        if not waiting.any():
            continue
        random = question.random(f"forecast {kind.kind}")
        rate = rates(at, random)[0]
        if not rate.enough:
            unknown.append(kind.kind)
            continue
        among = still_open(at, gone, 0)
        coming = hazards.still_to_come(rate.hazards, rate.bounds, at.age[waiting], random, among)
        yield _answer((kind.kind, milestone), int(waiting.sum()), at.horizon, coming)
    if unknown:
        kinds = ", ".join(unknown)
        missing = f"Open acts of these kinds are left out, too few of which are old or came to an end: {kinds}."
        smallest = f"{LEAST_MATURED} acts of a kind that are old enough, {LEAST_WINS} of which reached a milestone."
        yield Unanswered("open acts: other kinds", Refusal("rate-unknown", missing, smallest))


def _furthest(facts: Facts, snapshot: date) -> list[tuple[Kind, str]]:
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
            found.append((kind, enough[-1] if enough else kind.milestones[0]))
    return found


def _opened(facts: Facts, snapshot: date, furthest: list[tuple[Kind, str]]) -> dict[str, Days]:
    """All acts of these kinds, by the place of the kind: when each was opened, got to the milestone, and ended."""
    if not furthest:
        return {}
    asked = ", ".join(
        f"({place}, {literal(kind.kind)}, {literal(milestone)}, [{', '.join(map(literal, kind.ends))}]::VARCHAR[])"
        for place, (kind, milestone) in enumerate(furthest)
    )
    query = f"""SELECT f.place, a.opened_on AS opened, min(m."on") FILTER (s.milestone = f.milestone) AS reached,
          min(m."on") FILTER (list_contains(f.ends, s.milestone)) AS ended
        FROM (VALUES {asked}) AS f(place, kind, milestone, ends)
        JOIN {rows(facts, "activities", snapshot)} AS a ON a.kind = f.kind
        LEFT JOIN {rows(facts, "milestones", snapshot)} AS m ON m.activity = a.activity AND m."on" <= {number(snapshot)}
        LEFT JOIN facts.step AS s ON s.step = m.step
        WHERE a.opened_on <= {number(snapshot)} GROUP BY f.place, a.activity, a.opened_on"""
    return days(facts, query, ("place", "opened", "reached", "ended"))


def _stage(found: dict[str, Days], kind: str, end: int, horizon: int | None) -> Stage:
    """All acts of a kind from opening to the milestone; those that ended came to nothing."""
    reached = np.where(found["reached"] == NO_DAY, OPEN, found["reached"])
    lag = np.where(reached == OPEN, OPEN, np.maximum(reached - found["opened"], 0))
    if horizon is None:
        horizon = 90 if (lag < OPEN).sum() < LEAST_WINS else max(7, int(2 * np.median(lag[lag < OPEN])))
    group = np.zeros(len(lag), dtype=np.int64)
    return Stage(found["opened"], reached, group, (kind,), end, horizon, end - found["opened"], lag)


def _answer(what: tuple[str, str], waiting: int, horizon: int, coming: NDArray[np.float64]) -> Answer:
    kind, milestone = what
    low, high = drawn.interval(coming, 0.8)
    return Answer(
        name=f"open acts: {kind} {milestone}",
        says=f"{kind}: of {waiting} that are open {coming.mean():.1f} are still to be {milestone} "
        f"(80 %: {low:.0f} to {high:.0f}).",
        unit="count",
        point=float(coming.mean()),
        interval80=(low, high),
        interval95=drawn.interval(coming, 0.95),
        n=waiting,
        events=float(coming.mean()),
        horizon=horizon,
        method="Each open act by its age, as those of its kind that were open at that age.",
        assumptions=("Acts of now are worked on as those before were.",),
        grade="C",
    )
