"""Slots: each incentive cut into its windows, with the plan version in force on each of their days (rules 3 and 24)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, groupby, pairwise

from plaudit.earnings.pools import Pool, Written, pools
from plaudit.earnings.promised import promised
from plaudit.plans.incentive import Incentive, Measure, Span, WindowLength
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, day, day_number, windows
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from plaudit.values.table import ALWAYS, NEVER


@dataclass(frozen=True, slots=True)
class Edition:
    """One incentive under one plan version, in force on the days from `starts` up to `ends` (day numbers)."""

    number: int
    plan: Plan
    incentive: Incentive
    starts: int
    ends: int
    # What a budget for the incentive's effective life, and the plan's own, holds for.
    pool: Pool = Pool(0)
    plan_pool: Pool = Pool(0)


@dataclass(frozen=True, slots=True)
class Slot:
    """One window of one incentive; it is measured up to `through`, and `final` when it has ended by then."""

    number: int
    incentive: int
    window: Period
    editions: tuple[Edition, ...]
    through: int
    reported: bool
    # The day after the incentive's last one, over all its versions.
    life_ends: int
    # Only what the window after it improves on: it ranks and pays nobody.
    measured_only: bool = False

    @property
    def starts(self) -> int:
        return day_number(self.window.start)

    @property
    def ends(self) -> int:
        return day_number(self.window.end)

    @property
    def final(self) -> bool:
        return self.through == self.ends

    @property
    def last(self) -> Edition:
        """The edition of the window's last day: levels, caps and targets follow it."""
        return self.editions[-1]

    @property
    def pool(self) -> Pool | None:
        """What a budget that is served in turn is shared by: the window, or the incentive's effective life."""
        limits = self.last.incentive.limits
        if limits.budget is None or limits.budget_share != "first":
            return None
        return Pool(-self.number, ((ALWAYS, limits.budget),)) if limits.budget_per == "window" else self.last.pool

    @property
    def key(self) -> str:
        return self.last.incentive.key


def slots(versions: Sequence[Plan], period: Period) -> tuple[Slot, ...]:
    """Every window that the period's lines depend on, in plan order, then in time.

    Raises Unreadable when a version changes what is measured inside a window without `on_change: restart`.
    """
    found: list[Slot] = []
    every = _editions(versions, period)
    asked = min((start for editions in every for each in editions for start in _open(each, period)), default=ALWAYS)
    for number, editions in enumerate(every):
        if not editions:
            # What every version drops, or ends, before it begins is promised to nobody.
            continue
        every_window = _windows(editions, period, asked)
        for window in every_window:
            inside = tuple(_clipped(editions, window))
            through = min(day_number(window.end), day_number(period.end))
            reported = window.overlap(period) is not None
            if inside:
                found.append(Slot(len(found) + 1, number, window, inside, through, reported, editions[-1].ends))
            # What improves on the window before measures that window by its own terms, effective then or not.
            now = _improving(editions, window, every_window)
            whole = (replace(now, starts=day_number(window.start), ends=day_number(window.end)),)
            if measured(editions[-1]).improvement and whole != inside and through == day_number(window.end):
                found.append(
                    Slot(
                        len(found) + 1,
                        number,
                        window,
                        whole,
                        through,
                        reported=False,
                        life_ends=editions[-1].ends,
                        measured_only=True,
                    )
                )
    _refuse_silent_changes(found)
    return tuple(found)


def _improving(editions: tuple[Edition, ...], window: Period, every: Sequence[Period]) -> Edition:
    """The edition of the last day of the window that improves on this one."""
    after = next((tuple(_clipped(editions, each)) for each in every if each.start == window.end), ())
    # Of windows after the period there is none, and nobody asks.
    return after[-1] if after else next((e for e in editions if e.ends > day_number(window.end)), editions[-1])


def _editions(versions: Sequence[Plan], period: Period) -> list[tuple[Edition, ...]]:
    """Per incentive key, in the order of the newest plan in force by then that has it: what was promised when."""
    ordered = sorted(versions, key=lambda plan: (_start(plan.effective), plan.version))
    # What takes effect only after the period has no say in how it is read.
    to_come = [plan for plan in ordered if _start(plan.effective) >= day_number(period.end)]
    newest = [*reversed([plan for plan in ordered if plan not in to_come]), *to_come]
    keys = list(dict.fromkeys(incentive.key for plan in newest for incentive in plan.incentives))
    numbers = iter(range(1, 1 + sum(len(plan.incentives) for plan in ordered)))
    return [tuple(_of_key(key, ordered, numbers)) for key in keys]


