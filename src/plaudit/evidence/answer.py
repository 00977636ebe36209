"""What every study answers with (M0): a number with its intervals, where it comes from, and what would break it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

# A randomised, B quasi-experiment whose diagnostics passed, C adjusted observation, D published only, E assumed.
Grade = Literal["A", "B", "C", "D", "E"]
Interval = tuple[float, float]
# What a figure beside the answer may be: a number, words, or rows of them.
Figure = float | int | str | bool | None | list["Figure"] | dict[str, "Figure"]

MEANINGS: Mapping[Grade, str] = {
    "A": "randomised",
    "B": "quasi-experiment, its diagnostics passed",
    "C": "observed and adjusted, not an experiment",
    "D": "published evidence only",
    "E": "an assumption of yours",
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that was looked at; `passed` None means that it only informs."""

    name: str
    value: Figure
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, and the least that would give one."""

    code: str
    missing: str
    smallest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One estimate. `point` is never there alone; a refused one may keep the range that is known without the facts.

    `unit` is what the numbers are: share, money, count, ratio, days and the like. Money is in whole units of
    `currency`, and what is recommended to be paid stands in `amounts`, as exact text.
    """

    name: str
    says: str
    unit: str
    point: float | None
    interval80: Interval | None
    interval95: Interval | None
    method: str
    grade: Grade
    n: int = 0
    events: float = 0
    exposure: float | None = None
    horizon: int | None = None
    currency: str | None = None
    assumptions: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    refusal: Refusal | None = None
    amounts: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    # The sentence says it all to a reader on a terminal.
    brief: bool = False
    # Topics of the published evidence that belong beside it.
    beside: tuple[str, ...] = ()
    # Keys of people, teams and accounts that `says` names: a page has their names.
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that a study cannot answer at all."""

    name: str
    refusal: Refusal


Said = Answer | Unanswered


def worst(grades: Iterable[Grade]) -> Grade:
    """The grade of what is put together from several."""
    return max(grades)


CANNOT_TELL = "cannot tell"


def in_words(probability: float) -> str:
    """Words fixed by probability (M14), so that nobody chooses them by hope."""
    if probability >= 0.95:
        return "very likely"
    if probability >= 0.8:
        return "likely"
    if probability > 0.2:
        return CANNOT_TELL
    return "unlikely" if probability > 0.05 else "very unlikely"


def verdict(word: str, told: str, asked: str | None = None) -> str:
    """It is likely that ..., or, where nobody can tell, whether: in other words if `asked`."""
    if word == CANNOT_TELL:
        return f"Whether {told if asked is None else asked} we cannot tell"
    return f"It is {word} that {told}"


def more(count: int, what: str) -> str:
    """1 more month, 2 more months: the smallest addition, in words."""
    ones = {"people": "person"}
    return f"{count} more {what if count != 1 else ones.get(what, what.removesuffix('s'))}"
