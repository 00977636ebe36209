"""The lines with polars and floats, as one writes it who does not count in whole cents: lazy, all columns at once.

Money is rounded to cents where a curve pays and at every limit. What floats cannot say exactly differs from our lines
by a cent here and there; `make bench` counts how many.
"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from polars import col, lit, when

from bench.by_hand import END, START, STEPS

Lazy = pl.LazyFrame
COLUMNS = (
    *("slot", "person", "line", "activity", "step", "ord", "day", "share", "quantity", "before", "after", "n"),
    *("reason", "gross", "cut", "waiting", "earned"),
)
LAST = 2**31 - 1
BY_PERSON = ("slot", "person")
IN_TURN = ("day", "activity")


class Facts:
    """The tables as lazy frames over what lies in memory, and the steps by what they are called here."""

    def __init__(self, folder: Path) -> None:
        names = ("activity", "milestone", "holding", "person", "position", "step", "target", "metric", "champion")
        frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in names}
        numbers = {(kind, milestone): step for step, kind, milestone, _ in frames["step"].iter_rows()}
        self.step: Mapping[str, int] = {name: numbers[named] for name, named in STEPS.items()}
        self.table: Mapping[str, Lazy] = {name: frame.lazy() for name, frame in frames.items()}

    def covered(self) -> Lazy:
        """Everybody is a CSM over one run of days."""
        csm = self.table["position"].filter(col("role") == "csm").join(self.table["person"], on="person")
        return csm.select(
            "person",
            covered_from=pl.max_horizontal("starts", "employed_from", lit(START)),
            covered_to=pl.min_horizontal("ends", "employed_to", lit(END)),
        ).filter(col("covered_from") < col("covered_to"))

    def standing(self) -> Lazy:
        return self.covered().filter(col("covered_to") == END).select("person")


def load(folder: Path) -> Facts:
    return Facts(folder)


# --- credit ---


def credited(facts: Facts, slot: int, steps: tuple[str, ...], credit: str) -> Lazy:
    """Acts of these steps in the quarter with whose they are, and the reason where she is not covered that day."""
    counted = facts.table["milestone"].filter(
        col("step").is_in([facts.step[name] for name in steps]), col("day") >= START, col("day") < END
    )
    about = facts.table["activity"].select("activity", "opened", "account", "amount", submitter="person")
    act = counted.select("activity", "step", "day").join(about, on="activity")
    held_on = col("day") if credit == "holder on the day" else col("opened")
    held = act.filter(col("submitter").is_null()) if credit == "submitter or holder" else act
    held = held.join(facts.table["holding"], on="account").filter(col("starts") <= held_on, held_on < col("ends"))
    kept = ("activity", "step", "day", "account", "person", "share", "amount")
    branches = [held.with_columns(share=col("share") / 1e6).select(kept)]
    if credit == "submitter or holder":
        brought = act.filter(col("submitter").is_not_null()).with_columns(person=col("submitter"), share=lit(1.0))
        branches.append(brought.select(kept))
    here = (col("day") >= col("covered_from")) & (col("day") < col("covered_to"))
    return (
        pl.concat(branches)
        .join(facts.covered(), on="person", how="left")
        .with_columns(slot=lit(slot), reason=when(here).then(0).otherwise(1))
        .drop("covered_from", "covered_to")
    )


def served(act: Lazy) -> Lazy:
    """Of each account two reviews are paid, those of the first day first."""
    known = act.filter(col("reason") == 0).select("account", "day", "activity").unique("activity")
    turn = known.sort("account", *IN_TURN).with_columns(turn=col("day").cum_count().over("account"))
    late = turn.filter(col("turn") > 2).select("activity", late=lit(value=True))
    return act.join(late, on="activity", how="left").with_columns(
        reason=when((col("reason") == 0) & col("late").is_not_null()).then(4).otherwise("reason")
    )


def quantified(facts: Facts) -> Mapping[int, Lazy]:
    """Units by slot; amounts are dollars, less what a clawback takes back by days."""
    step = facts.step
    unit = {
        3: when(col("step") == step["video"]).then(300.0).otherwise(75.0),
        4: when(col("step") == step["case_study"]).then(5.0).otherwise(2.0),
    }
    churned = facts.table["milestone"].filter(col("step") == step["churned"]).select("activity", gone="day")
    after = col("gone") - col("day")
    left = when(after.is_null() | (after < 0) | (after > 180)).then(1.0).otherwise(after / 180)
    unit[5] = (col("amount") / 1e6 * left).round(6)
    mine = "submitter or holder"
    acts = {
        1: credited(facts, 1, ("demo",), "holder when opened"),
        2: served(credited(facts, 2, ("review",), mine)),
        3: credited(facts, 3, ("call", "video"), "holder on the day"),
        4: credited(facts, 4, ("testimonial", "case_study"), mine),
        5: credited(facts, 5, ("won",), mine).join(churned, on="activity", how="left"),
        10: credited(facts, 10, ("call",), mine),
    }
    return {
        slot: act.with_columns(
            quantity=when(col("reason") == 0).then(col("share") * unit.get(slot, lit(1.0))).otherwise(0.0)
        )
        for slot, act in acts.items()
    }


# --- curves, in dollars ---


def pays(slot: int, x: pl.Expr) -> pl.Expr:
    """R(F(x)): what a total pays, in cents."""
    t = col("target")
    curves = {
        1: when(x <= 5).then(x * 100)
        .when(x <= 20).then(500 + (x - 5) * 125)
        .when(x <= 100).then(2375 + (x - 20) * 150)
        .otherwise(14375 + (x - 100) * 175),
        2: x * when(x <= 10).then(20).when(x <= 30).then(25).otherwise(30),
        3: x,
        4: when(x <= t / 2).then(2000 * x / t * 0.5)
        .when(x <= t).then(500 + 3000 * (x / t - 0.5))
        .when(x <= t * 1.5).then(2000 + 4000 * (x / t - 1))
        .otherwise(4000),
        5: x * 0.03,
    }  # fmt: skip
    return curves.get(slot, x * 0).round(2)


def paid(facts: Facts, slot: int, act: Lazy) -> Lazy:
    act = act.sort("person", *IN_TURN).with_columns(
        after=col("quantity").cum_sum().over("person"), n=(col("quantity") != 0).cum_sum().over("person")
    )
    act = act.with_columns(before=col("after") - col("quantity"))
    if slot == 4:
        target = facts.table["target"].filter(col("incentive") == "advocacy-assets")
        act = act.join(target.select("person", target=col("target").cast(pl.Float64)), on="person", how="left")
    act = act.with_columns(gross=(pays(slot, col("after")) - pays(slot, col("before"))).round(2))
    earned, cut = col("gross"), lit(0)
    if slot == 5:
        earned = pl.min_horizontal("gross", (col("share") * 2000).round(2))
        cut = (earned < col("gross")).cast(pl.Int32)
    if slot == 2:
        act = capped(act)
        earned = col("left")
        cut = when(col("left") != col("wanted")).then(4).when(col("wanted") != col("gross")).then(2).otherwise(0)
    orders = facts.table["step"].select("step", "ord")
    return act.with_columns(line=lit(1), waiting=lit(0.0), earned=earned, cut=cut).join(orders, on="step")


def capped(act: Lazy) -> Lazy:
    """A thousand a person, then six million for all, in turn."""
    so_far = col("gross").cum_sum().over("person")
    within = (so_far.clip(upper_bound=1000) - (so_far - col("gross")).clip(upper_bound=1000)).round(2)
    act = act.with_columns(wanted=within).sort(*IN_TURN, "person")
    spent = col("wanted").cum_sum()
    left = spent.clip(upper_bound=6e6) - (spent - col("wanted")).clip(upper_bound=6e6)
    return act.with_columns(left=left.round(2))


# --- levels, scores, prizes ---


def end(slot: int, line: int, frame: Lazy) -> Lazy:
    """A level, score or prize of `x` and `earned`, on the quarter's last day; a prize has a place and moves nothing."""
    prize = line == 4
    return frame.with_columns(
        slot=lit(slot), line=lit(line), activity=lit(LAST), step=lit(None, pl.Int32), ord=lit(0), day=lit(END - 1),
        share=lit(None, pl.Float64), quantity=col("x"), before=lit(0.0), after=lit(0.0) if prize else col("x"),
        n=col("place") if prize else lit(0), reason=lit(0), gross=col("earned"), cut=lit(0), waiting=lit(0.0),
    )  # fmt: skip


