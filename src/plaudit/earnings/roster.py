"""What the plan tables need of the facts: people, positions, targets and metrics, read once from the snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plaudit.activities.facts import Snapshot
from plaudit.earnings.enrol import Person, Position
from plaudit.plans.plan import Calendar
from plaudit.values.currency import digits
from plaudit.values.money import minor
from plaudit.values.period import Period, PeriodUnreadable

Target = tuple[Fraction, int | None]


@dataclass(frozen=True, slots=True)
class Grant:
    """Money given by hand by two people; `amount` is in millionths of the plan's currency."""

    key: str
    person: int
    incentive: str
    on: int
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class Roster:
    """People by number; of each incentive and window the targets by person, of each metric the millionths by person."""

    people: tuple[Person, ...]
    targets: Mapping[tuple[str, Period], Mapping[int, Target]]
    metrics: Mapping[tuple[str, Period], Mapping[int, int]]
    steps: Mapping[tuple[str, str], tuple[int, int]]
    # (kind, milestone) by step.
    milestones: Mapping[int, tuple[str, str]]
    grants: tuple[Grant, ...]
    snapshot: Snapshot

    def named(self, number: int) -> str:
        return self.people[number - 1].key

    @property
    def asked(self) -> tuple[Person, ...]:
        """Those who may be enrolled."""
        asked = self.snapshot.asked
        return self.people if asked is None else tuple(person for person in self.people if person.key in asked)

    def teams(self, starts: int, ends: int) -> dict[int, str]:
        """The first team that each person has from a day up to another; of who left before, the last one she had."""
        found: dict[int, tuple[int, int, str]] = {}
        for person in self.people:
            for position in person.positions:
                if position.team is not None and position.starts < ends:
                    own = (max(starts - position.ends + 1, 0), max(starts, position.starts), position.team)
                    found[person.number] = min(own, found.get(person.number, own))
        return {person: team for person, (*_, team) in found.items()}

    def segments(self, on: int) -> dict[int, str]:
        """The segment in which most of each person's book lies on a day; equal shares go to the first by name."""
        found: dict[int, str] = {}
        for person, segment in _rows(
            self.snapshot,
            "SELECT h.person, a.segment FROM holding AS h JOIN account AS a ON a.account = h.account "
            f"WHERE h.starts <= {on} AND {on} < h.ends AND a.segment IS NOT NULL GROUP BY h.person, a.segment "
            "ORDER BY h.person, SUM(h.share) DESC, a.segment",
        ):
            found.setdefault(person, segment)
        return found


def roster(snapshot: Snapshot, calendar: Calendar, currency: str) -> Roster:
    steps = _rows(snapshot, "SELECT step, kind, milestone, ord FROM step")
    return Roster(
        people=tuple(_people(snapshot)),
        targets=_targets(snapshot, calendar, currency),
        metrics=_metrics(snapshot, calendar),
        steps={(kind, milestone): (step, order) for step, kind, milestone, order in steps},
        milestones={step: (kind, milestone) for step, kind, milestone, _ in steps},
        grants=tuple(
            Grant(*row)
            for row in _rows(snapshot, "SELECT key, person, incentive, day, amount, reason FROM grant_ ORDER BY key")
        ),
        snapshot=snapshot,
    )


def _targets(snapshot: Snapshot, calendar: Calendar, currency: str) -> dict[tuple[str, Period], dict[int, Target]]:
    found: dict[tuple[str, Period], dict[int, Target]] = {}
    known: dict[tuple[str, str | None], Target] = {}
    for incentive, period, people in _rows(
        snapshot, "SELECT incentive, period, LIST((person, target, pay)) FROM target GROUP BY incentive, period"
    ):
        hers = found.setdefault((incentive, window(period, calendar)), {})
        for person, target, pay in people:
            # Most people have one of a few targets.
            if (target, pay) not in known:
                known[target, pay] = Fraction(target), None if pay is None else _booked(pay, currency)
            hers[person] = known[target, pay]
    return found


def _booked(pay: str, currency: str) -> int | None:
    """None of what is finer than the currency: another plan's in another one, for `misstated` refuses this plan's."""
    return minor(pay, currency) if len(pay.partition(".")[2]) <= digits(currency) else None


def _metrics(snapshot: Snapshot, calendar: Calendar) -> dict[tuple[str, Period], dict[int, int]]:
    found: dict[tuple[str, Period], dict[int, int]] = {}
    for metric, period, people in _rows(
        snapshot, "SELECT metric, period, LIST((person, value)) FROM metric GROUP BY metric, period"
    ):
        found.setdefault((metric, window(period, calendar)), {}).update(people)
    return found


def _people(snapshot: Snapshot) -> list[Person]:
    positions: dict[int, list[Position]] = {}
    for person, starts, ends, role, team in _rows(
        snapshot, "SELECT person, starts, ends, role, team FROM position ORDER BY person, starts"
    ):
        positions.setdefault(person, []).append(Position(starts, ends, role, team))
    return [
        Person(number, key, (employed_from, employed_to), tuple(positions.get(number, ())))
        for number, key, employed_from, employed_to in _rows(
            snapshot, "SELECT person, key, employed_from, employed_to FROM person ORDER BY person"
        )
    ]


def _rows(snapshot: Snapshot, query: str) -> list[tuple[Any, ...]]:
    return snapshot.con.execute(query).fetchall()


def window(text: str, calendar: Calendar) -> Period:
    try:
        return Period.of(text, calendar.first_month, calendar.named_by)
    except PeriodUnreadable as wrong:
        raise AssertionError(f"the reader let through {text!r}") from wrong
