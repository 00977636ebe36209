"""A study: what it is called, what may be set, and the function that answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plaudit.evidence.answer import Said
from plaudit.evidence.question import Question, Setting


@dataclass(frozen=True, slots=True)
class Study:
    """`answer` is pure but for reading the facts: the same question has the same answers.

    One `of_a_plan` reads the versions of a plan beside the facts, and takes longer than anybody waits for a page.
    """

    name: str
    title: str
    settings: tuple[Setting, ...]
    answer: Callable[[Question], Iterable[Said]]
    of_a_plan: bool = False
