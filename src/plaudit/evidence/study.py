"""A study: what it is called, what may be set, and the function that answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plaudit.evidence.answer import Said
from plaudit.evidence.question import Question, Setting


@dataclass(frozen=True, slots=True)
class Study:
    """`answer` is pure but for reading the facts: the same question has the same answers."""

    name: str
    title: str
    settings: tuple[Setting, ...]
    answer: Callable[[Question], Iterable[Said]]
