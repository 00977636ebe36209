"""Small companies with everything that happens in one: splits, leavers, corrections, late reports, foreign money."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from tests.oracle.slow import windows
from tests.oracle.slow.catalogue import MILESTONES
from tests.oracle.slow.windows import Window
from tests.properties.drawn_days import AMOUNTS, DAY, Draw, calendars, days, moments, periods, seldom
from tests.properties.plan_texts import (
    METRICS,
    REACHED,
    Setting,
    Terms,
    amended,
    heads,
    incentives,
    plan_text,
    window_texts,
)

Row = dict[str, str]
Tables = dict[str, list[Row]]
NAMES = ("ada", "ben", "cal", "Zoe", "åsa", "lee")
ACCOUNTS = ("acme", "birch", "Cedar")
SPLITS = [
    ["1"],
    ["1"],
    ["1/2", "1/2"],
    ["1/3", "1/3", "1/3"],
    ["0.25", "0.75"],
    ["0.333333", "0.666667"],
    ["1/5", "0.8"],
]


@dataclass(frozen=True)
class World:
    """A plan (or its versions), a data folder and what is asked."""

    plans: tuple[str, ...]
    tables: Tables
    period: str
    as_of: str | None

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The plan's folder (with one file for each version) and the data folder."""
        plan, data = folder / "plan", folder / "data"
        plan.mkdir(parents=True)
        data.mkdir()
        for number, written in enumerate(self.plans, start=1):
            (plan / f"{number}.yaml").write_text(written, "utf-8")
        for name, rows in self.tables.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            if not rows and name != "milestones":
                continue
            columns = columns or ["activity", "milestone", "on"]
            with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return plan, data


@st.composite
def worlds(draw: Draw) -> World:
    calendar = draw(calendars())
    period = draw(periods(calendar))
    names = NAMES[: draw(st.integers(2, 6))]
    currency = draw(st.sampled_from(["USD", "USD", "USD", "JPY", "KWD"]))
    kinds = draw(st.permutations(sorted(REACHED)))[: draw(st.sampled_from([2, 1, 4]))]
    setting = Setting(calendar, period, currency, names, tuple(dict.fromkeys([*kinds, "csql"])))
    head = draw(heads(setting))
    promised = draw(incentives(setting, draw(window_texts(setting))))
    plans = [plan_text(head, promised)]
    if draw(st.integers(0, 2)) == 2:
        newer, kept = draw(amended(head, promised, setting))
        plans += [plan_text(newer, kept)] if kept else []
    tables = draw(companies(setting))
    tables |= draw(happenings(setting, tables))
    tables |= draw(outside(setting, promised))
    as_of = seldom(draw, st.sampled_from([f"{period.last}T23:59:59Z", f"{period.end + 20 * DAY}T12:00:00Z"]))
    return World(tuple(plans), tables, windows.name(period, calendar), as_of)


@st.composite
def companies(draw: Draw, setting: Setting) -> Tables:
    """People, positions, accounts, contacts and who holds which account when."""
    people, positions = [], []
    for name in setting.people:
        row = {"key": name, "name": name, "role": draw(st.sampled_from(["csm", "csm", "csm", "manager"]))}
        row["team"] = draw(st.sampled_from(["east", "east", "west"]))
        starts = seldom(draw, days(setting.period), 5)
        ends = seldom(draw, days(setting.period), 4)
        row["starts_on"] = starts.isoformat() if starts else ""
        row["ends_on"] = ends.isoformat() if ends and (not starts or ends >= starts) else ""
        people.append(row)
        cut = seldom(draw, days(setting.period), 4)
        employed = (not starts or starts < cut) and (not ends or ends >= cut) if cut else False
        if cut and employed:
            sides = [{"from": "2025-01-01", "to": cut.isoformat()}, {"from": cut.isoformat(), "to": ""}]
            roles = draw(st.permutations([row["role"], draw(st.sampled_from(["csm", "manager"]))]))
            positions += [
                {"person": name, "role": role, "team": row["team"], **side}
                for role, side in zip(roles, sides, strict=True)
            ]
    accounts = [
        {
            "key": name,
            "name": name,
            "segment": draw(st.sampled_from(["enterprise", "small", ""])),
            "size": draw(st.sampled_from(["50", "50.01", "10", ""])),
            "arr": draw(st.sampled_from(["1000", "999.99", "2500", "0"])),
        }
        for name in ACCOUNTS
    ]
    contacts = [{"key": f"{name}-{n}", "account": name, "name": "N"} for name in ACCOUNTS for n in (1, 2)]
    holdings = [row for name in ACCOUNTS for row in draw(held(name, setting))]
    return {"people": people, "positions": positions, "accounts": accounts, "contacts": contacts, "holdings": holdings}


