"""What a plan and a folder do not have in common: a name that was mistyped must not take money in silence."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plaudit.connectors.folder.meant import meant, shown
from plaudit.earnings.result import Result
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, day
from plaudit.values.problem import Problem


def astray(versions: Sequence[Plan], result: Result) -> tuple[Problem, ...]:
    """Warnings about rows of the result's period; a folder may hold those of other plans as well."""
    known = sorted({incentive.key for plan in versions for incentive in plan.incentives})
    return (*_uncovered(result), *_unknown(known, result), *_misfitting(result))


def _uncovered(result: Result) -> Iterator[Problem]:
    """Roles, teams and people that the plan covers and that nobody is, on any day."""
    laid = result.ground.laid
    positions = [position for person in laid.roster.people for position in person.positions]
    there = {
        "role": {each.role for each in positions if each.role is not None},
        "team": {each.team for each in positions if each.team is not None},
        "people": {person.key for person in laid.roster.people},
    }
    covers = {edition.incentive.covers for slot in laid.slots for edition in slot.editions}
    for what, those in there.items():
        for name in sorted({name for each in covers for name in getattr(each, what)} - those):
            near = meant(name, sorted(those))
            yield Problem(
                "covers-nobody",
                f"The plan covers {'' if what == 'people' else f'the {what} '}{name}; nobody in this folder is that.",
                f"Write {name} in the place of {shown(near)} if that was meant." if near else "Correct one of the two.",
                file="people.csv",
                severity="warning",
            )


def _unknown(known: Sequence[str], result: Result) -> Iterator[Problem]:
    """Rows for an incentive that no version of the plan has."""
    laid = result.ground.laid
    given = Counter(each.incentive for each in laid.roster.grants if result.period.holds(day(each.on)))
    aimed = Counter(incentive for incentive, window in _aimed(result) for _ in laid.roster.targets[incentive, window])
    for file, found in (("grants.csv", given), ("targets.csv", aimed)):
        for incentive, rows in sorted(found.items()):
            if incentive not in known:
                near = meant(incentive, known)
                yield Problem(
                    "incentive-astray",
                    f"{file} has {_rows(rows)} for {incentive}, an incentive that this plan does not have: "
                    "here they count for nothing.",
                    f"Write {near} if that was meant." if near else "Correct the key, if they are not another plan's.",
                    file=file,
                    severity="warning",
                )


def _misfitting(result: Result) -> Iterator[Problem]:
    """Targets for days that are no window of their incentive."""
    windows: dict[str, list[Period]] = {}
    for slot in result.ground.laid.slots:
        windows.setdefault(slot.key, []).append(slot.window)
    for incentive, window in _aimed(result):
        if incentive in windows and window not in windows[incentive]:
            rows = len(result.ground.laid.roster.targets[incentive, window])
            fitting = ", ".join(each.key for each in windows[incentive] if each.overlap(result.period))
            yield Problem(
                "target-astray",
                f"targets.csv has {_rows(rows)} for {incentive} in {window.key}, which is no window of it: "
                "they count for nothing.",
                f"Write a target for exactly {fitting}.",
                file="targets.csv",
                severity="warning",
            )


def _aimed(result: Result) -> list[tuple[str, Period]]:
    targets = result.ground.laid.roster.targets
    return sorted(each for each in targets if each[1].overlap(result.period))


def _rows(many: int) -> str:
    return f"{many} row" if many == 1 else f"{many} rows"
