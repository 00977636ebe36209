"""A statement as a value: everything that its page, its files and its PDF show, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plaudit.activities.models import Report
from plaudit.activities.recent import Followed
from plaudit.earnings.promised import promised
from plaudit.earnings.runs.awards import Awarded, awards
from plaudit.earnings.runs.models import Unit
from plaudit.earnings.runs.stood import Stood, total
from plaudit.values.money import Money
from plaudit.values.period import Period
from plaudit.web.components.words import plain
from plaudit.web.pages.statement.steps import Step, steps

# Of a longer statement a line's calculation is written when it is opened: half of the page, and hardly any is read.
LONG = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line: on which day, what happened with whom, the sentence, the money, the calculation.

    `mark` tells it from the others on a page; of a long statement only what is opened has steps.
    """

    mark: str
    on: date
    act: str
    account: str
    # As the books name it: what it is of, at which milestone (empty where it is of none).
    kind: str
    activity: str | None
    milestone: str
    because: str
    quantity: str | None
    earned: Money
    limited: Money
    waiting: Money
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One incentive in one window, with its subtotal; None where a problem leaves it unknown."""

    key: str
    title: str
    window: Period
    attained: str | None
    score: str | None
    rank: int | None
    awards: tuple[Awarded, ...]
    lines: tuple[Line, ...]
    earned: Money | None
    limited: Money | None
    waiting: Money | None


@dataclass(frozen=True, slots=True)
class Section:
    """The incentives that one purse pays for; without a funder the variable pay itself, or what pays no money."""

    funded_by: str
    pays: bool
    parts: tuple[Part, ...]
    earned: Money | None

    @property
    def title(self) -> str:
        if not self.pays:
            return "Recognition and goals, without money"
        return f"Funded by {self.funded_by}" if self.funded_by else "Variable pay"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one program owes one person for one period, as known at a moment."""

    program: str
    plan: str
    version: int
    person: str
    name: str
    period: str
    currency: str
    sections: tuple[Section, ...]
    earned: Money | None
    limited: Money | None
    waiting: Money | None
    digest: str
    watermark: int
    problems: int

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for section in self.sections for part in section.parts)


def statement(stood: Stood, person: str, name: str, acts: Mapping[str, Followed], opened: str | None) -> Statement:
    """`opened` is the mark of the line whose calculation is asked for; None asks for all."""
    units = [unit for unit in stood.units if unit.person_id == person]
    short = opened is None or sum(len(unit.activities) for unit in units) <= LONG
    parts = [(_purse(stood, unit), _part(stood, unit, acts, None if short else opened)) for unit in units]
    # Variable pay first, then each funder's SPIFFs, and last what pays no money.
    purses = sorted(dict.fromkeys(purse for purse, _ in parts), key=lambda purse: (not purse[1], purse[0]))
    return Statement(
        program=stood.title,
        plan=stood.program.key,
        version=stood.plan.version,
        person=person,
        name=name,
        period=stood.run.period,
        currency=stood.currency,
        sections=tuple(_section(purse, [part for of, part in parts if of == purse], stood) for purse in purses),
        earned=total((unit.earned for unit in units), stood.currency),
        limited=total((unit.limited for unit in units), stood.currency),
        waiting=total((unit.waiting for unit in units), stood.currency),
        digest=stood.run.plan_digest,
        watermark=stood.run.watermark,
        problems=len(stood.run.problems),
    )


def activities(stood: Iterable[Stood]) -> set[str]:
    """The keys of the activities that the lines speak of."""
    return {key for each in stood for unit in each.units for key in unit.activities}


def _purse(stood: Stood, unit: Unit) -> tuple[str, bool]:
    """Who pays, and whether there is money in it."""
    pays = promised(stood.incentive(unit), stood.currency).pays or bool(unit.earned)
    funder = unit.stands["funded_by"]
    return "" if funder is None or not pays else str(funder), pays


def _section(purse: tuple[str, bool], parts: Sequence[Part], stood: Stood) -> Section:
    earned = total((None if part.earned is None else part.earned.minor for part in parts), stood.currency)
    return Section(*purse, tuple(parts), earned)


def _part(stood: Stood, unit: Unit, acts: Mapping[str, Followed], opened: str | None) -> Part:
    """With the steps of its lines where one of them is opened, or, with None, whatever is."""
    told, place = unit.stands, f"{stood.program.key}.{unit.place}."
    lines = unit.told["lines"] if opened is None or opened.startswith(place) else unit.said
    return Part(
        key=unit.incentive,
        title=stood.incentive(unit).title,
        window=Period.of(unit.window),
        attained=told["attainment"],
        score=told["score"],
        rank=unit.rank,
        awards=tuple(awards([unit])),
        lines=tuple(_line(line, unit.currency, acts, f"{place}{n}") for n, line in enumerate(lines, start=1)),
        earned=Money.known(unit.earned, unit.currency),
        limited=Money.known(unit.limited, unit.currency),
        waiting=Money.known(unit.waiting, unit.currency),
    )


def _line(told: dict[str, Any], currency: str, acts: Mapping[str, Followed], mark: str) -> Line:
    followed = acts.get(told["activity"]) if told["activity"] else None
    return line_of(told, currency, None if followed is None else followed.report, mark)


def line_of(told: dict[str, Any], currency: str, report: Report | None, mark: str = "") -> Line:
    """A line of a calculation's document, with what is reported of its activity."""
    kind = plain(told["line"]) if report is None else plain(report.kind)
    return Line(
        mark=mark,
        on=date.fromisoformat(told["on"]),
        act=f"{kind}, {plain(told['milestone'])}" if told["milestone"] else kind,
        account="" if report is None or report.account is None else report.account.name,
        kind=told["line"],
        activity=told["activity"],
        milestone="" if told["milestone"] is None else told["milestone"],
        because=told["because"],
        quantity=told["quantity"],
        earned=Money.of(told["earned"], currency),
        limited=Money.of(told["limited"], currency),
        waiting=Money.of(told["waiting"], currency),
        steps=steps(told, currency),
    )