def _of_key(key: str, ordered: Sequence[Plan], numbers: Iterator[int]) -> list[Edition]:
    """A later version that takes effect ends the one before it, also when it drops the incentive."""
    written = [
        Written(number, _start(plan.effective), _end(plan.effective), plan.budget)
        for number, plan in enumerate(ordered, start=1)
    ]
    found: list[Edition] = []
    for position, (plan, plan_pool) in enumerate(zip(ordered, pools(written), strict=True)):
        later = min((_start(after.effective) for after in ordered[position + 1 :]), default=NEVER)
        for incentive in plan.incentives:
            if incentive.key == key:
                starts = max(_start(plan.effective), _start(incentive.effective))
                ends = min(_end(plan.effective), _end(incentive.effective), later)
                if starts < ends:
                    found.append(Edition(next(numbers), plan, incentive, starts, ends, plan_pool=plan_pool))
    own = pools([_written(edition) for edition in found])
    return [replace(edition, pool=pool) for edition, pool in zip(found, own, strict=True)]


def _written(edition: Edition) -> Written:
    """Until when it was to hold, had no later version taken effect."""
    limits = edition.incentive.limits
    ends = min(_end(edition.plan.effective), _end(edition.incentive.effective))
    return Written(edition.number, edition.starts, ends, limits.budget if limits.budget_per == "effective" else None)


def _start(span: Span) -> int:
    return ALWAYS if span.start is None else day_number(span.start)


def _end(span: Span) -> int:
    return NEVER if span.end is None else day_number(span.end)


def _open(edition: Edition, period: Period) -> Iterator[int]:
    """The first day of the windows that share a day with the period."""
    length = edition.incentive.window
    if isinstance(length, Span):
        first = _fixed(length, edition)
    else:
        first, *_ = windows(length, period, edition.plan.calendar.first_month)
    if first.overlap(period) is not None:
        yield day_number(first.start)


def _windows(editions: tuple[Edition, ...], period: Period, asked: int) -> list[Period]:
    """Windows that overlap the period, and the earlier ones that its lines depend on, cut where a version restarts.

    No window that is asked for begins before the day `asked`.
    """
    restarts = [
        day(after.starts)
        for before, after in pairwise(editions)
        # The same terms run through, whatever a version says of changes.
        if after.incentive.on_change == "restart" and _terms(before) != _terms(after)
    ]
    found: list[set[Period]] = []
    for alike in _of_one_length(editions):
        # Windows of another length begin and end where the versions that have them do.
        first = ALWAYS if alike[0] is editions[0] else alike[0].starts
        last = NEVER if alike[-1] is editions[-1] else alike[-1].ends
        cut = {
            part
            for edition in alike
            for whole in _whole(edition, editions, period, asked)
            for part in _cut(whole, restarts)
        }
        found.append({part for part in cut if day_number(part.start) < last and day_number(part.end) > first})
    _refuse_windows_in_windows(editions[-1], found)
    return sorted(part for parts in found for part in parts if part.start < period.end)


def _of_one_length(editions: tuple[Edition, ...]) -> list[list[Edition]]:
    """Neighbouring editions whose windows are the same."""
    return [list(alike) for _, alike in groupby(editions, key=lambda edition: edition.incentive.window)]


def _whole(edition: Edition, editions: tuple[Edition, ...], period: Period, asked: int) -> Sequence[Period]:
    window = edition.incentive.window
    if isinstance(window, Span):
        return [_fixed(window, edition)]
    since = _since(edition, editions, asked)
    reach = period if since is None else Period(min(day(since), period.start), period.end)
    return windows(window, _needed(edition, reach, window), edition.plan.calendar.first_month)


def _refuse_windows_in_windows(newest: Edition, found: Sequence[set[Period]]) -> None:
    """A day has one window: another length begins where a window ends, or cuts it."""
    for before, after in combinations(found, 2):
        if any(one.overlap(other) for one in before for other in after):
            says = f"{newest.incentive.key} has windows of another length from a day inside a window on."
            remedy = "Let it take effect at the start of a window, or say `on_change: restart`."
            file, path = newest.plan.file or None, newest.incentive.path
            raise Unreadable((Problem("change-needs-restart", says, remedy, file=file, path=path),))


