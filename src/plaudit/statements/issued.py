"""Statements that were issued, as they were frozen, and their twins for machines."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plaudit.ledger.models import Paper, Posting
from plaudit.ledger.post import read
from plaudit.ledger.verify import verify

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Issued:
    """A frozen statement and the posting that it was booked with."""

    paper: Paper
    posting: Posting
    body: Object


def issued(person: str, period: str) -> Issued | None:
    """None while the period is open, or where nothing was stated for her; asks once."""
    return issued_of(person, [period]).get(period)


def issued_of(person: str, periods: Iterable[str]) -> Mapping[str, Issued]:
    """By period; asks once."""
    named = {_name(period, person): period for period in periods}
    papers = Paper.objects.filter(name__in=named).select_related("posting")
    return {named[paper.name]: Issued(paper, paper.posting, json.loads(read(paper))) for paper in papers}


def twin(of: Issued) -> str:
    """The statement with where it stands in the books, as text; the same bytes whenever it is asked for."""
    told = {
        "format": 1,
        "posting": {
            "number": of.posting.number,
            "booked": of.posting.once,
            "by": of.posting.by,
            "at": of.posting.at.isoformat(),
            "head": of.posting.head,
        },
        "digest": of.paper.digest,
        "statement": of.body,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def in_the_books(told: Object) -> tuple[str, ...]:
    """Sentences on what of a twin these books do not say; the whole chain is looked at."""
    name = f"statement {told['statement']['statement']}"
    paper = Paper.objects.filter(name=name).select_related("posting").first()
    if paper is None:
        return (f"These books hold no {name}.",)
    wrong = list(verify(expected=told["posting"]["head"]).wrong)
    if paper.digest != told["digest"] or hashlib.sha256(read(paper)).hexdigest() != told["digest"]:
        wrong.append(f"The books hold another {name}.")
    if (paper.posting.number, paper.posting.head) != (told["posting"]["number"], told["posting"]["head"]):
        wrong.append(f"The {name} was booked with posting {paper.posting.number}, head {paper.posting.head}.")
    return tuple(wrong)


def _name(period: str, person: str) -> str:
    return f"statement {period} {person}"
