"""Many worlds in one plan and one data folder, so that a thousand cases are a handful of calculations."""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.conformance.world import Act, Terms, World

Row = dict[str, str]

# What needs no quotes in a flow mapping; everything else is quoted as JSON, which YAML 1.2 reads.
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?%?|[0-9]+/[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}|[a-zA-Z][a-zA-Z0-9_/-]*")
WORDS = ("true", "false", "null", "yes", "no", "on", "off")

COLUMNS = {
    "people": "key name role team starts_on ends_on",
    "accounts": "key name",
    "activities": "key kind opened_on account person amount currency",
    "milestones": "activity milestone on recorded_at retracted_at",
    "credits": "activity person share",
    "metrics": "person metric period value recorded_at",
    "targets": "incentive person period target",
    "grants": "key person incentive on amount reason given_by approved_by",
    "holdings": "account person from",
    "champions": "account from to",
}


def plan(worlds: Mapping[str, World]) -> str:
    """One plan for all of them; they agree on currency and head, and each covers only its own people."""
    first = next(iter(worlds.values()))
    head: dict[str, Any] = {
        "plan": "conformance",
        "title": "Cases of other systems",
        "currency": first.currency,
        "effective": {"from": "2000-01-01", "to": "2100-01-01"},
        **dict(first.head),
    }
    lines = [f"{key}: {_flow(value)}" for key, value in head.items()]
    incentives = [_renamed(terms, name, world) for name, world in worlds.items() for terms in world.incentives]
    return "\n".join([*lines, "incentives:", *(f"  - {_flow(terms)}" for terms in incentives), ""])


def folder(worlds: Mapping[str, World], path: Path) -> Path:
    """The facts of all of them; keys carry the name of their world."""
    tables: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for name, world in worlds.items():
        _lay(world, f"{name}-", tables)
    for name, rows in tables.items():
        columns = [*COLUMNS[name].split(), *sorted({key for row in rows for key in row} - set(COLUMNS[name].split()))]
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return path


def _lay(world: World, mark: str, tables: dict[str, list[Row]]) -> None:
    tables["people"] += [
        {
            "key": mark + person.key,
            "name": person.key,
            "role": "csm",
            "team": mark + person.team if person.team else "",
            "starts_on": person.starts_on,
            "ends_on": person.ends_on,
        }
        for person in world.people
    ]
    for act in world.acts:
        _lay_act(act, mark, tables)
    tables["metrics"] += [
        {
            "person": mark + metric.person,
            "metric": metric.metric,
            "period": metric.period,
            "value": metric.value,
            "recorded_at": metric.recorded_at,
        }
        for metric in world.metrics
    ]
    tables["targets"] += [
        {
            "incentive": mark + target.incentive,
            "person": mark + target.person,
            "period": target.period,
            "target": target.target,
        }
        for target in world.targets
    ]
    _lay_grants(world, mark, tables)
    for account, start, end in world.champions:
        tables["champions"].append({"account": mark + account, "from": start, "to": end})
        tables["holdings"].append({"account": mark + account, "person": mark + "ada", "from": "2000-01-01"})
    accounts = {act.account for act in world.acts if act.account} | {account for account, _, _ in world.champions}
    tables["accounts"] += [{"key": mark + account, "name": account} for account in sorted(accounts)]


def _lay_grants(world: World, mark: str, tables: dict[str, list[Row]]) -> None:
    tables["grants"] += [
        {
            "key": f"{mark}grant-{number}",
            "person": mark + grant.person,
            "incentive": mark + grant.incentive,
            "on": grant.on,
            "amount": grant.amount,
            "reason": "correction",
            "given_by": mark + "giver",
            "approved_by": mark + "approver",
        }
        for number, grant in enumerate(world.grants)
    ]
    if world.grants:
        outside = ({"key": mark + name, "name": name, "role": "finance"} for name in ("giver", "approver"))
        tables["people"] += outside


def _lay_act(act: Act, mark: str, tables: dict[str, list[Row]]) -> None:
    key = mark + act.key
    tables["activities"].append(
        {
            "key": key,
            "kind": act.kind,
            "opened_on": act.opened,
            "account": mark + act.account if act.account else "",
            "person": mark + act.person if act.person else "",
            "amount": act.amount,
            "currency": act.currency,
            **(act.attributes or {}),
        }
    )
    tables["milestones"] += [
        {
            "activity": key,
            "milestone": step.milestone,
            "on": step.on,
            "recorded_at": step.recorded_at,
            "retracted_at": step.retracted_at,
        }
        for step in act.reached
    ]
    tables["credits"] += [{"activity": key, "person": mark + person, "share": share} for person, share in act.shares]


def _renamed(terms: Terms, name: str, world: World) -> Terms:
    mark = f"{name}-"
    people = terms.get("covers") or [person.key for person in world.people]
    renamed = {**terms, "key": mark + terms["key"], "covers": {"people": [mark + person for person in people]}}
    gate = terms.get("requires")
    if gate and "incentive" in gate:
        renamed["requires"] = {**gate, "incentive": mark + gate["incentive"]}
    return renamed


def _flow(value: Any) -> str:
    match value:
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
        case str():
            plain = PLAIN.fullmatch(value) and value not in WORDS
            return value if plain else json.dumps(value)
        case Sequence() | Iterable():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return json.dumps(value)
