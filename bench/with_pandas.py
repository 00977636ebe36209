"""The same exact lines with pandas as one is taught it: merge, concat, sort, groupby; whole numbers, no loop over rows.

What is small (levels, scores, prizes) and the curves are those of the bare columns.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from bench.by_hand import END, START
from bench.with_numpy import ACT, TYPES, Facts, Frame, Reached, curve, ends, load

__all__ = ["load", "write_lines", "write_totals"]

UNITS = {(3, "call"): 75, (3, "video"): 300, (4, "testimonial"): 2, (4, "case_study"): 5}
SLOTS = {
    1: ("demo",),
    2: ("review",),
    3: ("call", "video"),
    4: ("testimonial", "case_study"),
    5: ("won",),
    10: ("call",),
}
BY_PERSON, IN_TURN = ["slot", "person"], ["day", "activity"]


def credited(facts: Facts) -> Frame:
    """Every counted act of every slot with whose it is, and the reason where she is not covered that day."""
    milestone, activity, holding = (facts.tables[name] for name in ("milestone", "activity", "holding"))
    counted = [(slot, facts.step[name], UNITS.get((slot, name), 1)) for slot, names in SLOTS.items() for name in names]
    paying = milestone[(milestone["day"] >= START) & (milestone["day"] < END)][["activity", "step", "day"]]
    paying = paying.merge(pd.DataFrame(counted, columns=["slot", "step", "unit"]), on="step")
    about = activity[["activity", "opened", "account", "person", "amount"]]
    asked = paying.merge(about, on="activity")
    by_holder = asked["slot"].isin([1, 3])
    brought = asked[~by_holder & asked["person"].notna()].assign(share=1_000_000)
    held = asked[by_holder | asked["person"].isna()].drop(columns="person").merge(holding, on="account")
    on = held["opened"].where(held["slot"] != 3, held["day"])
    held = held[(held["starts"] <= on) & (on < held["ends"])]
    act = pd.concat([brought, held.drop(columns=["starts", "ends"])], ignore_index=True).drop(columns="opened")
    act["person"] = act["person"].astype("int32")
    act = act.merge(covered(facts), on="person", how="left")
    here = (act["day"] >= act["covered_from"]) & (act["day"] < act["covered_to"])
    return act.assign(reason=np.where(here, 0, 1)).drop(columns=["covered_from", "covered_to"])


def covered(facts: Facts) -> Frame:
    days = pd.DataFrame({"covered_from": facts.covered_from, "covered_to": facts.covered_to})
    days = days[days["covered_from"] < days["covered_to"]]
    return days.rename_axis("person").reset_index()


def quantified(facts: Facts) -> Frame:
    act = credited(facts)
    known = act.loc[(act["slot"] == 2) & (act["reason"] == 0), ["account", *IN_TURN]].drop_duplicates("activity")
    turn = known.sort_values(["account", *IN_TURN]).groupby("account").cumcount()
    late = act["activity"].isin(known.loc[turn[turn >= 2].index, "activity"])
    act["reason"] = act["reason"].mask((act["slot"] == 2) & (act["reason"] == 0) & late, 4)
    quantity = act["share"] * act["unit"]
    deals = act["slot"] == 5
    quantity[deals] = amounts(facts, act[deals])
    return act.assign(quantity=quantity.where(act["reason"] == 0, 0)).drop(columns=["account", "amount", "unit"])


def amounts(facts: Facts, act: Frame) -> np.ndarray:
    """Shares of amounts, less what a clawback takes back by days; the products need all 64 bits."""
    milestone = facts.tables["milestone"]
    gone = milestone.loc[milestone["step"] == facts.step["churned"], ["activity", "day"]]
    left = act.merge(gone.rename(columns={"day": "gone"}), on="activity", how="left")
    after = left["gone"] - left["day"]
    back = ((after >= 0) & (after <= 180)).to_numpy()
    shared = left["share"].to_numpy().astype(np.uint64) * left["amount"].to_numpy().astype(np.uint64)
    days = after.where(back, 0).to_numpy().astype(np.uint64)
    part = (shared * days + np.uint64(90_000_000)) // np.uint64(180_000_000)
    return np.where(back, part, (shared + np.uint64(500_000)) // np.uint64(1_000_000)).astype(np.int64)


def paid(facts: Facts, act: Frame) -> Frame:
    act = act.sort_values([*BY_PERSON, *IN_TURN], ignore_index=True)
    act["after"] = act.groupby(BY_PERSON)["quantity"].cumsum()
    act["n"] = (act["quantity"] != 0).astype("int32").groupby([act["slot"], act["person"]]).cumsum()
    act["before"] = act["after"] - act["quantity"]
    gross = np.zeros(len(act), np.int64)
    for slot in SLOTS:
        mine = (act["slot"] == slot).to_numpy()
        pays = curve(facts, slot, act.loc[mine, "person"].to_numpy())
        gross[mine] = pays(act.loc[mine, "after"].to_numpy()) - pays(act.loc[mine, "before"].to_numpy())
    act["gross"] = act["earned"] = gross
    act["cut"] = 0
    deals, reviews = act["slot"] == 5, act["slot"] == 2
    cap = (400_000 * act.loc[deals, "share"] + 1_000_000) // 2_000_000
    act.loc[deals, "earned"] = np.minimum(cap, act.loc[deals, "gross"])
    act.loc[deals, "cut"] = (act["earned"] < act["gross"]).astype(int)
    act.loc[reviews, ["earned", "cut"]] = capped(act[reviews])
    orders = facts.tables["step"][["step", "ord"]]
    return act.assign(line=ACT, waiting=0).merge(orders, on="step")


def capped(act: Frame) -> Frame:
    """A thousand a person, then six million for all, in turn."""
    gross, so_far = act["gross"], act.groupby("person")["gross"].cumsum()
    wanted = so_far.clip(upper=1000_00) - (so_far - gross).clip(upper=1000_00)
    spent = wanted[act.sort_values([*IN_TURN, "person"]).index].cumsum()
    earned = spent.clip(upper=6_000_000_00) - (spent - wanted).clip(upper=6_000_000_00)
    cut = np.select([earned.loc[act.index] != wanted, wanted != gross], [4, 2], 0)
    return pd.DataFrame({"earned": earned, "cut": pd.Series(cut, act.index)})


def reached(facts: Facts, act: Frame) -> Reached:
    found = Reached.nothing(len(facts.covered_from))
    for slot in (1, 4, 10):
        found.add(facts, slot, act[act["slot"] == slot])
    return found


def write_lines(facts: Facts, out: Path) -> None:
    act = quantified(facts)
    lines = pd.concat([paid(facts, act), *ends(facts, reached(facts, act))], ignore_index=True)
    lines.reindex(columns=list(TYPES)).astype(TYPES).to_parquet(out)


def write_totals(facts: Facts, out: Path) -> None:
    """Acts are put in order only where a limit looks at each; of the others the curve is asked once a person."""
    act = quantified(facts)
    singly = act["slot"].isin([2, 5])
    names = [*BY_PERSON, "line", "gross", "waiting", "earned"]
    totals = [paid(facts, act[singly])[names].groupby([*BY_PERSON, "line"], as_index=False).sum()]
    for slot, mine in act[~singly].groupby("slot"):
        x = mine.groupby("person")["quantity"].sum()
        gross = curve(facts, slot, x.index.to_numpy())(x.to_numpy())
        known = {"slot": slot, "person": x.index, "line": ACT, "gross": gross, "waiting": 0, "earned": gross}
        totals.append(pd.DataFrame(known))
    totals += [lines[names] for lines in ends(facts, reached(facts, act))]
    pd.concat(totals, ignore_index=True).to_parquet(out)
