"""The instruments: each folder here is one, found by listing (adding one touches nothing else)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, TypeVar

from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.keys.reading import Reading
from plaudit.plans.promise import Promise, Standing
from plaudit.plans.say import LineFacts
from plaudit.plans.tell import Telling

D = TypeVar("D", bound=Document)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Instrument(Generic[D, T]):
    """A kind of incentive: how its own keys are written, what they mean, what they promise, how both are told.

    `document` is the shape of the keys that only this kind has; `terms` reads them to a frozen value or notes problems
    and answers None; `promise` turns the value into a curve or prizes; `say` explains a line; `tell` puts the terms
    into the sentences of the plan's text.
    """

    kind: str
    document: type[D]
    terms: Callable[[Shape[D], Reading], T | None]
    promise: Callable[[T, Standing], Promise]
    say: Callable[[LineFacts], str]
    tell: Callable[[T, Telling], tuple[str, ...]]


@cache
def kinds() -> tuple[str, ...]:
    """The folders beside this file, in name order."""
    return tuple(sorted(found.parent.name for found in Path(__file__).parent.glob("*/terms.py")))


@cache
def find(kind: str) -> Instrument[Any, Any]:
    """The instrument of that kind; the kind is one of `kinds()`, which reading a plan checks."""
    instrument: Instrument[Any, Any] = import_module(f"{__name__}.{kind}").INSTRUMENT
    return instrument
