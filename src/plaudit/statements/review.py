"""What of a draft is looked at line by line: adjustments, amounts that nobody knows, waiting rates."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plaudit.statements.cause import said
from plaudit.statements.models import Draft, Prepared
from plaudit.values.money import Money

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A line of a closed period that pays another amount now, and why in words."""

    person: str
    program: str
    funded_by: str
    incentive: str
    activity: str | None
    origin: str
    booked: Money
    now: Money
    amount: Money
    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """An amount that cannot be calculated: says what is wrong and what to do."""

    person: str
    program: str
    incentive: str
    window: str
    says: str
    remedy: str


def adjustments(draft: Draft) -> tuple[Adjustment, ...]:
    """In order of the persons' keys; reads only the statements that have some."""
    return tuple(each for body in _bodies(draft, told__adjustments__gt=0) for each in adjusted(body))


def adjusted(body: Object) -> Iterator[Adjustment]:
    """Those of one statement."""
    for each in body["adjustments"]:
        booked, now, amount = (Money.of(each[name], each["currency"]) for name in ("booked", "now", "amount"))
        yield Adjustment(
            person=body["person"],
            program=each["program"],
            funded_by="" if each["funded_by"] is None else each["funded_by"],
            incentive=each["incentive"],
            activity=each["activity"],
            origin=each["origin"],
            booked=booked,
            now=now,
            amount=amount,
            why="; ".join(said(cause["code"], cause["of"]) for cause in each["causes"]),
        )


def unknown(draft: Draft) -> tuple[Unknown, ...]:
    """Each with the problems that touch it."""
    return tuple(each for body in _bodies(draft, told__unknown__gt=0) for each in _unknown(body))


def _unknown(body: Object) -> Iterator[Unknown]:
    for program in body["programs"]:
        for unit in program["people"][0]["incentives"]:
            if unit["earned"] is None:
                touching = [each for each in program["problems"] if _touches(each, unit)]
                yield Unknown(
                    person=body["person"],
                    program=program["plan"],
                    incentive=unit["incentive"],
                    window=unit["window"],
                    says=" ".join(each["says"] for each in touching),
                    remedy=" ".join(each["remedy"] for each in touching),
                )


def _touches(problem: Object, unit: Object) -> bool:
    return any(
        (touch["incentive"], touch["window"]) == (unit["incentive"], unit["window"]) for touch in problem["touches"]
    )


def _bodies(draft: Draft, **those: int) -> Iterator[Object]:
    rows = Prepared.objects.filter(draft=draft, **those).order_by("person")
    for packed in rows.values_list("body", flat=True).iterator(chunk_size=200):
        yield json.loads(zlib.decompress(packed))
