"""A statement as a value: everything that its page, its files and its PDF show, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plaudit.activities.models import Report
from plaudit.activities.recent import Followed
from plaudit.earnings.drawn import promised
from plaudit.earnings.runs.awards import Awarded, awards
from plaudit.earnings.runs.models import Unit
from plaudit.earnings.runs.stood import Stood, total
from plaudit.values.money import Money
from plaudit.values.period import Period
from plaudit.web.components.words import plain
from plaudit.web.pages.statement.steps import Step, steps


@dataclass(frozen=True, slots=True)
class Line:
    """One line: on which day, what happened with whom, the sentence, the money, the calculation."""

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


def statement(stood: Stood, person: str, name: str, acts: Mapping[str, Followed]) -> Statement:
    units = [unit for unit in stood.units if unit.person_id == person]
    parts = [(_purse(stood, unit), _part(stood, unit, acts)) for unit in units]
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
    units = (unit for each in stood for unit in each.units)
    return {line["activity"] for unit in units for line in unit.told["lines"] if line["activity"] is not None}


def _purse(stood: Stood, unit: Unit) -> tuple[str, bool]:
    """Who pays, and whether there is money in it."""
    pays = promised(stood.incentive(unit), stood.currency).pays or bool(unit.earned)
    funder = unit.told["funded_by"]
    return "" if funder is None or not pays else str(funder), pays


def _section(purse: tuple[str, bool], parts: Sequence[Part], stood: Stood) -> Section:
    earned = total((None if part.earned is None else part.earned.minor for part in parts), stood.currency)
    return Section(*purse, tuple(parts), earned)


def _part(stood: Stood, unit: Unit, acts: Mapping[str, Followed]) -> Part:
    told = unit.told
    return Part(
        key=unit.incentive,
        title=stood.incentive(unit).title,
        window=Period.of(unit.window),
        attained=told["attainment"],
        score=told["score"],
        rank=unit.rank,
        awards=tuple(awards([unit])),
        lines=tuple(_line(line, unit.currency, acts) for line in told["lines"]),
        earned=_money(unit.earned, unit.currency),
        limited=_money(unit.limited, unit.currency),
        waiting=_money(unit.waiting, unit.currency),
    )


def _line(told: dict[str, str], currency: str, acts: Mapping[str, Followed]) -> Line:
    followed = acts.get(told["activity"]) if told["activity"] else None
    return line_of(told, currency, None if followed is None else followed.report)


def line_of(told: dict[str, str], currency: str, report: Report | None) -> Line:
    """A line of a calculation's document, with what is reported of its activity."""
    kind = plain(told["line"]) if report is None else plain(report.kind)
    return Line(
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


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
