"""Filters that ask for equality, as joined rows: an act finds the rules of its value, and is not asked by the others.

Where every rule that counts a milestone filters by one attribute, a rule has a row for each value that it lets in.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from plaudit.earnings.slots import Slot
from plaudit.earnings.where import Attribute, Rule, attribute_of, filters_acts, quoted

# Whatever the value: what no act of a milestone is sifted by.
ANY = ""
Row = tuple[Any, ...]
# The attribute by which acts at a milestone (step) are sifted.
Sieve = Mapping[int, Attribute]


def sieve(slots: Sequence[Slot], known: Sequence[Attribute], counted: Sequence[Row]) -> dict[int, Attribute]:
    asked = _asked(slots)
    rules: dict[int, list[dict[str, tuple[str, ...]]]] = {}
    for slot, _, edition, step, *_ in counted:
        rules.setdefault(step, []).append(asked[slot, edition])
    found = {}
    for step, filters in rules.items():
        for name in sorted(set.intersection(*(set(each) for each in filters))):
            # One filter for all is quicker asked than joined.
            if len({each[name] for each in filters}) > 1:
                found[step] = attribute_of(known, name, numeric=False)
                break
    return found


def sifted_rows(slots: Sequence[Slot], sifts: Sieve, counted: Sequence[Row]) -> list[Row]:
    """A row of `counted` for each value that its rule lets in."""
    asked = _asked(slots)
    return [
        (*row, value)
        for row in counted
        for value in (dict.fromkeys(asked[row[0], row[2]][sifts[row[3]].name]) if row[3] in sifts else (ANY,))
    ]


def answered(sifts: Sieve, counted: Sequence[Row]) -> dict[Rule, str]:
    """The rules at all of whose milestones one attribute is sifted by, which need not ask for it again."""
    names: dict[Rule, set[str | None]] = {}
    for row in counted:
        names.setdefault((row[0], row[2]), set()).add(sifts[row[3]].name if row[3] in sifts else None)
    return {rule: name for rule, found in names.items() if len(found) == 1 for name in found if name is not None}


def key(sifts: Sieve) -> str:
    """What an act `s` has of the attribute that it is sifted by."""
    steps: dict[str, list[int]] = {}
    for step, attribute in sifts.items():
        steps.setdefault(attribute.known_as, []).append(step)
    cases = (f"WHEN s.step IN ({', '.join(map(str, found))}) THEN s.{quoted(name)}" for name, found in steps.items())
    return f"CASE {' '.join(cases)} ELSE '{ANY}' END"


def _asked(slots: Sequence[Slot]) -> dict[Rule, dict[str, tuple[str, ...]]]:
    return {
        (slot.number, edition.number): {
            condition.attribute: condition.values
            for condition in edition.incentive.where
            if condition.test == "in" and filters_acts(edition)
        }
        for slot in slots
        for edition in slot.editions
    }
