"""The one part of a plan that is text in the query: `where` filters over attributes of an act or its account."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plaudit.earnings.slots import Edition, Slot, measured
from plaudit.plans.incentive import Condition
from plaudit.values.decimals import millionths

# Slot and edition.
Rule = tuple[int, int]
# An act's own attribute wins over its account's.
OF_ACTS = ("activity", "account")
NUMBERS = {"amount": "activity", "arr": "account"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column that some filter reads, of the activity where it has one, else of its account."""

    name: str
    table: str
    numeric: bool
    # No file has it, so it is empty for every act.
    absent: bool = False

    @property
    def column(self) -> str:
        return self.name if not self.numeric or self.name in NUMBERS else f"{self.name}_number"

    @property
    def numbered(self) -> bool:
        """Whether its numbers are read from text, in a table of their own beside the attribute's."""
        return self.column != self.name and not self.absent

    @property
    def selected(self) -> str:
        if self.absent:
            nothing = "0" if self.numeric else "''"
            return f"NULLIF({nothing}, {nothing}) AS {quoted(self.known_as)}"
        source = {"activity": "a", "account": "b"}[self.table]
        return f"{f'n{source}' if self.numbered else source}.{quoted(self.column)} AS {quoted(self.known_as)}"

    @property
    def known_as(self) -> str:
        return f"{self.table}_{self.column}"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def attributes(slots: tuple[Slot, ...], activity: frozenset[str], account: frozenset[str]) -> tuple[Attribute, ...]:
    """The columns the plan's filters read; one that no file has is of the activity, and empty."""
    columns = {"activity": activity, "account": account}
    found = {
        Attribute(condition.attribute, table, condition.test != "in", condition.attribute not in columns[table])
        for slot in slots
        for edition in slot.editions
        for condition in edition.incentive.where
        for table in (_table(condition, edition, activity, account),)
    }
    return tuple(sorted(found, key=lambda attribute: attribute.known_as))


def _table(condition: Condition, edition: Edition, activity: frozenset[str], account: frozenset[str]) -> str:
    """An act's own attribute wins over its account's; champions are accounts."""
    of_acts = filters_acts(edition) and (condition.attribute in activity or condition.attribute not in account)
    return "activity" if of_acts else "account"


def filters_acts(edition: Edition) -> bool:
    return measured(edition).of != "champions"


def sources(known: tuple[Attribute, ...], tables: tuple[str, ...] = ("activity", "account")) -> str:
    """The joins that bring the filters' columns to an activity or account `a`."""
    joins = ""
    there = [attribute for attribute in known if not attribute.absent]
    if any(attribute.table == "account" and not attribute.numbered for attribute in there):
        joins += " LEFT JOIN account AS b ON b.account = a.account"
    for table, alias in (("activity", "na"), ("account", "nb")):
        if table in tables and any(attribute.numbered and attribute.table == table for attribute in known):
            joins += f" LEFT JOIN {table}_numbers AS {alias} ON {alias}.{table} = a.{table}"
    return joins


@dataclass(frozen=True, slots=True)
class Amounts:
    """How a filter sees a foreign amount: converted at the rates of `f`, or let through until they are known.

    `unpriced`: those are let through for which `f` has no rate, because they wait for it.
    """

    currency: str
    converted: bool
    unpriced: bool = False


def predicate(
    slots: tuple[Slot, ...],
    known: tuple[Attribute, ...],
    amounts: Amounts,
    answered: Mapping[Rule, str] = MappingProxyType({}),
) -> str:
    """The filters of acts `s` under rules `c`, but for one attribute that is `answered`; empty when none filters."""
    tests = (
        f"(NOT ({here}) OR ({' AND '.join(_test(condition, known, 's', amounts) for condition in conditions)}))"
        for conditions, here in _places(slots, answered, counting=True)
    )
    return " AND ".join(tests)


def account_predicate(slots: tuple[Slot, ...], known: tuple[Attribute, ...], amounts: Amounts) -> str:
    """The filters of champions: accounts `a` of standings `c`."""
    tests = (
        f"(NOT ({here}) OR ({' AND '.join(_test(condition, known, '', amounts) for condition in conditions)}))"
        for conditions, here in _places(slots, {}, counting=False)
    )
    return " AND ".join(tests)


def _places(
    slots: tuple[Slot, ...], answered: Mapping[Rule, str], *, counting: bool
) -> Iterator[tuple[tuple[Condition, ...], str]]:
    """Each distinct filter with the text of where it holds."""
    texts: dict[tuple[Condition, ...], list[str]] = {}
    for slot in slots:
        for edition in slot.editions if counting else (slot.last,):
            asked_by_now = answered.get((slot.number, edition.number))
            left = tuple(c for c in edition.incentive.where if c.test != "in" or c.attribute != asked_by_now)
            if left and filters_acts(edition) == counting:
                here = (
                    f"(c.slot = {slot.number} AND c.edition = {edition.number})"
                    if counting
                    else f"c.slot = {slot.number}"
                )
                texts.setdefault(left, []).append(here)
    for conditions, places in texts.items():
        yield conditions, " OR ".join(places)


def attribute_of(
    known: Iterable[Attribute], name: str, *, numeric: bool, tables: tuple[str, ...] = OF_ACTS
) -> Attribute:
    """The column that a filter reads: of the first table whose column some filter reads by that name."""
    named = [each for each in known if (each.name, each.numeric) == (name, numeric)]
    return next(each for table in tables for each in named if each.table == table)


def _test(condition: Condition, known: tuple[Attribute, ...], source: str, amounts: Amounts) -> str:
    numeric = condition.test != "in"
    tables = OF_ACTS if source else ("account",)
    found = attribute_of(known, condition.attribute, numeric=numeric, tables=tables)
    column = f"{source}.{quoted(found.known_as)}" if source else found.selected.partition(" AS ")[0]
    if not numeric:
        values = ", ".join(literal(value) for value in condition.values)
        return f"COALESCE({column} IN ({values}), FALSE)"
    sign = ">=" if condition.test == "at_least" else "<="
    bound = millionths(condition.values[0])
    if condition.attribute != "amount":
        return f"COALESCE({column} {sign} {bound}, FALSE)"
    foreign = f"COALESCE({source}.currency <> {literal(amounts.currency)}, FALSE)"
    if amounts.converted:
        over, under = "COALESCE(f.numerator, 1)", "COALESCE(f.denominator, 1)"
        compared = f"COALESCE(WIDE({column}) * {over} {sign} WIDE({bound}) * {under}, FALSE)"
        return f"({foreign} AND f.numerator IS NULL OR {compared})" if amounts.unpriced else compared
    return f"({foreign} OR COALESCE({column} {sign} {bound}, FALSE))"
