"""The whole calculation, slowly: the JSON of files.md without `because`, `inputs` and the problems' words."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.oracle.slow import floors, reading, windows
from tests.oracle.slow.acts import measured_in
from tests.oracle.slow.exact import decimal_text, minor, money_text, number
from tests.oracle.slow.facts import World, cutoff, span
from tests.oracle.slow.people import days_in
from tests.oracle.slow.reading import Plan
from tests.oracle.slow.stages import Stages, everything
from tests.oracle.slow.units import Line, Unit
from tests.oracle.slow.versions import Life, calendar_of, resolved, with_tills
from tests.oracle.slow.windows import Window

Json = dict[str, Any]
ORDER = ("act", "level", "score", "prize", "guarantee", "draw", "grant")
LAST = ("measure", "target", "attainment", "score", "rank", "earned", "limited", "waiting")


def calculate(plan: str | Path, data: str | Path, period: str, as_of: str | None = None) -> Json:
    versions = reading.plans(Path(plan))
    calendar = calendar_of(versions[-1])
    reported = windows.parse(period, calendar)
    world = World(reading.tables(Path(data)), cutoff(as_of, calendar.zone), calendar)
    return Report(versions, world, reported).json(as_of)


class Report:
    def __init__(self, versions: list[Plan], world: World, period: Window) -> None:
        self.versions, self.world, self.period = versions, world, period
        begun = [plan for plan in versions if span(plan["effective"]).start <= period.last]
        self.plan = begun[-1] if begun else versions[0]
        # The newest plan that has an incentive says where it stands; what is to come has no say in that.
        newest = [*reversed(begun), *(plan for plan in versions if plan not in begun)]
        keys = [incentive["key"] for plan in newest for incentive in plan["incentives"]]
        tilled = with_tills(versions)
        self.lives = {key: life for key in dict.fromkeys(keys) if (life := Life(key, tilled)).pieces}
        self.units = self._units()

    def _units(self) -> dict[tuple[str, str], list[Unit]]:
        """(Person, incentive) to her units in order, complete with floors and grants."""
        found: dict[tuple[str, str], list[Unit]] = {}
        stages = Stages(self.world, self.lives, self.period.end)
        for key, _, units in everything(stages):
            for unit in units:
                found.setdefault((unit.person, key), []).append(unit)
        for (_, key), hers in found.items():
            for unit in hers:
                floors.guarantee(unit)
            floors.draws(self.lives[key], hers, self.period.end)
            for unit in hers:
                floors.grants(self.world, unit, self.period.end)
        return found

    def json(self, as_of: str | None) -> Json:
        people = [self._person(person) for person in self.world.people]
        shown = [each for person, each in zip(self.world.people, people, strict=True) if self._appears(person, each)]
        return {
            "format": 1,
            "plan": self.plan["plan"],
            "version": int(self.plan.get("version", "1")),
            "period": windows.name(self.period, self.world.calendar),
            "as_of": as_of,
            "currency": self.plan["currency"],
            "earned": self._sum(each["earned"] for each in shown),
            "people": shown,
            "touched": [
                [unit["incentive"], each["person"], unit["window"]]
                for each in shown
                for unit in each["incentives"]
                if unit["earned"] is None
            ],
        }

    def _person(self, person: str) -> Json:
        units = [unit for key in self.lives for unit in self.units.get((person, key), [])]
        shown = [each for unit in units if (each := self._unit(unit)) is not None]
        return {"person": person, "earned": self._sum(each["earned"] for each in shown), "incentives": shown}

    def _appears(self, person: str, written: Json) -> bool:
        if written["incentives"]:
            return True
        return any(self._covers(plan, person) for plan in self.versions)

    def _covers(self, plan: Plan, person: str) -> bool:
        """On a day of the period of which this is the version."""
        days = [day for day in self.period.each_day() if span(plan["effective"]).holds(day)]
        later = [each for each in self.versions if span(each["effective"]).start > span(plan["effective"]).start]
        own = [day for day in days if not any(span(each["effective"]).start <= day for each in later)]
        return days_in(self.world, lambda _: resolved(plan, {}), person, own) > 0

    def _unit(self, unit: Unit) -> Json | None:
        life = self.lives[unit.key]
        if not unit.window.meets(self.period):
            return None
        lines = [line for line in unit.lines if line.kind != "act" or self.period.holds(line.on)]
        lines.sort(key=lambda line: (ORDER.index(line.kind), line.on if line.kind == "act" else self.period.start))
        days = [day for day in life.in_force(unit.window) if self.period.holds(day)]
        if not lines and not days_in(self.world, life.terms, unit.person, days):
            return None
        written: Json = {
            "incentive": unit.key,
            "funded_by": unit.terms.get("funded_by"),
            "window": unit.window.key,
            "final": unit.window.end <= self.period.end,
        }
        if unit.unknown:
            return {**written, **dict.fromkeys(LAST), "awards": [], "lines": []}
        return {**written, **self._head(unit, lines), "lines": [self._line(line) for line in lines]}

    def _head(self, unit: Unit, lines: list[Line]) -> Json:
        scored = measured_in(unit.terms) == "score"
        return {
            "measure": None if scored else decimal_text(unit.measure),
            "target": _decimal(unit.target),
            "attainment": None if scored else _decimal(unit.attainment),
            "score": _decimal(unit.score, 4),
            "rank": unit.rank,
            "earned": self._money(sum(line.money for line in lines)),
            "limited": self._money(sum(line.limited for line in lines)),
            "waiting": self._money(sum(line.waiting for line in lines)),
            "awards": [
                {
                    "at": decimal_text(number(award["at"])),
                    "badge": award.get("badge"),
                    "gift": award.get("gift"),
                    "value": self._money(self._minor(award["value"])) if "value" in award else None,
                }
                for award in unit.terms.get("awards", [])
                if unit.measure >= number(award["at"])
            ],
        }

    def _line(self, line: Line) -> Json:
        places = 12 if line.kind == "score" else 6
        return {
            "line": line.kind,
            "activity": line.activity,
            "milestone": line.milestone,
            "on": str(line.on),
            "quantity": _decimal(line.quantity, places),
            "share": _decimal(line.share),
            "before": _decimal(line.before, places),
            "after": _decimal(line.after, places),
            "earned": self._money(line.money),
            "limited": self._money(line.limited),
            "waiting": self._money(line.waiting),
            "limit": line.limit,
        }

    def _minor(self, text: str) -> int:
        return minor(text, self.plan["currency"])

    def _money(self, amount: int) -> str:
        return money_text(amount, self.plan["currency"])

    def _sum(self, amounts: Any) -> str | None:
        amounts = list(amounts)
        if None in amounts:
            return None
        return self._money(sum(self._minor(amount) for amount in amounts))


def _decimal(value: Fraction | None, places: int = 6) -> str | None:
    return None if value is None else decimal_text(value, places)
