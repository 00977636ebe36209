"""A statement as a document of texts: what a person sees, what a machine checks, and what is frozen by a close."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plaudit.ledger.adjust import Difference
from plaudit.statements.cause import Cause
from plaudit.statements.reckon import Asked
from plaudit.statements.section import Section, total
from plaudit.values.money import money_text

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A line of a closed period that pays another amount now; `lines` are how it is calculated now."""

    difference: Difference
    funded_by: str
    currency: str
    causes: tuple[Cause, ...]
    lines: tuple[Object, ...]


def body(
    person: str,
    asked: Asked,
    programs: Iterable[Object],
    adjusted: Sequence[Adjusted],
    sections: Sequence[Section],
) -> Object:
    """Money has the currency's digits; what a missing rate holds back has null where its sum would stand."""
    return {
        "format": 1,
        "statement": f"{asked.name} {person}",
        "person": person,
        "period": asked.name,
        "days": asked.period.key,
        "known_at": asked.known_at.isoformat(),
        "arrivals": asked.watermark,
        "programs": list(programs),
        "adjustments": [_adjustment(each) for each in adjusted],
        "sections": [_section(each) for each in sections],
        "pays": [{"currency": of, "amount": money_text(minor, of)} for of, minor in total(sections).items()],
    }


def _adjustment(adjusted: Adjusted) -> Object:
    key = adjusted.difference.key
    return {
        "program": key.program,
        "funded_by": adjusted.funded_by or None,
        "incentive": key.incentive,
        "window": key.window,
        "line": key.line,
        "activity": key.activity or None,
        "milestone": key.milestone or None,
        "origin": key.origin,
        "currency": adjusted.currency,
        "booked": money_text(adjusted.difference.booked, adjusted.currency),
        "now": money_text(adjusted.difference.now, adjusted.currency),
        "amount": money_text(adjusted.difference.amount, adjusted.currency),
        "causes": [{"code": cause.code, "of": cause.of} for cause in adjusted.causes],
        "lines": list(adjusted.lines),
    }


def _section(section: Section) -> Object:
    plan, pay = section.currency, section.pay_currency
    return {
        "program": section.program,
        "funded_by": section.funded_by or None,
        "currency": plan,
        "pay_currency": pay,
        "opening": money_text(section.opening, pay),
        "recover": None if section.recover is None else str(section.recover),
        "stated": [
            {
                "origin": each.origin,
                "amount": money_text(each.amount, plan),
                "held_before": money_text(each.left, plan),
                "rate": each.rate or None,
                "into": money_text(each.into, pay),
            }
            for each in section.turned
        ],
        "held": list(section.held),
        "pays": money_text(section.pays, pay),
        "carries": money_text(section.carries, pay),
    }
