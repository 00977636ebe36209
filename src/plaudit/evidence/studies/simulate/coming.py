"""The days to come: which quarters they are, what was done before them, and the plan laid over them (M11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from plaudit.activities.facts import Snapshot
from plaudit.earnings.roster import roster
from plaudit.earnings.trials import trials
from plaudit.evidence.answer import Refusal
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.question import Question
from plaudit.evidence.studies.simulate.ahead import Ahead, cells
from plaudit.evidence.studies.simulate.past import crowd, past
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, day, day_number, windows

MOST_PERIODS = 12


@dataclass(frozen=True, slots=True)
class Days:
    """`begins` is the first day that is simulated; what is known lies before it, and before `cut`."""

    quarters: tuple[Period, ...]
    begins: int
    cut: int
    # The plan is over: its last quarters are taken as if they came again.
    over: bool = False

    @property
    def period(self) -> Period:
        return Period(self.quarters[0].start, self.quarters[-1].end)


def prepared(question: Question) -> tuple[Ahead, Days] | Refusal:
    """What was done before and the plan laid over the days to come, or what is missing of them."""
    if not question.plans:
        return Refusal("plan-missing", "No plan is named.", "A program on the site, or `plaudit simulate PLAN`.")
    last = question.snapshot if question.snapshot is not None else last_day(question.facts)
    days = None if last is None else _days(question.plans, last, question.between("periods", 1, MOST_PERIODS))
    if last is None:
        missing = "No activity is known: activities.csv and milestones.csv are empty."
        return Refusal("acts-missing", missing, "Two quarters of activities with milestones.")
    if days is None:
        missing = "The plan is never in effect."
        return Refusal("plan-never", missing, "An `effective` of the plan that holds a quarter.")
    newest = max(question.plans, key=lambda plan: plan.version)
    snapshot = question.facts.at(_moment(question.snapshot), newest.calendar.time_zone)
    known = roster(snapshot, newest.calendar, newest.currency)
    everybody = crowd(snapshot, known, days.cut - 1)
    before = past(newest, everybody, days.cut, _first(snapshot, days.cut))
    if not before.streams:
        missing = f"The plan would have counted no act in the {before.quarters} quarters before {day(days.cut)}."
        return Refusal("counts-missing", missing, "Two quarters in which it counts some.")
    laid = trials(question.plans, snapshot, days.period, days.begins)
    edges = [*(day_number(each.start) for each in days.quarters), day_number(days.period.end)]
    return Ahead(question, before, everybody, laid, cells(laid, days.begins, edges)), days


def _days(plans: Sequence[Plan], last: date, count: int) -> Days | None:
    """The quarter that the day after the last one lies in, and those after it, as far as the plan is in effect."""
    newest = max(plans, key=lambda plan: plan.version)
    cut = last + timedelta(days=1)
    starts = [cut, *(plan.effective.start for plan in plans if plan.effective.start is not None)]
    ends = [plan.effective.end for plan in plans if plan.effective.end is not None]
    until = max([cut, *starts, *ends]) + timedelta(days=100 * count)
    every = windows("quarter", Period(min(starts), until), newest.calendar.first_month)
    held = [each for each in every if any(_holds(plan, each) for plan in plans)]
    coming = [each for each in held if each.end > cut][:count]
    if coming:
        return Days(tuple(coming), max(day_number(cut), day_number(coming[0].start)), day_number(cut))
    if not held:
        return None
    again = held[-count:]
    return Days(tuple(again), day_number(again[0].start), day_number(cut), over=True)


def _holds(plan: Plan, quarter: Period) -> bool:
    starts, ends = plan.effective.start, plan.effective.end
    return (starts is None or starts < quarter.end) and (ends is None or ends > quarter.start)


def _first(snapshot: Snapshot, cut: int) -> int:
    """The first day on which anything reached a milestone."""
    found = snapshot.con.execute(f"SELECT MIN(day) FROM milestone WHERE day < {cut}").fetchall()[0][0]
    return cut if found is None else int(found)


def _moment(on: date | None) -> datetime | None:
    return None if on is None else datetime.combine(on + timedelta(days=1), time(), UTC)
