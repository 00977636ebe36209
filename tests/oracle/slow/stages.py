"""From measures to limited lines: curve, limits, gate, incentive and plan budgets, closes (rules 14-17, 22a)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import partial

from tests.oracle.slow import doubt, limits
from tests.oracle.slow.acts import measured_in
from tests.oracle.slow.curve import curve
from tests.oracle.slow.exact import number, rounded
from tests.oracle.slow.facts import World, instant
from tests.oracle.slow.prizes import award, bracket, competes, prizes, stays
from tests.oracle.slow.units import Line, Measured, Unit
from tests.oracle.slow.versions import Life, Till
from tests.oracle.slow.windows import Window, parse

ZERO = Fraction(0)


class Stages:
    """Everything one plan pays before guarantees and draws, on what one world knows."""

    def __init__(self, world: World, lives: dict[str, Life], until: date) -> None:
        self.world, self.lives, self.until = world, lives, until
        self.measured = {key: Measured(world, life, until) for key, life in lives.items()}
        self._gated: dict[tuple[str, Window], list[Unit]] = {}
        self._as_of_close: dict[str, Stages] = {}

    def windows(self, key: str) -> list[Window]:
        return self.measured[key].windows

    def closed(self, window: Window) -> "Stages | None":
        """The stages on what was known when the period of the window's last day was closed."""
        closes = [
            row["closed_at"]
            for row in self.world.closes
            if parse(row["period"], self.world.calendar).holds(window.last)
            and instant(row["closed_at"]) < self.world.moment
        ]
        if not closes:
            return None
        first = min(closes, key=instant)
        if first not in self._as_of_close:
            world = World(self.world.tables, instant(first), self.world.calendar)
            self._as_of_close[first] = Stages(world, self.lives, self.until)
        return self._as_of_close[first]

    def gated(self, key: str, window: Window) -> list[Unit]:
        """Units with lines up to the gate; a closed contest's as they were at its close."""
        if (key, window) not in self._gated:
            closed = self.closed(window)
            contest = self.lives[key].last_terms(window)["kind"] == "contest"
            here = self._earn(key, window) if closed is None or not contest else closed.gated(key, window)
            self._gated[key, window] = here
        return self._gated[key, window]

    def _earn(self, key: str, window: Window) -> list[Unit]:
        units = [self.measured[key].unit(window, person) for person in self.world.people]
        for unit in units:
            self._raw(unit)
        if units and units[0].terms["kind"] == "contest":
            self._prizes(units)
        for unit in units:
            doubt.each_end([unit], partial(limits.per_person, unit.terms))
            self._gate(unit)
        return units

    def _raw(self, unit: Unit) -> None:
        if unit.terms["kind"] == "contest":
            return
        if measured_in(unit.terms) == "score":
            self._score(unit)
        elif measured_in(unit.terms) in {"metric", "champions"}:
            self._level(unit)
        else:
            self._acts(unit)

    def _acts(self, unit: Unit) -> None:
        hers = self.measured[unit.key].enrolled(unit)
        own = curve(unit.terms, unit.target, unit.at_target(unit.terms))
        if own is None and hers:
            unit.unknown = True
        before, unpromised = ZERO, False
        for act in unit.acts:
            after = before + act.quantity
            pays = curve(act.terms, unit.target, unit.at_target(act.terms))
            unpromised |= pays is None and hers and before != after
            money = rounded(pays(after)) - rounded(pays(before)) if pays else 0
            money = rounded(money * act.kept)
            unit.lines.append(
                Line(
                    "act", act.day, money, act.activity, act.milestone, act.order, act.recorded,
                    quantity=act.quantity, share=act.share, part=act.part, before=before, after=after, limit=act.reason,
                )
            )  # fmt: skip
            before = after
        if own is not None and rounded(own(ZERO)) and unit.present:
            money = rounded(own(ZERO) * unit.part)
            unit.lines.append(Line("level", unit.window.last, money, quantity=ZERO, before=ZERO, after=ZERO))
        limits.per_activity(unit)
        unit.unknown |= unpromised
        free = unpromised or (hers and (own is None or unit.target == 0))
        doubt.of_acts(unit, self.measured[unit.key].waits(unit), free=free)
        whatever = curve(unit.terms, Fraction(10**6), unit.at_target(unit.terms))
        if free and unit.present and whatever is not None and whatever(ZERO):
            unit.least.append(Line("level", unit.window.last, 0))
            unit.most.append(Line("level", unit.window.last, doubt.ANY))

    def _level(self, unit: Unit) -> None:
        if unit.present is None:
            return
        pays = curve(unit.terms, unit.target, unit.at_target(unit.terms))
        unit.unknown |= pays is None
        money = rounded(pays(unit.measure) * unit.part) if pays else 0
        x = unit.measure
        unit.lines.append(Line("level", unit.window.last, money, quantity=x, before=ZERO, after=x))
        if unit.unknown:
            doubt.of_last_day(unit, "level", doubt.highest(unit, pays))
        else:
            doubt.known(unit)

    def _score(self, unit: Unit) -> None:
        if unit.present is None:
            return
        pays = curve(unit.terms, Fraction(1), unit.at_target(unit.terms))
        # An unknown score has its line too, which is not shown, but tells that the unit matters to her.
        money = rounded(pays(unit.score) * unit.part) if pays and unit.score is not None else 0
        unit.lines.append(Line("score", unit.window.last, money, quantity=unit.score, before=ZERO, after=unit.score))
        if unit.unknown:
            doubt.of_last_day(unit, "score", doubt.highest(unit, pays))
        else:
            doubt.known(unit)

    def _prizes(self, units: list[Unit]) -> None:
        won = award(self.world, units)
        doubtful = {bracket(self.world, unit) for unit in units if unit.unknown and stays(unit)}
        for unit in units:
            if unit.person in won:
                unit.lines.append(Line("prize", unit.window.last, won[unit.person], quantity=unit.measure))
            doubt.known(unit)
            # Whoever ranks beside somebody who may stand anywhere has no rank, and may win any prize or none.
            if stays(unit) and (unit.unknown or competes(unit)) and bracket(self.world, unit) in doubtful:
                unit.unknown = True
                doubt.of_last_day(unit, "prize", max(prizes(unit, bracket(self.world, unit)), default=0))

    def _gate(self, unit: Unit) -> None:
        gate = unit.terms.get("requires")
        if gate is None:
            return
        if unit.window.end > self.until:
            doubt.each_end([unit], _wait)
            return
        passed = self._passes(unit)
        if passed is None:
            unit.unknown |= self.measured[unit.key].enrolled(unit)
            for line in unit.least:
                line.money = min(line.money, 0)
            for line in unit.most:
                line.money = max(line.money, 0)
        elif not passed:
            doubt.each_end([unit], _shut)

    def _passes(self, unit: Unit) -> bool | None:
        gate = unit.terms["requires"]
        if "metric" in gate:
            value = self.world.metric(unit.person, gate["metric"], unit.window)
            return None if value is None else value >= number(gate["at_least"])
        if unit.window not in self.windows(gate["incentive"]):
            return None
        other = self.measured[gate["incentive"]].unit(unit.window, unit.person)
        name = "measure" if "measure" in gate else "attainment"
        if not self.measured[other.key].enrolled(other):
            # Nothing of it is hers, whatever her target would be.
            return number(gate[name]) <= 0
        if other.unknown:
            return None
        reached = other.measure if name == "measure" else other.attainment
        if measured_in(other.terms) == "score":
            # A score is both.
            reached = ZERO if other.present is None else other.score
        return None if reached is None else reached >= number(gate[name])

    def budgeted(self, key: str) -> dict[Window, list[Unit]]:
        """All windows up to the end of what is measured, cut by the incentive's own budget."""
        by_window = {window: self.gated(key, window) for window in self.windows(key)}
        if not by_window:
            return by_window
        pools = defaultdict[object, dict[Window, list[Unit]]](dict)
        for window, units in by_window.items():
            terms = self.lives[key].last_terms(window)
            pools[terms["till"] if limits.budget(terms).whole_life else window][window] = units
        for group in pools.values():
            self._cut(key, group)
        return by_window

    def _cut(self, key: str, group: dict[Window, list[Unit]]) -> None:
        terms = self.lives[key].last_terms(max(group))
        budget = limits.budget(terms)
        units = [unit for units in group.values() for unit in units]
        if budget.amount is None:
            return
        if not budget.prorated:
            till = terms["till"] if budget.whole_life else Till(budget.amount)
            limits.first_come(till, [limits.Pooled(0, unit) for unit in units], "budget")
        elif max(group).end > self.until:
            doubt.each_end(units, _wait)
        else:
            closed = self.closed(max(group))
            before = closed.gated(key, max(group)) if closed else None
            limits.prorated(budget.amount, units, before)
            cut = sum(line.money for unit in before or [] for line in unit.lines) > budget.amount
            doubt.shared(budget.amount, units, cut=cut)


def _wait(lines: list[Line]) -> None:
    for line in lines:
        line.waiting, line.money = line.waiting + line.money, 0


def _shut(lines: list[Line]) -> None:
    for line in lines:
        line.keep(0, "gate")


def everything(stages: Stages) -> Iterator[tuple[str, Window, list[Unit]]]:
    """Every incentive's units, after the plan's own budget."""
    found = [(key, window, units) for key in stages.lives for window, units in stages.budgeted(key).items()]
    pools = defaultdict[Till, list[limits.Pooled]](list)
    for place, (key, life) in enumerate(stages.lives.items()):
        for window, units in ((window, units) for name, window, units in found if name == key):
            terms = life.last_terms(window)
            if terms["plan_budget"] is not None:
                pools[terms["plan_till"]] += [limits.Pooled(place, unit) for unit in units]
    for till, pool in pools.items():
        limits.in_plan(till, pool)
    for _, _, here in found:
        for unit in here:
            unit.unknown |= doubt.anything(doubt.pairs([unit]))
    yield from found
