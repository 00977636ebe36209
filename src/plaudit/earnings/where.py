"""The one part of a plan that is text in the query: `where` filters over attributes of an act or its account."""

from collections.abc import Iterator
from dataclasses import dataclass

from plaudit.earnings.slots import Slot
from plaudit.plans.incentive import Condition
from plaudit.values.decimals import millionths

NUMBERS = {"amount": "activity", "arr": "account"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column that some filter reads, of the activity where it has one, else of its account."""

    name: str
    table: str
    numeric: bool

    @property
    def column(self) -> str:
        return self.name if not self.numeric or self.name in NUMBERS else f"{self.name}_number"

    @property
    def numbered(self) -> bool:
        """Whether its numbers are read from text, in a table of their own beside the attribute's."""
        return self.column != self.name

    @property
    def selected(self) -> str:
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
    found = {
        _attribute(condition, activity, account)
        for slot in slots
        for edition in slot.editions
        for condition in edition.incentive.where
    }
    return tuple(sorted(found, key=lambda attribute: attribute.known_as))


def _attribute(condition: Condition, activity: frozenset[str], account: frozenset[str]) -> Attribute:
    name = condition.attribute
    in_activity = name in activity or name not in account
    return Attribute(name, "activity" if in_activity else "account", condition.test != "in")


def predicate(slots: tuple[Slot, ...], known: tuple[Attribute, ...]) -> str:
    """Empty when no incentive filters."""
    return " AND ".join(_for_slots(slots, known))


def _for_slots(slots: tuple[Slot, ...], known: tuple[Attribute, ...]) -> Iterator[str]:
    texts: dict[tuple[Condition, ...], list[tuple[int, int]]] = {}
    for slot in slots:
        for edition in slot.editions:
            if edition.incentive.where:
                texts.setdefault(edition.incentive.where, []).append((slot.number, edition.number))
    for conditions, places in texts.items():
        here = " OR ".join(f"(c.slot = {slot} AND c.edition = {edition})" for slot, edition in places)
        yield f"(NOT ({here}) OR ({' AND '.join(_test(condition, known) for condition in conditions)}))"


def _test(condition: Condition, known: tuple[Attribute, ...]) -> str:
    numeric = condition.test != "in"
    column = next(a.known_as for a in known if a.name == condition.attribute and a.numeric == numeric)
    if not numeric:
        values = ", ".join(literal(value) for value in condition.values)
        return f"COALESCE(s.{quoted(column)} IN ({values}), FALSE)"
    sign = ">=" if condition.test == "at_least" else "<="
    return f"COALESCE(s.{quoted(column)} {sign} {millionths(condition.values[0])}, FALSE)"
