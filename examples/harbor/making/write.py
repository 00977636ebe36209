"""Lays Harbor's tables into a folder: one CSV a table, in an order that says nothing about how they were made."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from making import evidence, numbers, script, staff
from making.acts import KINDS, Act, acts, before
from making.book import Book, book
from making.days import CLOSES, TAKEN, later
from making.deals import deals
from making.dice import Dice
from making.numbers import Row

Told = dict[tuple[str, str], str]


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables().items():
        (folder / name).write_bytes(text.encode())


def tables() -> dict[str, str]:
    held = book()
    drawn = [before(act) for act in [*acts(held), *script.scripted(held)]]
    known = keyed([act for act in drawn if act.opened < TAKEN])
    pipeline, linked = deals(held, known)
    told = telling(linked)
    measured = numbers.measured(held)
    return {
        "people.csv": staff.PEOPLE,
        "positions.csv": staff.POSITIONS,
        **_customers(held),
        **_facts(linked, told),
        "metrics.csv": text("person,metric,period,value", numbers.metrics(held, measured)),
        "targets.csv": text("incentive,person,period,target,pay", numbers.targets()),
        "champions.csv": text("account,from,to", numbers.champions(held, measured)),
        "grants.csv": text("key,person,incentive,on,amount,reason,given_by,approved_by", numbers.GRANTS),
        "closes.csv": text("period,closed_at", CLOSES),
        "rates.csv": text("on,base,quote,rate", numbers.rates()),
        "channels.csv": text(
            "channel,period,spend,currency,kind,leads,demos,wins,revenue", evidence.channels(pipeline)
        ),
        "deals.csv": text(
            "key,created_on,account,channel,demo_on,won_on,lost_on,amount,currency,units,activity,person,source_recorded_at",
            evidence.deal_rows(pipeline, linked),
        ),
        "account_metrics.csv": text("account,metric,period,value,weight", evidence.account_metrics(measured)),
        "programs.csv": text("program,person,team,from,to,amount,arm", evidence.PROGRAMS),
        "exposures.csv": text("deal,activity,on,stage", evidence.exposures(linked)),
        "asks.csv": text("key,account,contact,kind,on,by,outcome,eligible", evidence.asks(linked)),
        "goals.csv": text("account,title,due,reached_on", evidence.goals(held)),
    }


def text(header: str, rows: Iterable[Row]) -> str:
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return "".join(lines.kept)


class _Lines:
    def __init__(self) -> None:
        self.kept: list[str] = []

    def write(self, line: str) -> None:
        self.kept.append(line)


def keyed(found: list[Act]) -> list[Act]:
    """By the day they were opened, each with a key that says its kind."""
    counts = dict.fromkeys(KINDS, 0)
    named = []
    for act in sorted(found, key=lambda act: (act.opened, act.kind, act.account, act.contact, act.title, act.by)):
        counts[act.kind] += 1
        named.append(replace(act, key=f"{KINDS[act.kind].prefix}-{counts[act.kind]:03}"))
    return named


def telling(found: list[Act]) -> Told:
    """When each act ("") and milestone was told of: soon after, and before the data were taken."""
    told: Told = {}
    for act in found:
        dice = Dice(f"telling {act.key}")
        told[act.key, ""] = _moment(dice, act.opened, 0)
        for milestone, day in act.steps:
            scripted = script.TOLD.get((act.tag, milestone))
            late = 0 if scripted else dice.weighted((0, 1, 2, 3), (62, 22, 10, 6))
            told[act.key, milestone] = max(told[act.key, ""], _moment(dice, scripted or day, late))
    return told


def _moment(dice: Dice, day: date, late: int) -> str:
    told = min(later(day, late), later(TAKEN, -1))
    return f"{told}T{dice.between(13, 21):02}:{dice.below(60):02}:00Z"


def _customers(held: Book) -> dict[str, str]:
    accounts = (
        (
            a.key,
            a.name,
            a.segment,
            a.industry,
            a.region,
            a.size,
            f"{a.arr}.00",
            a.currency,
            a.since,
            a.country,
            a.sector,
        )
        for a in held.accounts
    )
    contacts = (
        (c.key, a.key, c.name, f"{c.key.split('@')[0]}@{a.key}.example", c.title)
        for a in held.accounts
        for c in a.contacts
    )
    return {
        "accounts.csv": text(
            "key,name,segment,industry,region,size,arr,currency,customer_since,country,sector", accounts
        ),
        "contacts.csv": text("key,account,name,email,title", contacts),
        "holdings.csv": text("account,person,from,to,share", _holdings(held)),
    }


def _holdings(held: Book) -> Iterable[Row]:
    for account in held.accounts:
        spans = held.held[account.key]
        ends = [start for start, _ in spans[1:]]
        for (start, shares), end in zip(spans, [*ends, ""], strict=True):
            for person, share in shares:
                yield account.key, person, start, end, share


def _facts(linked: list[Act], told: Told) -> dict[str, str]:
    return {
        "activities.csv": text(
            "key,kind,opened_on,account,contact,person,amount,currency,channel,platform,deal,lead,title,url,stars,reason,"
            "recorded_at",
            _activities(linked, told),
        ),
        "milestones.csv": text("activity,milestone,on,verified,recorded_at,retracted_at", _milestones(linked, told)),
        "credits.csv": text(
            "activity,person,share",
            ((act.key, person, share) for act in linked for person, share in script.SHARED.get(act.tag, ())),
        ),
    }


def _activities(linked: list[Act], told: Told) -> Iterable[Row]:
    for act in linked:
        yield _activity(act, act.amount, told[act.key, ""])
        if act.tag in script.CORRECTED:
            amount, day = script.CORRECTED[act.tag]
            yield _activity(act, amount, f"{day}T15:40:00Z")


def _activity(act: Act, amount: int | None, recorded_at: str) -> Row:
    published = act.day("published")
    return (
        act.key,
        act.kind,
        act.opened,
        act.account,
        act.contact,
        act.person,
        f"{amount}.00" if amount is not None else "",
        act.currency,
        act.channel,
        act.platform,
        act.deal,
        act.lead,
        act.title,
        f"https://{act.platform or 'stories'}.example/{act.key}" if published else "",
        act.stars,
        act.reason,
        recorded_at,
    )


def _milestones(linked: list[Act], told: Told) -> Iterable[Row]:
    for act in linked:
        withdrawn = f"{script.WITHDRAWN[act.tag]}T14:10:00Z" if act.tag in script.WITHDRAWN else ""
        for milestone, day in act.steps:
            verified = "false" if (act.tag, milestone) in script.UNVERIFIED else ""
            yield act.key, milestone, day, verified, told[act.key, milestone], withdrawn
