"""Answers as one JSON object (files.md)."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

from plaudit.evidence.answer import Answer, Figure, Interval, Refusal, Said
from plaudit.evidence.published.library import Published, about, own
from plaudit.evidence.question import Question


def document(study: str, question: Question, said: Iterable[Said]) -> dict[str, Any]:
    """A refusal stands in `refusals`, and with the answer that keeps a range without the facts."""
    known = list(said)
    answers = [each for each in known if isinstance(each, Answer)]
    refused = [(each.name, each.refusal) for each in known if each.refusal is not None]
    topics = dict.fromkeys(topic for answer in answers for topic in answer.beside)
    return {
        "format": 1,
        "study": study,
        "answers": [_answer(answer, question) for answer in answers],
        "refusals": [{"name": name, **_refusal(refusal)} for name, refusal in refused],
        "published": [
            _published(each) for topic in topics for each in (*own(question.facts.folder, topic), *about(topic))
        ],
    }


def _answer(answer: Answer, question: Question) -> dict[str, Any]:
    return {
        "name": answer.name,
        "says": answer.says,
        "unit": answer.unit,
        "currency": answer.currency,
        "point": _finite(answer.point),
        "interval80": _interval(answer.interval80),
        "interval95": _interval(answer.interval95),
        "n": answer.n,
        "events": _finite(answer.events),
        "exposure": _finite(answer.exposure),
        "horizon": answer.horizon,
        "method": answer.method,
        "assumptions": list(answer.assumptions),
        "diagnostics": [
            {"name": each.name, "value": plain(each.value), "pass": None if each.passed is None else bool(each.passed)}
            for each in answer.diagnostics
        ],
        "refusal": None if answer.refusal is None else _refusal(answer.refusal),
        "grade": answer.grade,
        "amounts": dict(answer.amounts),
        "brief": answer.brief,
        "mentions": list(answer.mentions),
        "figures": {name: plain(figure) for name, figure in answer.figures.items()},
        "seed": question.seed,
        "inputs_hash": question.facts.inputs,
    }


def _refusal(refusal: Refusal) -> dict[str, str]:
    return {
        "reason_code": refusal.code,
        "what_is_missing": refusal.missing,
        "smallest_addition_that_would_suffice": refusal.smallest,
    }


def _published(each: Published) -> dict[str, str]:
    return {
        "source": each.source,
        "population": each.population,
        "number": each.number,
        "grade": each.grade,
        "topic": each.topic,
    }


def _interval(interval: Interval | None) -> list[float | None] | None:
    return None if interval is None else [_finite(interval[0]), _finite(interval[1])]


def _finite(number: float | None) -> float | None:
    """JSON has no infinity: an open end is null."""
    return None if number is None or not isfinite(number) else float(number)


def plain(figure: Figure) -> Figure:
    match figure:
        case float():
            return _finite(figure)
        case list():
            return [plain(each) for each in figure]
        case dict():
            return {name: plain(each) for name, each in figure.items()}
    return figure
