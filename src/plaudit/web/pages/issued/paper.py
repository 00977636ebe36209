"""A frozen statement as a value: what its page, its files and its PDF show, made of the paper and of nothing newer.

Names of people and accounts stand outside of the books (rule 28): they are as they are known when somebody looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from plaudit.activities.models import Report
from plaudit.activities.recent import reported
from plaudit.connectors.database.catalogue import catalogue
from plaudit.plans.document.shown import number
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.statements.issued import Issued
from plaudit.statements.reckon import PREVIEWED
from plaudit.statements.review import Adjustment, adjusted
from plaudit.values.money import Money
from plaudit.values.period import Period
from plaudit.web.pages.statement.statement import Line, line_of
from plaudit.web.periods import label

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One incentive in one window; `previews` are paid at its end, and until then count nothing."""

    key: str
    title: str
    window: Period
    attained: str | None
    score: str | None
    rank: int | None
    awards: tuple[str, ...]
    lines: tuple[Line, ...]
    previews: tuple[Line, ...]
    earned: Money | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an account: how it was reckoned, and the amount."""

    label: str
    figures: str
    amount: Money
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """An adjustment with the incentive's title."""

    title: str
    told: Adjustment

    @property
    def of(self) -> str:
        return label(self.told.origin)


@dataclass(frozen=True, slots=True)
class Account:
    """What one purse pays for: lines, adjustments, and the way from what was brought forward to what is carried on."""

    funded_by: str
    parts: tuple[Part, ...]
    adjustments: tuple[Change, ...]
    rows: tuple[Row, ...]
    held: tuple[str, ...]

    @property
    def title(self) -> str:
        if self.funded_by:
            return f"Funded by {self.funded_by}"
        return "Variable pay" if self.rows else "Recognition and goals, without money"


@dataclass(frozen=True, slots=True)
class Ran:
    """One program on a statement."""

    key: str
    title: str
    version: int
    currency: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything that a statement says."""

    person: str
    name: str
    period: str
    programs: tuple[Ran, ...]
    pays: tuple[Money, ...]
    posting: int
    head: str
    by: str
    at: datetime
    digest: str
    arrivals: int
    taken_over: bool


def statement(of: Issued, name: str) -> Statement:
    body, posting = of.body, of.posting
    known = reported(_activities(body), upto=body["arrivals"], at=datetime.fromisoformat(body["known_at"]))
    changes = tuple(adjusted(body))
    keys = [each["plan"] for each in body["programs"]]
    keys += sorted({each["program"] for each in body["sections"]} - set(keys))
    return Statement(
        person=body["person"],
        name=name,
        period=body["period"],
        programs=tuple(_Program(body, key, known).ran(changes) for key in keys),
        pays=tuple(Money.of(each["amount"], each["currency"]) for each in body["pays"]),
        posting=posting.number,
        head=posting.head,
        by=posting.by,
        at=posting.at,
        digest=of.paper.digest,
        arrivals=body["arrivals"],
        taken_over=posting.what == "takeover",
    )


class _Program:
    """One program's part of a paper, with its plans as they were published by then."""

    def __init__(self, body: Object, key: str, known: Mapping[str, Report]) -> None:
        self._key = key
        self._period = body["period"]
        self._known = known
        self._sections = [each for each in body["sections"] if each["program"] == key]
        self._told = next((each for each in body["programs"] if each["plan"] == key), None)
        self._plans = versions(Program.objects.get(key=key), catalogue(), body["arrivals"])

    def ran(self, changes: Sequence[Adjustment]) -> Ran:
        told = self._told
        plan = self._plans[-1] if told is None else self._version(told["version"])
        units = [] if told is None else told["people"][0]["incentives"]
        purses = [each["funded_by"] for each in self._sections]
        # What pays no money, or nothing this time, comes last.
        purses += sorted({each["funded_by"] for each in units} - set(purses), key=lambda each: (each is None, each))
        return Ran(
            key=self._key,
            title=plan.title,
            version=plan.version,
            currency=plan.currency,
            accounts=tuple(self._account(purse, units, changes) for purse in dict.fromkeys(purses)),
        )

    def _account(self, purse: str | None, units: Sequence[Object], changes: Sequence[Adjustment]) -> Account:
        funder = "" if purse is None else purse
        mine = [each for each in self._sections if each["funded_by"] == purse]
        return Account(
            funded_by=funder,
            parts=tuple(self._part(each) for each in units if each["funded_by"] == purse),
            adjustments=tuple(
                Change(self._title(each.incentive), each)
                for each in changes
                if (each.program, each.funded_by) == (self._key, funder)
            ),
            rows=tuple(row for section in mine for row in _rows(section, self._period)),
            held=tuple(label(origin) for section in mine for origin in section["held"]),
        )

    def _part(self, unit: Object) -> Part:
        currency = self._plans[-1].currency
        lines: dict[bool, list[Line]] = {True: [], False: []}
        for each in unit["lines"]:
            counts = unit["final"] or each["line"] not in PREVIEWED
            lines[counts].append(line_of(each, currency, self._known.get(each["activity"])))
        return Part(
            key=unit["incentive"],
            title=self._title(unit["incentive"]),
            window=Period.of(unit["window"]),
            attained=unit["attainment"],
            score=unit["score"],
            rank=unit["rank"],
            awards=tuple(_award(award, currency) for award in unit["awards"]),
            lines=tuple(lines[True]),
            previews=tuple(lines[False]),
            earned=None if unit["earned"] is None else Money(sum(each.earned.minor for each in lines[True]), currency),
        )

    def _version(self, wanted: int) -> Plan:
        return next(each for each in self._plans if each.version == wanted)

    def _title(self, incentive: str) -> str:
        """As the newest version said it that had the incentive."""
        return next(each.title for plan in reversed(self._plans) for each in plan.incentives if each.key == incentive)


def _award(told: Object, currency: str) -> str:
    """A gift may be taxable, whatever it is worth."""
    if told["gift"] is None:
        return str(told["badge"])
    worth = "" if told["value"] is None else f", worth {told['value']} {currency}"
    return f"{told['gift']}{worth}, may be taxable"


def _rows(section: Object, period: str) -> Iterator[Row]:
    """From what was brought forward to what is carried on, in the currency that she is paid in."""
    pay = section["pay_currency"]
    opening, pays, carries = (Money.of(section[name], pay) for name in ("opening", "pays", "carries"))
    yield Row("Brought forward", "", opening)
    stated = Money(0, pay)
    for each in section["stated"]:
        into = Money.of(each["into"], pay)
        stated += into
        what = "Earned in" if each["origin"] == period else "Adjustments of"
        yield Row(f"{what} {label(each['origin'])}", _conversion(each, section), into)
    if opening.minor < 0 < stated.minor:
        yield Row("Of this recovers what was brought forward", "", carries - opening)
    yield Row("Paid", "", pays, strong=True)
    if carries.minor:
        yield Row("Carried on to the next statement", "", carries)


def _conversion(stated: Object, section: Object) -> str:
    """The amount in the plan's currency and the rate, the way round in which it was given."""
    if stated["rate"] is None:
        return ""
    plan, pay, rate = section["currency"], section["pay_currency"], Fraction(stated["rate"])
    turned = number(1 / rate)
    said = f"1 {plan} is {number(rate)} {pay}" if "/" in turned else f"1 {pay} is {turned} {plan}"
    return f"from {stated['amount']} {plan}, {said}"


def _activities(body: Object) -> set[str]:
    units = (unit for each in body["programs"] for unit in each["people"][0]["incentives"])
    return {line["activity"] for unit in units for line in unit["lines"] if line["activity"] is not None}
