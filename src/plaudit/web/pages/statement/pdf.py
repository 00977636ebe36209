"""A statement on paper: the same content, the same bytes for the same facts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from plaudit.earnings.runs.awards import Awarded
from plaudit.web.components import locale
from plaudit.web.components.typeset import typeset
from plaudit.web.pages.statement.statement import Line, Part, Section, Statement
from plaudit.web.periods import Chosen

LAYOUT = Path(__file__).with_name("statement.typ")


def pdf(statements: Sequence[Statement], shown: Chosen, name: str) -> bytes:
    told = {
        "name": name,
        "period": shown.label,
        "days": locale.days(shown.period),
        "statements": [_statement(each) for each in statements],
    }
    return typeset(LAYOUT, told)


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "program": statement.program,
        "version": str(statement.version),
        "currency": statement.currency,
        "sections": [_section(section) for section in statement.sections],
        "earned": locale.amount(statement.earned),
        "foot": f"Plan {statement.digest[:12]}, facts up to arrival {statement.watermark}.",
        "open": statement.problems,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "pays": section.pays,
        "parts": [_part(part) for part in section.parts],
        "earned": locale.amount(section.earned),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "days": locale.days(part.window),
        "earned": locale.amount(part.earned),
        "lines": list(printed_lines(part.lines)),
        "awards": [_award(award) for award in part.awards],
    }


def _award(award: Awarded) -> str:
    worth = "" if award.worth is None else f", worth {locale.money(award.worth)}"
    return f"Gift: {award.title}{worth} (may be taxable)" if award.may_be_taxed else f"Badge: {award.title}"


def printed_lines(lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield {
            "on": locale.day(line.on),
            "act": ", ".join(filter(None, (line.account, line.act))),
            "because": line.because,
            "earned": locale.amount(line.earned),
            "steps": [f"{step.what} {step.figures}" for step in line.steps],
        }
