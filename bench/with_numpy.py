"""The same exact lines on bare columns: what somebody writes who knows that our keys are dense numbers.

Like the query by hand it knows the plan by heart and takes nothing from our compiler. What an activity says is found by
its place instead of by a join, and slot by slot one sort puts the lines in order. pandas keeps the columns together.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bench.by_hand import END, START, STEPS

Frame = pd.DataFrame
Column = np.ndarray
LAST = 2**31 - 1
ACT, LEVEL, SCORE, PRIZE = 1, 2, 3, 4
TYPES = {
    **dict.fromkeys(("slot", "person", "line", "activity", "step", "ord", "day", "n", "reason", "cut"), "Int32"),
    **dict.fromkeys(("share", "quantity", "before", "after", "gross", "waiting", "earned"), "Int64"),
}
SCHEMA = pa.schema([(name, {"Int32": pa.int32(), "Int64": pa.int64()}[kind]) for name, kind in TYPES.items()])


@dataclass(frozen=True)
class Facts:
    """The tables by name, the steps by what they are called here, and what is looked up by number."""

    tables: Mapping[str, Frame]
    step: Mapping[str, int]
    order: Column
    covered_from: Column
    covered_to: Column
    churned: Column

    @property
    def standing(self) -> Column:
        return np.flatnonzero(self.covered_to == END)


def load(folder: Path) -> Facts:
    names = ("activity", "milestone", "holding", "person", "position", "step", "target", "metric", "champion")
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in names}
    steps = tables["step"]
    numbers = {(kind, milestone): step for step, kind, milestone, _ in steps.itertuples(index=False)}
    step = {name: numbers[named] for name, named in STEPS.items()}
    order = np.zeros(steps["step"].max() + 1, np.int32)
    order[steps["step"]] = steps["ord"]
    churned = np.full(len(tables["activity"]) + 1, -1, np.int32)
    gone = tables["milestone"][tables["milestone"]["step"] == step["churned"]]
    churned[gone["activity"]] = gone["day"]
    return Facts(tables, step, order, *_covered(tables), churned)


def _covered(tables: Mapping[str, Frame]) -> tuple[Column, Column]:
    """Everybody is a CSM over one run of days."""
    csm = tables["position"].query("role == 'csm'").merge(tables["person"], on="person")
    starts, ends = np.zeros(len(tables["person"]) + 1, np.int32), np.zeros(len(tables["person"]) + 1, np.int32)
    starts[csm["person"]] = np.maximum(np.maximum(csm["starts"], csm["employed_from"]), START)
    ends[csm["person"]] = np.minimum(np.minimum(csm["ends"], csm["employed_to"]), END)
    return starts, ends


# --- credit ---


def credited(facts: Facts, steps: tuple[str, ...], credit: str) -> Frame:
    """Acts of these steps in the quarter with whose they are; without a reason where she is covered that day."""
    milestone, activity, holding = (facts.tables[name] for name in ("milestone", "activity", "holding"))
    day = milestone["day"].to_numpy()
    counts = milestone["step"].isin([facts.step[name] for name in steps]).to_numpy() & (day >= START) & (day < END)
    act = milestone.loc[counts, ["activity", "step", "day"]]
    at = act["activity"].to_numpy() - 1
    act["account"] = activity["account"].to_numpy()[at]
    act["held_on"] = act["day"] if credit == "holder on the day" else activity["opened"].to_numpy()[at]
    branches = []
    if credit == "submitter or holder":
        person = activity["person"].to_numpy()[at]
        brought = ~np.isnan(person)
        mine = act[brought].assign(person=person[brought].astype(np.int32), share=np.int64(1_000_000))
        branches.append(mine)
        act = act[~brought]
    held = act.merge(holding, on="account")
    held = held[(held["starts"] <= held["held_on"]) & (held["held_on"] < held["ends"])].drop(columns=["starts", "ends"])
    act = pd.concat([*branches, held], ignore_index=True).drop(columns="held_on")
    person, day = act["person"].to_numpy(), act["day"].to_numpy()
    act["reason"] = np.where((day >= facts.covered_from[person]) & (day < facts.covered_to[person]), 0, 1)
    return act


def served(act: Frame) -> Frame:
    """Of each account two reviews are paid, those of the first day first."""
    known = act.loc[act["reason"] == 0, ["account", "day", "activity"]].drop_duplicates("activity")
    known = known.sort_values(["account", "day", "activity"])
    late = known.loc[known.groupby("account").cumcount() >= 2, "activity"]
    return act.assign(reason=np.where((act["reason"] == 0) & act["activity"].isin(late), 4, act["reason"]))


def kept(facts: Facts, act: Frame) -> Column:
    """What a clawback leaves of the amount; products of shares, amounts and days need all 64 bits."""
    amount = facts.tables["activity"]["amount"].to_numpy()[act["activity"].to_numpy() - 1].astype(np.uint64)
    share = act["share"].to_numpy().astype(np.uint64)
    after = facts.churned[act["activity"]] - act["day"].to_numpy()
    back = (after >= 0) & (after <= 180)
    days = np.where(back, after, 0).astype(np.uint64)
    whole = (share * amount + np.uint64(500_000)) // np.uint64(1_000_000)
    part = (share * amount * days + np.uint64(90_000_000)) // np.uint64(180_000_000)
    return np.where(back, part, whole).astype(np.int64)


# --- curves, in minor units ---


def graduated(x: Column) -> Column:
    tiers = [
        (x + 50) // 100,
        500_00 + ((x - 5_000_000) * 25 + 1000) // 2000,
        2375_00 + ((x - 20_000_000) * 3 + 100) // 200,
    ]
    return np.select(
        [x <= 5_000_000, x <= 20_000_000, x <= 100_000_000], tiers, 14375_00 + ((x - 100_000_000) * 7 + 200) // 400
    )


def volume(x: Column) -> Column:
    return np.select([x <= 10_000_000, x <= 30_000_000], [(x + 250) // 500, (x + 200) // 400], (x * 3 + 500) // 1000)


def slider(x: Column) -> Column:
    return (x + 5000) // 10000


def commission(x: Column) -> Column:
    return (6 * x + 1_000_000) // 2_000_000


def quota(target: Column) -> Callable[[Column], Column]:
    t = target
    over = 2_000_000 * t

    def pays(x: Column) -> Column:
        tiers = [
            (200_000 * x + t * 1_000_000) // over,
            500_00 + (600_000 * (x - t * 500_000) + t * 1_000_000) // over,
            2000_00 + (800_000 * (x - t * 1_000_000) + t * 1_000_000) // over,
        ]
        return np.select([2 * x <= t * 1_000_000, x <= t * 1_000_000, 2 * x <= t * 3_000_000], tiers, 4000_00)

    return pays


def index(x: Column) -> Column:
    tiers = [
        np.zeros_like(x),
        (300_000 * (x - 800_000_000_000) + 200_000_000_000) // 400_000_000_000,
        1500_00 + (150_000 * (x - 1_000_000_000_000) + 200_000_000_000) // 400_000_000_000,
    ]
    return np.select([x <= 800_000_000_000, x <= 1_000_000_000_000, x <= 1_200_000_000_000], tiers, 2250_00)


def curve(facts: Facts, slot: int, person: Column) -> Callable[[Column], Column]:
    """What a slot pays these people; nothing for what is only counted."""
    curves: dict[int, Callable[[Column], Column]] = {1: graduated, 2: volume, 3: slider, 5: commission}
    return quota(targets(facts)[person]) if slot == 4 else curves.get(slot, np.zeros_like)


# --- acts to lines ---


def running(values: Column, first: Column) -> Column:
    """The sum within each run of rows; `first` marks where one begins."""
    total = np.cumsum(values)
    at = np.flatnonzero(first)
    return total - np.repeat(total[at] - values[at], np.diff(np.append(at, len(values))))


def quantified(facts: Facts) -> Iterator[tuple[int, Frame]]:
    """The acts of each slot that pays by acts, and of the two that only count them."""
    slots: tuple[tuple[int, tuple[str, ...], str], ...] = (
        (1, ("demo",), "holder when opened"),
        (2, ("review",), "submitter or holder"),
        (3, ("call", "video"), "holder on the day"),
        (4, ("testimonial", "case_study"), "submitter or holder"),
        (5, ("won",), "submitter or holder"),
        (10, ("call",), "submitter or holder"),
    )
    units = {"call": {3: 75}, "video": {3: 300}, "testimonial": {4: 2}, "case_study": {4: 5}}
    for slot, steps, credit in slots:
        act = credited(facts, steps, credit)
        if slot == 2:
            act = served(act)
        if slot == 5:
            quantity = kept(facts, act)
        else:
            unit = np.ones(len(facts.order), np.int64)
            for name in steps:
                unit[facts.step[name]] = units.get(name, {}).get(slot, 1)
            quantity = act["share"].to_numpy() * unit[act["step"]]
        yield slot, act.assign(quantity=np.where(act["reason"] == 0, quantity, 0)).drop(columns="account")


def paid(facts: Facts, slot: int, act: Frame) -> Frame:
    act = act.iloc[np.lexsort((act["activity"], act["day"], act["person"]))]
    person, quantity = act["person"].to_numpy(), act["quantity"].to_numpy()
    first = np.append(True, person[1:] != person[:-1])
    after = running(quantity, first)
    before = after - quantity
    pays = curve(facts, slot, person)
    gross = pays(after) - pays(before)
    act = act.assign(before=before, after=after, n=running((quantity != 0).astype(np.int64), first), gross=gross)
    earned, cut = gross, np.zeros(len(act), np.int64)
    if slot == 5:
        earned = np.minimum(gross, (400_000 * act["share"].to_numpy() + 1_000_000) // 2_000_000)
        cut = (earned < gross).astype(np.int64)
    if slot == 2:
        earned, cut = capped(act, first)
    return act.assign(slot=slot, line=ACT, ord=facts.order[act["step"]], earned=earned, cut=cut, waiting=0)


def capped(act: Frame, first: Column) -> tuple[Column, Column]:
    """A thousand a person, then six million for all, in turn."""
    gross = act["gross"].to_numpy()
    so_far = running(gross, first)
    wanted = np.minimum(so_far, 1000_00) - np.minimum(so_far - gross, 1000_00)
    turn = np.lexsort((act["person"], act["activity"], act["day"]))
    spent = np.empty_like(wanted)
    spent[turn] = np.cumsum(wanted[turn])
    earned = np.minimum(spent, 6_000_000_00) - np.minimum(spent - wanted, 6_000_000_00)
    return earned, np.select([earned != wanted, wanted != gross], [4, 2], 0)


def targets(facts: Facts) -> Column:
    mine = facts.tables["target"].query("incentive == 'advocacy-assets'")
    target = np.ones(len(facts.covered_from), np.int64)
    target[mine["person"]] = mine["target"].astype(np.int64)
    return target


# --- levels, scores, prizes ---


@dataclass
class Reached:
    """What people stand at, gathered while the acts pass by: by slot, and of two kinds of act by step."""

    people: int
    x: dict[str, Column]
    last: Column

    @classmethod
    def nothing(cls, people: int) -> "Reached":
        return cls(people, {}, np.zeros(people, np.int64))

    def add(self, facts: Facts, slot: int, act: Frame) -> None:
        known = act[act["reason"] == 0]
        if slot == 1:
            self.x["demos"] = self._sum(known["person"], known["share"])
            np.maximum.at(self.last, known["person"], known["day"])
        if slot == 10:
            self.x["calls"] = self._sum(known["person"], known["share"])
        if slot == 4:
            for name in ("testimonial", "case_study"):
                mine = known[known["step"] == facts.step[name]]
                self.x[name] = self._sum(mine["person"], mine["share"])

    def _sum(self, person: pd.Series, values: pd.Series) -> Column:
        summed = np.zeros(self.people, np.int64)
        np.add.at(summed, person.to_numpy(), values.to_numpy())
        return summed


def ends(facts: Facts, reached: Reached) -> Iterator[Frame]:
    who = facts.standing
    yield prizes(who, reached.x["demos"][who], reached.last[who])
    champions = champion_shares(facts)[who]
    yield _end(7, LEVEL, who, champions, (500_00 * champions + 1_000_000) // 2_000_000)
    stories = np.minimum(reached.x["case_study"][who], 40_000_000) * 25_000
    quotes = np.minimum(reached.x["testimonial"][who], 80_000_000) * 12_500
    score = (2 * (stories + 2 * quotes) + 3) // 6
    yield _end(8, SCORE, who, score, np.zeros_like(score))
    metrics = facts.tables["metric"].pivot_table(index="person", columns="metric", values="value").loc[who].astype(int)
    parts = (
        (3, reached.x["calls"][who] * 10_000),
        (4, metrics["adoption"].to_numpy() * 1_250_000),
        (3, metrics["nps"].to_numpy() * 25_000),
    )
    scored = (2 * sum(weight * np.minimum(part, 2_000_000_000_000) for weight, part in parts) + 10) // 20
    yield _end(9, SCORE, who, scored, index(scored))


def _end(slot: int, line: int, who: Column, x: Column, earned: Column) -> Frame:
    """A level or a score moves from 0 to where it stands, a prize does not move."""
    return pd.DataFrame(
        {"slot": slot, "person": who, "line": line, "activity": LAST, "ord": 0, "day": END - 1, "quantity": x}
        | {"before": 0, "after": 0 if line == PRIZE else x, "n": 0, "reason": 0, "gross": earned, "cut": 0}
        | {"waiting": 0, "earned": earned}
    )


def champion_shares(facts: Facts) -> Column:
    champion, holding = facts.tables["champion"], facts.tables["holding"]
    open_at_the_end = [each[(each["starts"] < END) & (each["ends"] >= END)] for each in (champion, holding)]
    held = open_at_the_end[0][["account"]].merge(open_at_the_end[1], on="account")
    shares = np.zeros(len(facts.covered_from), np.int64)
    np.add.at(shares, held["person"].to_numpy(), held["share"].to_numpy())
    return shares


def prizes(who: Column, x: Column, last: Column) -> Frame:
    """The pot of the tied places, divided; what is left over goes to who was there first."""
    ranked = pd.DataFrame({"person": who, "x": x, "last": last}).query("x >= 1")
    ranked["place"] = ranked["x"].rank(method="min", ascending=False).astype(int)
    ranked = ranked[ranked["place"] <= 5].sort_values(["place", "last", "person"])
    ranked["tied"] = ranked.groupby("place")["person"].transform("size")
    ranked["turn"] = ranked.groupby("place").cumcount() + 1
    upto = np.append(0, np.cumsum([5000_00, 3000_00, 2000_00, 1000_00, 500_00]))
    pot = upto[np.minimum(ranked["place"] - 1 + ranked["tied"], 5)] - upto[ranked["place"] - 1]
    earned = (pot // ranked["tied"] + (ranked["turn"] <= pot % ranked["tied"])).to_numpy()
    lines = _end(6, PRIZE, ranked["person"].to_numpy(), ranked["x"].to_numpy(), earned)
    return lines.assign(n=ranked["place"].to_numpy())


def write_lines(facts: Facts, out: Path) -> None:
    """One row group a slot, so that only one slot's lines are held."""
    reached = Reached.nothing(len(facts.covered_from))
    with pq.ParquetWriter(out, SCHEMA) as writer:
        for slot, act in quantified(facts):
            reached.add(facts, slot, act)
            writer.write_table(_table(paid(facts, slot, act)))
        for lines in ends(facts, reached):
            writer.write_table(_table(lines))


def _table(lines: Frame) -> pa.Table:
    return pa.Table.from_pandas(lines.reindex(columns=list(TYPES)), SCHEMA, preserve_index=False)


def write_totals(facts: Facts, out: Path) -> None:
    """What each slot paid each person; acts are put in order only where a limit looks at each."""
    reached = Reached.nothing(len(facts.covered_from))
    names = ["slot", "person", "line", "gross", "waiting", "earned"]
    totals = []
    for slot, act in quantified(facts):
        reached.add(facts, slot, act)
        if slot in {2, 5}:
            paid_out = paid(facts, slot, act)
            totals.append(paid_out[names].groupby(["slot", "person", "line"], as_index=False).sum())
        else:
            x = act.groupby("person")["quantity"].sum()
            gross = curve(facts, slot, x.index.to_numpy())(x.to_numpy())
            known = {"slot": slot, "person": x.index, "line": ACT, "gross": gross, "waiting": 0, "earned": gross}
            totals.append(pd.DataFrame(known))
    totals += [lines[names] for lines in ends(facts, reached)]
    pd.concat(totals, ignore_index=True).to_parquet(out)
