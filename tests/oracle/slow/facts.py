"""What was known at a moment (rule 1), as dictionaries to ask."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.slow import windows
from tests.oracle.slow.catalogue import MILESTONES
from tests.oracle.slow.exact import number
from tests.oracle.slow.reading import KEYS, Row
from tests.oracle.slow.windows import DAY, Calendar, Window

ALWAYS = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)


def by_bytes(key: str) -> bytes:
    return key.encode("utf-8")


def cutoff(as_of: str | None, zone: str) -> datetime:
    """The last moment that is still known: the instant itself, or the end of the day."""
    if as_of is None:
        return NEVER
    if len(as_of) > len("2026-01-01"):
        return instant(as_of)
    midnight = datetime.combine(date.fromisoformat(as_of) + DAY, time(), ZoneInfo(zone))
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def recorded(row: Row) -> datetime:
    return instant(row["recorded_at"]) if row.get("recorded_at") else ALWAYS


def known(rows: Iterable[Row], columns: tuple[str, ...], moment: datetime) -> list[Row]:
    """The newest row of each key, unless it is withdrawn; a row that was replaced never comes back."""
    newest: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.get(column, "") for column in columns)
        if recorded(row) <= moment and (key not in newest or recorded(row) >= recorded(newest[key])):
            newest[key] = row
    return [row for row in newest.values() if not (row.get("retracted_at") and instant(row["retracted_at"]) <= moment)]


def span(row: dict[str, Any]) -> Window:
    start = date.fromisoformat(row["from"]) if row.get("from") else windows.FIRST
    return Window(start, date.fromisoformat(row["to"]) if row.get("to") else windows.LAST)


class World:
    def __init__(self, tables: dict[str, list[Row]], moment: datetime, calendar: Calendar) -> None:
        self.tables, self.moment, self.calendar = tables, moment, calendar
        now = {name: known(rows, KEYS[name], moment) for name, rows in tables.items()}
        self.people = self._keyed("people", now["people"])
        self.accounts = self._keyed("accounts", now["accounts"])
        self.activities = {row["key"]: row for row in sorted(now["activities"], key=lambda row: by_bytes(row["key"]))}
        self.positions = _grouped(now["positions"], lambda row: row["person"])
        self.holdings = _grouped(now["holdings"], lambda row: row["account"])
        self.credits = _grouped(now["credits"], lambda row: row["activity"])
        self.champions = _grouped(now["champions"], lambda row: row["account"])
        self.targets, self.metrics, self.rates = now["targets"], now["metrics"], now["rates"]
        self.grants = sorted(now["grants"], key=lambda row: by_bytes(row["key"]))
        self.closes = [row for row in now["closes"] if instant(row["closed_at"]) <= moment]
        self.milestones = self._milestones(now["milestones"])

    def _keyed(self, name: str, rows: list[Row]) -> dict[str, Row]:
        """Every key that ever was, in order; one whose row is not known at the moment has no attributes."""
        known_rows = {row["key"]: row for row in rows}
        keys = sorted({row["key"] for row in self.tables[name]}, key=by_bytes)
        return {key: known_rows.get(key, {}) for key in keys}

    def _milestones(self, rows: list[Row]) -> dict[str, dict[str, tuple[date, date | None]]]:
        """Activity to milestone to (its day, the day it was first recorded, None when it was always known)."""
        first: dict[tuple[str, str], datetime] = {}
        for row in self.tables["milestones"]:
            key = (row["activity"], row["milestone"])
            if recorded(row) <= self.moment:
                first[key] = min(recorded(row), first.get(key, NEVER))
        found: dict[str, dict[str, tuple[date, date | None]]] = {}
        for row in rows:
            if row.get("verified", "") not in {"false", "False", "0", "no"}:
                moment = first[row["activity"], row["milestone"]]
                day = None if moment == ALWAYS else moment.astimezone(ZoneInfo(self.calendar.zone)).date()
                found.setdefault(row["activity"], {})[row["milestone"]] = (date.fromisoformat(row["on"]), day)
        return found

    def reached(self, activity: str) -> list[tuple[str, int, date, date | None]]:
        """(milestone, its place in the catalogue, day, first recorded)."""
        order = MILESTONES[self.activities[activity]["kind"]]
        return [(name, order.index(name), *days) for name, days in self.milestones.get(activity, {}).items()]

    def hired(self, person: str) -> Window:
        """Her employment, half-open: she still earns on `ends_on`."""
        row = self.people[person]
        if not row:
            return Window(windows.FIRST, windows.FIRST)
        start = date.fromisoformat(row["starts_on"]) if row.get("starts_on") else windows.FIRST
        return Window(start, date.fromisoformat(row["ends_on"]) + DAY if row.get("ends_on") else windows.LAST)

    def position(self, person: str, day: date) -> Row:
        if person not in self.positions:
            return self.people[person]
        begun = [row for row in self.positions[person] if span(row).start <= day]
        latest = max(begun, key=lambda row: span(row).start, default=None)
        return latest if latest is not None and span(latest).holds(day) else {}

    def holders(self, account: str, day: date) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for row in self.holdings.get(account, []):
            if span(row).holds(day):
                found[row["person"]] = found.get(row["person"], Fraction(0)) + number(row.get("share") or "1")
        return found

    def book(self, person: str, day: date) -> dict[str, Fraction]:
        """Account to her share of it on a day."""
        held = {account: millionths(self.holders(account, day)) for account in self.accounts}
        return {account: shares[person] for account, shares in held.items() if person in shares}

    def champion(self, account: str, day: date) -> bool:
        return any(span(row).holds(day) for row in self.champions.get(account, []))

    def metric(self, person: str, name: str, window: Window) -> Fraction | None:
        for row in self.metrics:
            mine = (row["person"], row["metric"]) == (person, name)
            if mine and windows.parse(row["period"], self.calendar) == window:
                return number(row["value"])
        return None

    def target(self, incentive: str, person: str, window: Window) -> Row | None:
        for row in self.targets:
            mine = (row["incentive"], row["person"]) == (incentive, person)
            if mine and windows.parse(row["period"], self.calendar) == window:
                return row
        return None

    def rate(self, day: date, base: str, quote: str) -> Fraction | None:
        """One `base` in `quote`: the pair itself, else its inverse, at most seven days old (rule 10)."""
        direct = self._latest(day, base, quote)
        if direct is not None:
            return direct
        inverse = self._latest(day, quote, base)
        return 1 / inverse if inverse is not None else None

    def _latest(self, day: date, base: str, quote: str) -> Fraction | None:
        near = [
            (date.fromisoformat(row["on"]), number(row["rate"]))
            for row in self.rates
            if (row["base"], row["quote"]) == (base, quote)
        ]
        near = [(on, rate) for on, rate in near if 0 <= (day - on).days <= 7]
        return max(near)[1] if near else None


def millionths(shares: dict[str, Fraction]) -> dict[str, Fraction]:
    """Shares as whole millionths by largest remainder, first by person key (rule 5)."""
    people = sorted(shares, key=by_bytes)
    floors = {person: shares[person] * 10**6 // 1 for person in people}
    left = sum(shares.values(), Fraction(0)) * 10**6 // 1 - sum(floors.values())
    by_remainder = sorted(people, key=lambda person: floors[person] - shares[person] * 10**6)
    return {person: Fraction(floors[person] + (person in by_remainder[:left]), 10**6) for person in people}


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