@st.composite
def held(draw: Draw, account: str, setting: Setting) -> list[Row]:
    """Stretches of days, each with holders whose shares sum to 1; seldom a stretch nobody holds, or not wholly."""
    cuts = sorted({date(2025, 1, 1), *draw(st.lists(days(setting.period), max_size=2))})
    ends = [*(cut.isoformat() for cut in cuts[1:]), ""]
    rows = []
    for start, end in zip(cuts, ends, strict=True):
        shares = draw(st.sampled_from([split for split in SPLITS if len(split) <= len(setting.people)]))
        holders = draw(st.permutations(setting.people))[: len(shares)]
        flaw = draw(st.integers(0, 24))
        if flaw == 24:
            continue
        if flaw == 23:
            shares = ["0.4", "0.4"][: len(holders)]
        rows += [
            {"account": account, "person": who, "from": start.isoformat(), "to": end, "share": share}
            for who, share in zip(holders, shares, strict=False)
        ]
    return rows


@st.composite
def happenings(draw: Draw, setting: Setting, company: Tables) -> Tables:
    """Activities, their milestones, and explicit credits."""
    activities, milestones, credits_ = [], [], []
    for number in range(draw(st.sampled_from([8, 3, 12, 18]))):
        key = draw(st.sampled_from(["a", "B", "é"])) + str(number)
        activity = draw(an_activity(key, setting, company))
        activities.append(activity)
        milestones += draw(its_milestones(activity, setting))
        if draw(st.integers(0, 4)) == 4:
            shares = draw(st.sampled_from([split for split in SPLITS if len(split) <= len(setting.people)]))
            if draw(st.integers(0, 19)) == 19:
                shares = shares[:-1] or ["0.999999"]
            people = draw(st.permutations(setting.people))
            credits_ += [
                {"activity": key, "person": who, "share": share} for who, share in zip(people, shares, strict=False)
            ]
    return {"activities": activities, "milestones": milestones, "credits": credits_}


@st.composite
def an_activity(draw: Draw, key: str, setting: Setting, company: Tables) -> Row:
    kind = draw(st.sampled_from(setting.kinds))
    account = draw(st.sampled_from([*ACCOUNTS, *ACCOUNTS, ""]))
    contact = seldom(draw, st.sampled_from(company["contacts"]), 2)
    row = {
        "key": key,
        "kind": kind,
        "opened_on": draw(days(setting.period)).isoformat(),
        "account": account,
        "contact": contact["key"] if contact and contact["account"] == account else "",
        "person": draw(st.sampled_from([*setting.people, ""])) if account else draw(st.sampled_from(setting.people)),
        "amount": "",
        "currency": "",
        "platform": draw(st.sampled_from(["g2", "capterra", "elsewhere", ""])),
    }
    if kind == "csql" or draw(st.booleans()):
        row["amount"] = (
            draw(st.sampled_from(AMOUNTS)) if draw(st.integers(0, 19)) else draw(st.sampled_from(["", "-1"]))
        )
        row["currency"] = draw(st.sampled_from(["", setting.currency, setting.currency, "EUR"]))
    return row


@st.composite
def its_milestones(draw: Draw, activity: Row, setting: Setting) -> list[Row]:
    paying, early, taking = REACHED[activity["kind"]]
    reached = [paying] if draw(st.integers(0, 9)) < 9 else []
    reached += [early] if draw(st.booleans()) else []
    reached += [taking] if draw(st.integers(0, 3)) == 3 else []
    rows = []
    for name in sorted(reached, key=MILESTONES[activity["kind"]].index):
        day = draw(days(setting.period))
        row = {"activity": activity["key"], "milestone": name, "on": day.isoformat()}
        row["verified"] = "false" if draw(st.integers(0, 14)) == 14 else ""
        row["recorded_at"] = seldom(draw, moments(day), 2) or ""
        row["retracted_at"] = ""
        rows.append(row)
        if draw(st.integers(0, 6)) == 6:
            other = draw(days(setting.period))
            later = f"{max(day, other) + 61 * DAY}T08:00:00Z"
            rows.append({**row, "on": other.isoformat(), "recorded_at": later})
        if draw(st.integers(0, 11)) == 11:
            rows[-1]["retracted_at"] = f"{setting.period.end + draw(st.sampled_from([5, 200])) * DAY}T09:00:00Z"
            if rows[-1]["retracted_at"] <= rows[-1]["recorded_at"]:
                rows[-1]["retracted_at"] = rows[-1]["recorded_at"].replace("-", "-").replace("2026", "2027")
    return rows


