"""The unit of work: one person's measure in one window of one incentive (rules 7, 8, 13, 20)."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.slow import windows
from tests.oracle.slow.acts import Act, Acts, Reach, champion_matches, gather, measured_in
from tests.oracle.slow.exact import minor, number, to_millionth, to_score
from tests.oracle.slow.facts import World
from tests.oracle.slow.people import Present, covered, days_in, present
from tests.oracle.slow.scores import part_score
from tests.oracle.slow.versions import Life, Terms
from tests.oracle.slow.windows import DAY, Window


@dataclass
class Line:
    kind: str
    on: date
    money: int
    activity: str | None = None
    milestone: str | None = None
    order: int = 0
    recorded: date | None = None
    quantity: Fraction | None = None
    share: Fraction | None = None
    part: Fraction = Fraction(1)
    before: Fraction | None = None
    after: Fraction | None = None
    limited: int = 0
    waiting: int = 0
    limit: str | None = None

    @property
    def earned(self) -> int:
        return self.money

    def keep(self, money: int, limit: str) -> None:
        if money != self.money:
            self.limited, self.money, self.limit = self.limited + self.money - money, money, limit


@dataclass
class Unit:
    key: str
    window: Window
    person: str
    terms: Terms
    present: Present | None
    # `leavers: paid`: what she earns competes also in windows after she left.
    left_paid: bool = False
    acts: list[Act] = field(default_factory=list)
    measure: Fraction = Fraction(0)
    target: Fraction | None = None
    # Minor units of the row in targets.csv, which replaces the terms' own.
    pay: Fraction | None = None
    share: Fraction = Fraction(1)
    score: Fraction | None = None
    rank: int | None = None
    unknown: bool = False
    lines: list[Line] = field(default_factory=list)
    # Her lines at the least and at the most that they could be, for what others share with her.
    least: list[Line] = field(default_factory=list)
    most: list[Line] = field(default_factory=list)

    @property
    def attainment(self) -> Fraction | None:
        return self.measure / self.target if self.target else None

    @property
    def part(self) -> Fraction:
        """Of what a level or score pays; pay at target that her days multiplied already is not multiplied again."""
        pays = self.terms["pays"]
        prorated = self.terms.get("prorate") == "days" and isinstance(pays, dict) and "at_target" in pays
        return Fraction(1) if self.present is None or prorated else self.present.part

    def at_target(self, terms: Terms) -> Fraction | None:
        pays = terms["pays"]
        if self.pay is not None or not isinstance(pays, dict) or "at_target" not in pays:
            return self.pay
        return minor(pays["at_target"], terms["currency"]) * self.share


class Measured:
    """Measures everybody in every window of one incentive."""

    def __init__(self, world: World, life: Life, until: date) -> None:
        self.world, self.life, self.until = world, life, until
        self.windows = life.windows(until)
        self._counted: dict[tuple[Window, str], Acts] = {}
        self.gathered = gather(world, Reach(life.terms, life.window, life.last_terms, until))

    def unit(self, window: Window, person: str) -> Unit:
        terms = self.life.last_terms(window)
        lived = [day for day in self.life.in_force(window) if day < self.until]
        unit = Unit(self.life.key, window, person, terms, present(self.world, self.life, person, window, lived))
        left = self.world.hired(person).end - DAY
        if terms["leavers"] == "paid" and lived and left < lived[-1]:
            unit.left_paid = covered(self.world, terms["covers"], person, left)
        unit.acts = _of(self.gathered, window, person)
        unit.unknown = _waits(self.gathered, window, person)
        if terms.get("prorate") == "days":
            inside = self.life.in_force(window)
            days = days_in(self.world, self.life.terms, person, inside)
            # What she had opened before she left is paid whole, for there are no days of hers to divide by.
            unit.share = Fraction(days, window.days) or Fraction(unit.left_paid)
        self._measure(unit)
        self._target(unit)
        unit.unknown &= self.enrolled(unit)
        return unit

    def waits(self, unit: Unit) -> list[Act]:
        return self.gathered.waiting.get((unit.window, unit.person), [])

    def enrolled(self, unit: Unit) -> bool:
        """Whether the unit is anybody's business: a covered day, or an act that earns."""
        if any(act.reason is None for act in unit.acts):
            return True
        days = [day for day in self.life.in_force(unit.window) if day < self.until]
        return days_in(self.world, self.life.terms, unit.person, days) > 0

    def _measure(self, unit: Unit) -> None:
        measured = measured_in(unit.terms)
        unit.measure = sum((act.quantity for act in unit.acts), Fraction(0))
        if measured == "metric":
            self._level(unit, self._metric(unit, unit.terms["measure"]["metric"]))
        elif measured == "champions":
            self._level(unit, self._champions(unit))
        elif measured == "accounts":
            held = sum(self.world.book(unit.person, unit.window.start).values())
            unit.measure = to_millionth(unit.measure / held) if held else Fraction(0)
        elif measured == "improvement":
            self._improvement(unit)
        elif measured == "score":
            self._score(unit)

    def _level(self, unit: Unit, level: Fraction | None) -> None:
        # Nobody ranks who left, so a contest asks for no metric of hers.
        asked = unit.present is not None and (unit.present.stayed or unit.terms["kind"] != "contest")
        unit.measure = level if level is not None and asked else Fraction(0)
        unit.unknown |= level is None and asked

    def _metric(self, unit: Unit, name: str) -> Fraction | None:
        return self.world.metric(unit.person, name, unit.window)

    def _champions(self, unit: Unit) -> Fraction | None:
        if unit.present is None:
            return Fraction(0)
        average = unit.terms.get("level") == "average"
        days = Window(unit.window.start if average else unit.present.day, unit.present.day + DAY).each_day()
        total = Fraction(0)
        for day in days:
            for account in self.world.champions:
                holders = self.world.holders(account, day)
                champion = self.world.champion(account, day) and champion_matches(self.world, unit.terms, account)
                if not champion or unit.person not in holders:
                    continue
                if sum(holders.values()) != 1:
                    return None
                total += self.world.book(unit.person, day)[account]
        return to_millionth(total / len(days))

    def _improvement(self, unit: Unit) -> None:
        window, terms = unit.window, unit.terms
        whole = windows.window_of(window.start - DAY, terms["window"], self.life.calendar)
        before = next((each for each in self.windows if each.end == window.start), whole)
        inside = dict.fromkeys(before.each_day(), before)
        reach = Reach(lambda day: terms if day in inside else None, inside.get, lambda _: terms, before.end)
        name = (before, "before")
        if name not in self._counted:
            self._counted[name] = gather(self.world, reach)
        earlier = self._counted[name]
        unit.measure -= sum((act.quantity for act in _of(earlier, before, unit.person)), Fraction(0))
        unit.unknown |= _waits(earlier, before, unit.person)

    def _score(self, unit: Unit) -> None:
        written = unit.terms["key_results"] if unit.terms["kind"] == "okr" else unit.terms["metrics"]
        scores = []
        for part in written:
            # Acts that wait leave everybody unknown who would earn by them; a metric is asked for when it is measured.
            value = self._part(unit, part) if unit.present or "counts" in part else Fraction(0)
            if value is None:
                unit.unknown = True
                return
            scores.append((number(part.get("weight", "1")), part_score(unit.terms["kind"], part, value)))
        if unit.present is None:
            return
        weights = sum((weight for weight, _ in scores), Fraction(0))
        unit.score = to_score(sum((weight * score for weight, score in scores), Fraction(0)) / weights)

    def _part(self, unit: Unit, part: dict[str, Any]) -> Fraction | None:
        if "counts" not in part:
            return self._metric(unit, part["metric"])

        def of(terms: Terms) -> Terms:
            own = {key: value for key, value in terms.items() if key not in {"earns", "points", "measure"}}
            return own | {"counts": part["counts"], "kind": "bounty", "pays": "none"}

        def terms(day: date) -> Terms | None:
            # What a score counts is said by the version of its last day, and who it is for by that of an act's day.
            then = self.life.terms(day)
            return of(then) if then is not None and unit.window.holds(day) else None

        name = (unit.window, str(part["counts"]))
        if name not in self._counted:
            last = of(unit.terms)
            self._counted[name] = gather(self.world, Reach(terms, self.life.window, lambda _: last, self.until))
        found = self._counted[name]
        if _waits(found, unit.window, unit.person):
            return None
        return sum((act.quantity for act in _of(found, unit.window, unit.person)), Fraction(0))

    def _target(self, unit: Unit) -> None:
        row = self.world.target(unit.key, unit.person, unit.window)
        written = row["target"] if row else unit.terms.get("target")
        if written is not None:
            unit.target = number(written) * unit.share
            unit.unknown |= number(written) <= 0
        if row and row.get("pay"):
            unit.pay = minor(row["pay"], unit.terms["currency"]) * unit.share


def _of(gathered: Acts, window: Window, person: str) -> list[Act]:
    return [act for act in gathered.acts if act.window == window and act.person == person]


def _waits(gathered: Acts, window: Window, person: str) -> bool:
    return (window, person) in gathered.waiting
