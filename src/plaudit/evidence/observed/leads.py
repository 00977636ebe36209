"""Leads with their days, as they stood on the day of the snapshot: what came later is not there."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.activities.facts import Facts
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.exchange import main_currency, rates_to
from plaudit.evidence.observed.rows import NO_DAY, Days, days, has, key, number, rows, there
from plaudit.values.period import day

Numbers = NDArray[np.float64]
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Leads:
    """One row a deal; a day that did not come is OPEN. `channel` and `person` are places in names (-1: nobody)."""

    snapshot: int
    created: Days
    demo: Days
    won: Days
    lost: Days
    channel: Days
    channels: tuple[str, ...]
    person: Days
    people: tuple[str, ...]
    # In whole units of `currency`; nothing known is NaN.
    amount: Numbers
    currency: str | None
    sourced: Days
    undated: int

    @property
    def count(self) -> int:
        return len(self.created)

    def of(self, mask: NDArray[np.bool_]) -> "Leads":
        picked = {
            name: getattr(self, name)[mask]
            for name in ("created", "demo", "won", "lost", "channel", "person", "amount", "sourced")
        }
        return Leads(
            snapshot=self.snapshot,
            channels=self.channels,
            people=self.people,
            currency=self.currency,
            undated=self.undated,
            **picked,
        )

    def at(self, snapshot: int) -> "Leads":
        """As they stood at the end of an earlier day."""
        kept = self.of(self.created <= snapshot)
        seen = {name: np.where(reached <= snapshot, reached, OPEN) for name, reached in kept.progress().items()}
        return Leads(
            snapshot=snapshot,
            created=kept.created,
            channel=kept.channel,
            channels=kept.channels,
            person=kept.person,
            people=kept.people,
            amount=kept.amount,
            currency=kept.currency,
            sourced=kept.sourced,
            undated=kept.undated,
            **seen,
        )

    def progress(self) -> dict[str, Days]:
        return {"demo": self.demo, "won": self.won, "lost": self.lost}


def leads(facts: Facts, snapshot: date) -> Leads | None:
    """None when the folder has no deals."""
    if not there(facts, "deals"):
        return None
    currency = main_currency(facts, "deals")
    query = f"""SELECT key, created_on AS created, demo_on AS demo, won_on AS won, lost_on AS lost,
        (epoch(source_recorded_at) // 86400)::BIGINT AS sourced, channel AS named, person AS brought,
        dense_rank() OVER (ORDER BY coalesce(channel, '{UNKNOWN}')) - 1 AS channel,
        CASE WHEN person IS NULL THEN NULL ELSE dense_rank() OVER (ORDER BY person NULLS LAST) - 1 END AS person,
        account, activity, amount, {_rate(facts, currency, snapshot)} AS rate FROM {rows(facts, "deals", snapshot)}"""
    facts.con.execute(f"CREATE OR REPLACE TEMP TABLE leads_now AS {query}")
    names = ("created", "demo", "won", "lost", "sourced", "channel", "person", "amount")
    found = days(facts, "SELECT * FROM leads_now", names)
    rate = np.asarray(
        facts.con.execute("SELECT coalesce(rate, 'nan'::DOUBLE) AS rate FROM leads_now").fetchnumpy()["rate"]
    )
    end = number(snapshot)
    dated = (found["created"] != NO_DAY) & (found["created"] <= end)
    kept = {name: column[dated] for name, column in found.items()}
    progress = {
        name: np.where((kept[name] == NO_DAY) | (kept[name] > end), OPEN, kept[name])
        for name in ("demo", "won", "lost")
    }
    worth = np.where(kept["amount"] == NO_DAY, np.nan, kept["amount"] / 1e6 * rate[dated])
    return Leads(
        snapshot=end,
        created=kept["created"],
        channel=kept["channel"],
        channels=_channels(facts),
        person=np.where(kept["person"] == NO_DAY, -1, kept["person"]),
        people=_people(facts),
        amount=worth,
        currency=currency,
        sourced=kept["sourced"],
        undated=int((found["created"] == NO_DAY).sum()),
        **progress,
    )


def keys(facts: Facts, found: Leads) -> NDArray[np.object_]:
    """Of the leads last read, in their order."""
    query = f"SELECT key FROM leads_now WHERE created <= {found.snapshot}"
    return np.array([key for (key,) in facts.con.execute(query).fetchall()], dtype=object)


def accounts(facts: Facts, found: Leads) -> NDArray[np.object_]:
    """Of the leads last read, in their order: whose act led to each, else whose deal it is; None where nobody knows."""
    theirs, join = key(facts, "deals", "account", "l"), ""
    if has(facts, "activities", "account"):
        theirs = f"coalesce({key(facts, 'activities', 'account', 'a')}, {theirs})"
        join = f"LEFT JOIN {rows(facts, 'activities', day(found.snapshot))} AS a ON a.activity = l.activity"
    query = f"SELECT {theirs} FROM leads_now AS l {join} WHERE l.created <= {found.snapshot} ORDER BY l.rowid"
    return np.array([account for (account,) in facts.con.execute(query).fetchall()], dtype=object)


def _rate(facts: Facts, currency: str | None, snapshot: date) -> str:
    if currency is None:
        return "1.0"
    rates = rates_to(facts, currency, snapshot)
    cases = " ".join(f"WHEN '{code}' THEN {rate!r}::DOUBLE" for code, rate in rates.items())
    return f"CASE coalesce(currency, '{currency}') {cases} END"


def _channels(facts: Facts) -> tuple[str, ...]:
    query = f"SELECT DISTINCT coalesce(named, '{UNKNOWN}'), channel FROM leads_now ORDER BY channel"
    return tuple(name for name, _ in facts.con.execute(query).fetchall())


def _people(facts: Facts) -> tuple[str, ...]:
    query = "SELECT DISTINCT brought, person FROM leads_now WHERE brought IS NOT NULL ORDER BY person"
    found = [name for name, _ in facts.con.execute(query).fetchall()]
    if not found or not has(facts, "people", "key"):
        return tuple(str(name) for name in found)
    keys = dict(facts.con.execute("SELECT person, key FROM facts.people").fetchall())
    return tuple(str(keys.get(name, name)) for name in found)
