"""`lift`: did a program bring more acts than would have come anyway, and how could one find out (M6, M7)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from plaudit.evidence.answer import Refusal, Said, Unanswered, more
from plaudit.evidence.observed.panel import acts, after, counted, first_day, months, whole_time
from plaudit.evidence.observed.programs import CONTROL, Treated, programs
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.compared import SPILLED, compared
from plaudit.evidence.studies.lift.interrupted import interrupted
from plaudit.evidence.studies.lift.launch import Launch, ever_treated, launches
from plaudit.evidence.studies.lift.one import DONORS, Series, metric_series, one
from plaudit.evidence.studies.lift.pairs import by_lot, named
from plaudit.evidence.studies.lift.planning import planning
from plaudit.evidence.studies.lift.seen import Seen, seen
from plaudit.evidence.studies.lift.staggered import staggered
from plaudit.evidence.studies.lift.whenever import whenever
from plaudit.evidence.study import Study
from plaudit.values.refused import Refused

SETTINGS = (
    Setting("program", "only this program of programs.csv"),
    Setting("kinds", "the kinds of act that it pays for: review, referral; others of the same people are compared"),
    Setting("milestone", "count acts when they reach this; else when they are opened"),
    Setting("metric", "a metric of account_metrics.csv or metrics.csv in the place of acts"),
    Setting("meanwhile", "metrics of account_metrics.csv that may have fallen for it", "renewed, nps"),
    Setting("exposure", "what acts are divided by: accounts held, or none", "accounts"),
    Setting("announced", "the day it was told of, if before the start; months between are left out"),
    Setting("randomised", "whether the treated were drawn by lot: yes or no", "no"),
    Setting("pairs", "who was drawn against whom, where a coin chose in each pair: ada:dev, cleo:elif"),
    Setting("shared_accounts", "whether treated and others work on the same accounts: yes or no", "no"),
    Setting("redefined", "the day on which what counts as an act changed, if it did"),
    Setting("looks", "how often it was to be looked at, as said before the start, or any", "1"),
    Setting("look", "which of these looks this is", "1"),
    Setting("looked", "days on which it was looked at before, where the looks are not even: 2026-04-30, 2026-06-15"),
    Setting("effect", "for planning: how many times as many acts would be worth seeing", "1.25"),
    Setting(
        "rollout", "for planning: halves; steps, a start each quarter; or up to three arms: none, 50, 100", "halves"
    ),
)
ANNOUNCED, EXPOSURES = 0.25, ("accounts", "none")


def answer(question: Question) -> Iterator[Said]:
    # What cannot be read is told before anything is looked at.
    _announced(question), _redefined(question), named(question), looks.days(question)
    _divided_by(question)
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    metric = question.text("metric")
    if snapshot is None and metric is None:
        yield Unanswered(
            "lift", Refusal("acts-missing", "The folder tells of no act.", "Activities.csv with person and day.")
        )
        return
    day = snapshot if snapshot is not None else date(9999, 1, 1)
    # Whom a lot left without is among the others.
    known = tuple(each for each in programs(question.facts, day) if each.arm != CONTROL)
    found = launches(known, question.text("program"))
    if not found:
        missing = "No program is known: programs.csv is not there, or has none of that name."
        smallest = "Programs.csv with program, from, to and one of person, team or account."
        yield Unanswered("lift", Refusal("programs-missing", missing, smallest))
    for launch in found:
        yield from (looks.told(each, question) for each in _launch(question, launch, known, day))
    yield from (looks.told(each, question) for each in _together(question, found, known, day))
    if metric is None:
        yield from _planned(question, day)


def _announced(question: Question) -> date | None:
    return _day(question, "announced")


def _redefined(question: Question) -> date | None:
    return _day(question, "redefined")


def _divided_by(question: Question) -> None:
    if question.text("exposure") not in EXPOSURES:
        said = f"--set exposure={question.text('exposure')}: write {' or '.join(EXPOSURES)}."
        raise Refused("setting-unreadable", said)


def _day(question: Question, name: str) -> date | None:
    written = question.text(name)
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError as wrong:
        raise Refused("setting-unreadable", f"--set {name}={written}: write a day as 2026-07-01.") from wrong


def _launch(question: Question, launch: Launch, known: tuple[Treated, ...], day: date) -> Iterator[Said]:
    """By who is left to compare with: nobody, many against one, some against some."""
    peeked = looks.refused(launch, question)
    metric = question.text("metric")
    # Only a split of counts between arms drawn by lot holds however often it is looked at.
    at_any_time = peeked is not None and peeked.code == "peeked" and by_lot(question) and metric is None
    if peeked is not None and not at_any_time:
        yield Unanswered(f"lift: {launch.title}", peeked)
        return
    excluded = ever_treated(known, launch, launch.end if launch.end is not None else after(day))
    if metric is not None:
        yield from _of_metric(question, launch, metric, excluded)
        return
    found = seen(question, launch, day, excluded)
    if found is None:
        missing = f"No whole month is known both before and after {launch.start}."
        yield Unanswered(
            f"lift: {launch.title}", Refusal("window-empty", missing, "Activities from four months before it.")
        )
        return
    dropped = _dropped(question, launch, found.pre)
    if not found.treated.any():
        missing = f"No act is of a {launch.level} that was treated from {launch.start}."
        refusal = Refusal("treated-unknown", missing, "Acts of those named, and their teams in people.csv.")
        yield Unanswered(f"lift: {launch.title}", refusal)
    elif dropped is not None:
        yield Unanswered(f"lift: {launch.title}", dropped)
    elif at_any_time:
        yield from whenever(found, question)
    elif found.treated.all():
        yield from interrupted(found, question, _redefined(question))
    elif found.treated.sum() == 1 and (~found.treated).sum() >= DONORS and not question.yes("shared_accounts"):
        yield from one(launch, _rates(found), "acts a month")
    else:
        yield from compared(found, question)


def _of_metric(question: Question, launch: Launch, metric: str, excluded: frozenset[str]) -> Iterator[Said]:
    series = metric_series(question, launch, metric, excluded)
    refusal: Refusal | None = SPILLED if question.yes("shared_accounts") else None
    if series is None:
        missing = f"No {metric} is known in every period both of who was treated and of who was not."
        smallest = f"{metric} of each {launch.level} for four periods before the start and one after."
        refusal = Refusal("metric-missing", missing, smallest)
    elif series.dropped > ANNOUNCED * (series.before + series.dropped):
        missing = f"It was announced {series.dropped} of {series.before + series.dropped} periods before it started."
        lacking = 3 * series.dropped - series.before
        refusal = Refusal("announced-early", missing, f"{more(lacking, 'periods')} before the announcement.")
    if refusal is not None:
        yield Unanswered(f"lift: {launch.title}", refusal)
    elif series is not None:
        yield from one(launch, series, metric)


def _together(question: Question, found: tuple[Launch, ...], known: tuple[Treated, ...], day: date) -> Iterator[Said]:
    """Only starts of different people of one program; a second start of the same is a raise."""
    if question.text("metric") is not None:
        return
    for program in dict.fromkeys(launch.program for launch in found):
        starts = [launch for launch in found if launch.program == program]
        names = [name for launch in starts for name in launch.names]
        if len(starts) < 2 or len(set(names)) < len(names):
            continue
        several: list[tuple[Launch, Seen | None]] = [
            (launch, seen(question, replace(launch, before=None), day, ever_treated(known, launch, after(day))))
            for launch in starts
        ]
        refusals = (
            SPILLED if question.yes("shared_accounts") else None,
            *(looks.refused(launch, question) for launch in starts),
            *(_dropped(question, launch, each.pre) for launch, each in several if each is not None),
        )
        refusal = next(filter(None, refusals), None)
        if refusal is not None:
            yield Unanswered(f"lift: {program}, all starts", refusal)
        else:
            yield from staggered(several, question)


def _dropped(question: Question, launch: Launch, pre: int) -> Refusal | None:
    announced = _announced(question)
    if announced is None:
        return None
    gap = len(months(announced, launch.start)) - 1 if announced < launch.start else 0
    if gap <= ANNOUNCED * (pre + gap):
        return None
    missing = f"It was announced {gap} months before it started, more than a quarter of what is known before."
    return Refusal("announced-early", missing, f"{more(3 * gap - pre, 'months')} before the announcement.")


def _rates(found: Seen) -> Series:
    """Acts a month of each, the treated one last."""
    order = [*np.flatnonzero(~found.treated), *np.flatnonzero(found.treated)]
    used = found.before | found.during
    return Series(found.counts[order][:, used], 1, found.pre, ())


def _planned(question: Question, day: date) -> Iterator[Said]:
    known = acts(question.facts, day, question.kinds(), question.milestone())
    if known is None or not len(known.on):
        return
    edges = months(first_day(known), after(day))[-13:]
    if len(edges) < 2:
        return
    there = whole_time(question.facts, edges[0], edges[-1] - 1)
    units = tuple(name for name in known.units if name in there or not there)
    yield from planning(question, units, counted(known, units, edges))


STUDY = Study("lift", "Did it work: what a program brought that would not have come anyway", SETTINGS, answer)
