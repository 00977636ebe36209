"""Explains a line, and tells the terms."""

from plaudit.plans.document.shown import number
from plaudit.plans.explained import whole
from plaudit.plans.instruments.recognition.terms import Recognition
from plaudit.plans.pays.said import act
from plaudit.plans.promise import Award
from plaudit.plans.say import LineFacts
from plaudit.plans.tell import Telling


def say(line: LineFacts) -> str:
    return whole(line, act)


def tell(terms: Recognition, telling: Telling) -> tuple[str, ...]:
    unit = telling.unit(terms.measure)
    return (
        *telling.measured(terms.measure),
        *(f"At {number(award.at)} ({unit}): {_award(award, telling)}." for award in terms.awards),
        "Nothing of it goes through payroll.",
    )


def _award(award: Award, telling: Telling) -> str:
    if award.gift is None:
        return f"the badge \u201c{award.badge}\u201d"
    return f"a gift, {award.gift}" + ("" if award.value is None else f", worth {telling.money(award.value)}")