def totals(act: Lazy) -> Lazy:
    return act.filter(col("reason") == 0).group_by("person").agg(x=col("share").sum(), last=col("day").max())


def ends(facts: Facts, acts: Mapping[int, Lazy]) -> list[Lazy]:
    who = facts.standing()
    open_then = (col("starts") < END) & (col("ends") >= END)
    champions = facts.table["champion"].filter(open_then).select("account")
    held = champions.join(facts.table["holding"].filter(open_then), on="account")
    shares = held.group_by("person").agg(x=col("share").sum() / 1e6)
    champion = who.join(shares, on="person", how="left").with_columns(col("x").fill_null(0.0))
    return [
        end(6, 4, prizes(totals(acts[1]).join(who, on="person"))),
        end(7, 2, champion.with_columns(earned=(col("x") * 250).round(2))),
        end(8, 3, okr(facts, acts[4]).with_columns(earned=lit(0.0))),
        end(9, 3, indexed(facts, acts[10])),
    ]


def prizes(reached: Lazy) -> Lazy:
    """The pot of the tied places, divided; the odd cents go to who was there first."""
    amounts = pl.LazyFrame({"paid": [1, 2, 3, 4, 5], "amount": [5000.0, 3000.0, 2000.0, 1000.0, 500.0]})
    ranked = reached.filter(col("x") > 0).with_columns(place=col("x").round(6).rank("min", descending=True))
    ranked = ranked.filter(col("place") <= 5).sort("place", "last", "person")
    ranked = ranked.with_columns(tied=pl.len().over("place"), turn=col("x").cum_count().over("place"))
    pots = ranked.join(amounts, how="cross").filter(
        col("paid") >= col("place"), col("paid") < col("place") + col("tied")
    )
    pots = pots.group_by("person", "x", "place", "tied", "turn").agg(pot=col("amount").sum())
    cents = (col("pot") * 100).round().cast(pl.Int64)
    odd = (col("turn") <= cents % col("tied")).cast(pl.Int64)
    return pots.with_columns(earned=(cents // col("tied") + odd) / 100)


def okr(facts: Facts, act: Lazy) -> Lazy:
    known = act.filter(col("reason") == 0)
    done = known.group_by("person").agg(
        stories=col("share").filter(col("step") == facts.step["case_study"]).sum(),
        quotes=col("share").filter(col("step") == facts.step["testimonial"]).sum(),
    )
    score = (pl.min_horizontal(col("stories") / 40, lit(1.0)) + 2 * pl.min_horizontal(col("quotes") / 80, lit(1.0))) / 3
    found = facts.standing().join(done, on="person", how="left")
    return found.with_columns(col("stories", "quotes").fill_null(0.0)).with_columns(x=score)


def indexed(facts: Facts, act: Lazy) -> Lazy:
    metric = facts.table["metric"]
    found = facts.standing().join(totals(act), on="person", how="left")
    for name in ("adoption", "nps"):
        values = metric.filter(col("metric") == name).select("person", (col("value") / 1e6).alias(name))
        found = found.join(values, on="person")
    parts = (0.3, col("x").fill_null(0.0) / 100), (0.4, col("adoption") / 0.8), (0.3, col("nps") / 40)
    score = pl.sum_horizontal(weight * pl.min_horizontal(part, lit(2.0)) for weight, part in parts)
    x = col("x")
    money = when(x <= 0.8).then(0.0).when(x <= 1).then((x - 0.8) * 7500).when(x <= 1.2).then(1500 + (x - 1) * 3750)
    return found.with_columns(x=score).with_columns(earned=money.otherwise(2250.0).round(2))


def write_lines(facts: Facts, out: Path) -> None:
    acts = quantified(facts)
    lines = [paid(facts, slot, act) for slot, act in acts.items()] + ends(facts, acts)
    types = dict.fromkeys(("slot", "person", "line", "activity", "step", "ord", "day", "n", "reason", "cut"), pl.Int32)
    types |= dict.fromkeys(("share", "quantity", "before", "after", "gross", "waiting", "earned"), pl.Float64)
    pl.concat([each.select(COLUMNS).cast(types) for each in lines]).collect().write_parquet(out)