@st.composite
def outside(draw: Draw, setting: Setting, promised: list[Terms]) -> Tables:
    """Targets, metrics, champions, rates, grants and closes."""
    targets, metrics = [], []
    for terms in promised:
        for window in its_windows(terms["window"], setting):
            for person in setting.people:
                if terms["kind"] == "quota" and draw(st.integers(0, 2)) == 0:
                    target = draw(
                        st.sampled_from(["1", "2", "0.333333", "4", "0" if draw(st.integers(0, 19)) == 19 else "3"])
                    )
                    pay = draw(st.sampled_from(["", "500", "1"]))
                    targets.append(
                        {"incentive": terms["key"], "person": person, "period": window, "target": target, "pay": pay}
                    )
    every = dict.fromkeys(window for terms in promised for window in its_windows(terms["window"], setting))
    values = {"nps": ["40", "39.999999", "-5", "30", "60"], "adoption": ["0.7", "0.699999", "0.8", "1.1"]}
    for window in every:
        for person in setting.people:
            for name in METRICS:
                if draw(st.integers(0, 39)) != 39:
                    value = draw(st.sampled_from(values[name]))
                    metrics.append({"person": person, "metric": name, "period": window, "value": value})
    return {
        "targets": targets,
        "metrics": metrics,
        "champions": draw(champions(setting)),
        "rates": draw(rates(setting)),
        "grants": draw(grants(setting, promised)),
        "closes": draw(closes(setting)),
    }


def its_windows(window: object, setting: Setting) -> list[str]:
    if isinstance(window, dict):
        return [f"{window['from']}/{window['to']}"]
    near = Window(max(setting.period.start - 100 * DAY, date(2025, 1, 1)), setting.period.end)
    return [each.key for each in windows.windows(str(window), near, setting.calendar)]


@st.composite
def champions(draw: Draw, setting: Setting) -> list[Row]:
    rows = []
    for account in ACCOUNTS:
        cuts = sorted(set(draw(st.lists(days(setting.period), min_size=1, max_size=3))))
        end = cuts[1].isoformat() if len(cuts) > 1 else ""
        rows.append({"account": account, "from": cuts[0].isoformat(), "to": end})
        if len(cuts) > 2:
            rows.append({"account": account, "from": cuts[2].isoformat(), "to": ""})
    return rows


@st.composite
def rates(draw: Draw, setting: Setting) -> list[Row]:
    """Both ways round, seven days apart or eight."""
    step = draw(st.sampled_from([7, 7, 7, 8]))
    pair = draw(st.sampled_from([("EUR", setting.currency), (setting.currency, "EUR")]))
    rate = draw(st.sampled_from(["1.1", "0.9", "1.08255", "3"]))
    start = setting.period.start - 60 * DAY
    days_ = [start + n * step * DAY for n in range((setting.period.end - start).days // step + 4)]
    rows = [{"on": day.isoformat(), "base": pair[0], "quote": pair[1], "rate": rate} for day in days_]
    if draw(st.booleans()):
        rows.append({"on": days_[6].isoformat(), "base": pair[1], "quote": pair[0], "rate": "1.3"})
    return rows


@st.composite
def grants(draw: Draw, setting: Setting, promised: list[Terms]) -> list[Row]:
    return [
        {
            "key": f"g{number}",
            "person": draw(st.sampled_from(setting.people)),
            "incentive": draw(st.sampled_from(promised))["key"],
            "on": draw(days(setting.period)).isoformat(),
            "amount": draw(st.sampled_from(["75", "1"])),
            "reason": "thanks",
            "given_by": "mo",
            "approved_by": "fay",
        }
        for number in range(draw(st.sampled_from([0, 0, 0, 1, 2])))
    ]


@st.composite
def closes(draw: Draw, setting: Setting) -> list[Row]:
    if draw(st.booleans()):
        return []
    closed = windows.name(setting.period, setting.calendar)
    after = draw(st.sampled_from([0, 3, 30]))
    return [{"period": closed, "closed_at": f"{setting.period.end + after * DAY}T12:00:00Z"}]
