"""What payroll calls our people, purses and the company: said once for each layout, used in every file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from plaudit.people.access import Reader
from plaudit.people.journal import journal
from plaudit.statements.payouts.layouts import FORMULA
from plaudit.statements.payouts.models import Code
from plaudit.values.refused import Refused

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Codes:
    """By key: numbers of people, codes of purses, what the company says of itself."""

    person: Mapping[str, str] = field(default_factory=dict)
    purse: Mapping[str, str] = field(default_factory=dict)
    company: Mapping[str, str] = field(default_factory=dict)


def codes(layout: str) -> Codes:
    found: dict[str, dict[str, str]] = {"person": {}, "purse": {}, "company": {}}
    for of, key, value in Code.objects.filter(layout=layout).values_list("of", "key", "value"):
        found[of][key] = value
    return Codes(**found)


@transaction.atomic
def say(layout: str, said: Codes, *, by: Reader, at: datetime) -> int:
    """Put these in the place of what was said before; how many differ. An empty value takes a code away.

    Raises Refused for a value that a spreadsheet would take for a formula, and for two people with one number.
    """
    if not (by.finance or by.operations):
        raise Refused("not-hers", "Finance or operations say what payroll calls things.")
    before = codes(layout)
    changed = 0
    for of in Code.Of.values:
        now, then = getattr(said, of), getattr(before, of)
        _sound(now)
        for key in sorted({*now, *then}):
            if now.get(key, "") != then.get(key, ""):
                changed += 1
                _put(Code(layout=layout, of=of, key=key, value=now.get(key, "")))
    _distinct(said.person)
    if changed:
        # Numbers of people are no business of a journal that is never blanked.
        journal("mapped", f"payroll {layout}", by=by.key, at=at, changed=changed)
    return changed


def _put(code: Code) -> None:
    same = Code.objects.filter(layout=code.layout, of=code.of, key=code.key)
    if not code.value:
        same.delete()
    elif not same.update(value=code.value):
        code.save()


def _sound(said: Mapping[str, str]) -> None:
    for key, value in said.items():
        if value.startswith(FORMULA) or len(value) > LONGEST or any(ord(sign) < ord(" ") for sign in value):
            raise Refused(
                "code-unsound", f"{value[:20]!r} cannot be what payroll calls {key}: write letters and digits."
            )


def _distinct(people: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for key, value in people.items():
        if value and seen.setdefault(value, key) != key:
            raise Refused(
                "number-twice", f"{seen[value]} and {key} have one number, {value}: one would get both's pay."
            )
