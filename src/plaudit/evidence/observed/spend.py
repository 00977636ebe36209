"""What was spent on each channel and period, in one currency, with the wins that the sheet itself tells."""

from dataclasses import dataclass
from datetime import date

from plaudit.activities.facts import Facts
from plaudit.evidence.observed.exchange import main_currency, rates_to
from plaudit.evidence.observed.rows import number, rows, there
from plaudit.values.period import Period

# A row that says no kind is taken for media: that is what channel reports hold.
MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Spend:
    """One channel in one period, half-open days; `by_kind` are whole units of `currency`."""

    channel: str
    start: int
    end: int
    by_kind: dict[str, float]
    wins: float | None
    currency: str

    @property
    def loaded(self) -> float:
        return sum(self.by_kind.values())

    @property
    def media(self) -> float:
        return self.by_kind.get(MEDIA, 0.0)


def spend(facts: Facts, snapshot: date) -> tuple[Spend, ...]:
    """Only periods that were over on the day of the snapshot."""
    if not there(facts, "channels"):
        return ()
    currency = main_currency(facts, "channels")
    if currency is None:
        return ()
    rates = rates_to(facts, currency, snapshot)
    query = f"""SELECT channel, period, coalesce(kind, '{MEDIA}'), spend / 1e6, currency, wins / 1e6
        FROM {rows(facts, "channels", snapshot)} ORDER BY ALL"""
    kinds: dict[tuple[str, str], dict[str, float]] = {}
    wins: dict[tuple[str, str], float] = {}
    for channel, period, kind, amount, of, won in facts.con.execute(query).fetchall():
        if of not in rates:
            continue
        spent = kinds.setdefault((channel, period), {})
        spent[kind] = spent.get(kind, 0.0) + float(amount) * rates[of]
        if won is not None:
            wins[channel, period] = wins.get((channel, period), 0.0) + float(won)
    found = []
    for (channel, period), spent in kinds.items():
        days = Period.of(period)
        if days.end > snapshot and days.last > snapshot:
            continue
        told = wins.get((channel, period))
        found.append(Spend(channel, number(days.start), number(days.end), spent, told, currency))
    return tuple(found)