def _terms(edition: Edition) -> Incentive:
    """Everything that is promised; what it is called, when it holds and how it may change are not terms."""
    return replace(edition.incentive, title="", effective=Span(), on_change="run")


def _fixed(window: Span, edition: Edition) -> Period:
    start = day(edition.starts) if window.start is None else window.start
    return Period(start, day(edition.ends) if window.end is None else window.end)


def _needed(edition: Edition, period: Period, length: WindowLength) -> Period:
    first = windows(length, period, edition.plan.calendar.first_month)[0]
    before = Period(day(day_number(first.start) - 1), period.end)
    return before if measured(edition).improvement else period


def _since(edition: Edition, editions: tuple[Edition, ...], asked: int) -> int | None:
    """Since when its windows matter to those asked for: through a balance, parts of acts, or a budget that held."""
    incentive = edition.incentive
    # A gate of windows that matter reads those of the other incentive.
    reads_it = [each for each in edition.plan.incentives if each.requires and each.requires.incentive == incentive.key]
    found: list[int] = []
    if _runs_on(incentive) or any(_runs_on(each) or _for_life(each) for each in reads_it):
        found.append(editions[0].starts)
    if edition.plan.budget is not None and edition.plan_pool.ends > asked:
        found += [each.starts for each in editions if each.plan_pool == edition.plan_pool]
    if _for_life(incentive) and edition.pool.ends > asked:
        found += [each.starts for each in editions if each.pool == edition.pool]
    since = min(found, default=ALWAYS)
    return None if since == ALWAYS else since


def _runs_on(incentive: Incentive) -> bool:
    return incentive.draw is not None or _served_in_parts(incentive)


def _for_life(incentive: Incentive) -> bool:
    return incentive.limits.budget_per == "effective"


def _served_in_parts(incentive: Incentive) -> bool:
    limits = incentive.limits
    parts = any(counted.part != 1 for counted in incentive.counts)
    return parts and (limits.per_account is not None or limits.per_contact is not None)


def _cut(window: Period, restarts: Sequence[date]) -> Iterator[Period]:
    edges = [window.start, *sorted(edge for edge in restarts if window.start < edge < window.end), window.end]
    yield from (Period(start, end) for start, end in pairwise(edges))


def _clipped(editions: tuple[Edition, ...], window: Period) -> Iterator[Edition]:
    for edition in editions:
        starts = max(edition.starts, day_number(window.start))
        ends = min(edition.ends, day_number(window.end))
        if starts < ends and _has(edition, window):
            yield replace(edition, starts=starts, ends=ends)


def _has(edition: Edition, window: Period) -> bool:
    fixed = edition.incentive.window
    return not isinstance(fixed, Span) or _fixed(fixed, edition).overlap(window) is not None


def _refuse_silent_changes(found: list[Slot]) -> None:
    problems = [
        Problem(
            "change-needs-restart",
            f"Version {after.plan.version} of {slot.key} changes what is counted or measured inside {slot.window.key}.",
            "Let it take effect at the start of a window, or say `on_change: restart`.",
            file=after.plan.file or None,
            path=after.incentive.path,
        )
        for slot in found
        for before, after in pairwise(slot.editions)
        if _counted(before) != _counted(after)
    ]
    problems += [
        Problem(
            "improvement-without-before",
            f"{slot.key} ranks improvement over the window before, but its window has fixed dates and none before it.",
            "Give it a window that repeats: month, quarter, half or year.",
            file=slot.last.plan.file or None,
            path=slot.last.incentive.path,
        )
        for slot in found
        if measured(slot.last).improvement and isinstance(slot.last.incentive.window, Span)
    ]
    if problems:
        raise Unreadable(tuple(problems))


def _counted(edition: Edition) -> tuple[object, ...]:
    return (edition.incentive.kind, edition.incentive.counts, measured(edition))


def measured(edition: Edition) -> Measure:
    """What the instrument measures, whoever stands in it."""
    return promised(edition.incentive, edition.plan.currency).measure
