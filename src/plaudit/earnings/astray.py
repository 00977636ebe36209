"""What a plan and a folder do not have in common: a name that was mistyped must not take money in silence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plaudit.connectors.folder.meant import meant, shown
from plaudit.earnings.result import Result
from plaudit.earnings.where import OF_ACTS, Attribute, literal, quoted
from plaudit.plans.document.spelled import listed
from plaudit.plans.incentive import Condition
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, day
from plaudit.values.problem import Problem

FILES = {"activity": "activities.csv", "account": "accounts.csv"}
# Different values, among which the one that was meant is looked for.
LOOKED_AT = 1000


def astray(versions: Sequence[Plan], result: Result) -> tuple[Problem, ...]:
    """Warnings about rows of the result's period; a folder may hold those of other plans as well."""
    known = sorted({incentive.key for plan in versions for incentive in plan.incentives})
    return (*_uncovered(result), *_unknown(known, result), *_misfitting(result), *_unmatched(result))


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
                    "here that counts for nothing.",
                    f"Write {near} if that was meant." if near else "Correct the key, if they are not another plan's.",
                    file=file,
                    severity="warning",
                )


def _misfitting(result: Result) -> Iterator[Problem]:
    """Targets for days that are no window of their incentive; one that has ended has no window in the period."""
    windows: dict[str, list[Period]] = {}
    for slot in result.ground.laid.slots:
        if slot.reported:
            windows.setdefault(slot.key, []).append(slot.window)
    for incentive, window in _aimed(result):
        if incentive in windows and window not in windows[incentive]:
            rows = len(result.ground.laid.roster.targets[incentive, window])
            fitting = ", ".join(each.key for each in windows[incentive])
            yield Problem(
                "target-astray",
                f"targets.csv has {_rows(rows)} for {incentive} in {window.key}, no window of it: "
                "that counts for nothing.",
                f"Write a target for exactly {fitting}.",
                file="targets.csv",
                severity="warning",
            )


def _unmatched(result: Result) -> Iterator[Problem]:
    """Filters by a column that no file has, by a value that no row has, or by a number where a row has none."""
    laid = result.ground.laid
    asked: dict[Condition, list[str]] = {}
    for slot in laid.slots:
        # An earlier version has filters of its own, for the days before.
        for condition in (each for edition in slot.editions for each in edition.incentive.where):
            asked.setdefault(condition, []).append(slot.key)
    for attribute in laid.attributes:
        of = {c: listed(dict.fromkeys(keys), "and") for c, keys in asked.items() if _reads(attribute, c)}
        if attribute.absent:
            yield from _no_column(attribute, of, result)
        elif attribute.numbered:
            yield from _no_number(attribute, of, result)
        elif not attribute.numeric:
            yield from _no_value(attribute, of, result)


def _reads(attribute: Attribute, condition: Condition) -> bool:
    return (attribute.name, attribute.numeric) == (condition.attribute, condition.test != "in")


def _no_column(attribute: Attribute, of: Mapping[Condition, str], result: Result) -> Iterator[Problem]:
    columns = sorted({row[0] for table in OF_ACTS for row in _rows_of(f"DESCRIBE {table}", result)})
    near = meant(attribute.name, columns)
    for incentives in dict.fromkeys(of.values()):
        says = f"No activity or account has the column {attribute.name} of the filter of {incentives}: no act counts."
        yield _filter(
            attribute, says, f"Write {near} if that was meant." if near else "Add the column, or delete the filter."
        )


def _no_number(attribute: Attribute, of: Mapping[Condition, str], result: Result) -> Iterator[Problem]:
    name = quoted(attribute.name)
    wrong = f"{name} IS NOT NULL AND TRY_CAST({name} AS DECIMAL(30, 6)) IS NULL"
    found = _rows_of(f"SELECT key, {name} FROM {attribute.table} WHERE {wrong} ORDER BY ALL LIMIT 1", result)
    for key, value in found:
        says = (
            f"{attribute.name} of {key} is {shown(value)}, which the filter of {_all(of)} cannot compare with a number."
        )
        yield _filter(attribute, says, "Write a number, or leave the cell empty.")


def _no_value(attribute: Attribute, of: Mapping[Condition, str], result: Result) -> Iterator[Problem]:
    """A value among others may be one that comes later; what is nearly there was mistyped."""
    name = quoted(attribute.name)
    for condition, incentives in of.items():
        has = f"SELECT 1 FROM {attribute.table} WHERE {name} = {{}} LIMIT 1"
        missing = [value for value in condition.values if not _rows_of(has.format(literal(value)), result)]
        if not missing:
            continue
        every = f"SELECT DISTINCT {name} FROM {attribute.table} WHERE {name} IS NOT NULL ORDER BY ALL LIMIT {LOOKED_AT}"
        there = [each for (each,) in _rows_of(every, result)]
        for value, near in ((value, meant(value, there)) for value in missing):
            says = f"The filter of {incentives} asks for {attribute.name} {shown(value)}, and nothing here has it"
            if near is not None:
                yield _filter(attribute, f"{says}.", f"Write {value} in the place of {shown(near)} if that was meant.")
            elif len(condition.values) == 1:
                yield _filter(attribute, f"{says}: no act counts.", "Correct one of the two, if acts are expected.")


def _all(of: Mapping[Condition, str]) -> str:
    return " and ".join(dict.fromkeys(of.values()))


def _filter(attribute: Attribute, says: str, remedy: str) -> Problem:
    return Problem("filter-astray", says, remedy, file=FILES[attribute.table], severity="warning")


def _rows_of(query: str, result: Result) -> list[tuple[Any, ...]]:
    return result.ground.laid.roster.snapshot.con.execute(query).fetchall()


def _aimed(result: Result) -> list[tuple[str, Period]]:
    targets = result.ground.laid.roster.targets
    return sorted(each for each in targets if each[1].overlap(result.period))


def _rows(many: int) -> str:
    return f"{many} row" if many == 1 else f"{many} rows"
