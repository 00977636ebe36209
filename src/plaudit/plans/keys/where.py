"""`where`: filters on attributes of the activity or its account."""

import re
from typing import Literal

from plaudit.plans.document.scalars import Key, Words
from plaudit.plans.incentive import Condition
from plaudit.plans.keys.reading import Reading
from plaudit.values.decimals import NumberUnreadable, fraction

# Attribute, or attribute_at_least, or attribute_at_most -> a value or several.
WhereDocument = dict[Key, Words]

# Columns of activities and accounts that say which or when, or what only people read.
_NO_ATTRIBUTES = frozenset(
    {"account", "activity", "contact", "customer_since", "key", "opened", "opened_on", "person"}
    | {"recorded_at", "retracted_at", "title", "url"}
)
_AMOUNTS = frozenset({"amount", "arr"})
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]*")


def where(document: WhereDocument, reading: Reading) -> tuple[Condition, ...] | None:
    """None when a problem was noted."""
    before = len(reading.place.notes.found)
    found = tuple(_condition(key, tuple(values), reading.at(key)) for key, values in document.items())
    return found if len(reading.place.notes.found) == before else None


def _condition(key: str, values: tuple[str, ...], reading: Reading) -> Condition:
    attribute, test = _tested(key)
    if _ATTRIBUTE.fullmatch(attribute) is None:
        reading.note(
            "attribute-shape",
            f"`{attribute}` cannot be the name of an attribute.",
            "Attributes are lower-case words such as `segment` or `deal_size`.",
        )
    if attribute in _NO_ATTRIBUTES:
        reading.note(
            "attribute-unread",
            f"No filter reads `{attribute}`.",
            "Give activities or accounts a column of your own, such as `tier`, and filter by that.",
        )
    if test != "in":
        _one_number(key, values, reading)
    elif attribute in _AMOUNTS:
        says = f"`{attribute}` is an amount, and no text is equal to it."
        reading.note("attribute-unread", says, f"Write `{attribute}_at_least: 1000` or `{attribute}_at_most: 1000`.")
    return Condition(attribute, test, values)


def _tested(key: str) -> tuple[str, Literal["in", "at_least", "at_most"]]:
    if key.endswith("_at_least"):
        return key.removesuffix("_at_least"), "at_least"
    if key.endswith("_at_most"):
        return key.removesuffix("_at_most"), "at_most"
    return key, "in"


def _one_number(key: str, values: tuple[str, ...], reading: Reading) -> None:
    try:
        numbers = [fraction(value) for value in values]
    except NumberUnreadable as unreadable:
        reading.note("number", str(unreadable), f"Write `{key}: 1000`.")
        return
    if len(numbers) != 1:
        reading.note("list-length", f"`{key}` compares with one number.", f"Write `{key}: 1000`.")
    elif (numbers[0] * 1_000_000).denominator != 1:
        reading.note("number-too-fine", f"{values[0]} is finer than a millionth.", "Give at most six decimals.")
