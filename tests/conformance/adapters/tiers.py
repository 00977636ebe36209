"""Tiers, packages, percentages and blocks as billing systems test them."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from plaudit.values import curve_of
from plaudit.values.curve import UNIT, Curve
from tests.conformance import blocks, pieces
from tests.conformance.adapters.cap import transactions
from tests.conformance.adapters.per_package import packages as started_packages
from tests.conformance.adapters.percent_of_deal import ALLOWANCE, with_fixed
from tests.conformance.answer import Answer, Kind, Printed, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import (
    Tier,
    commission,
    counted,
    deal,
    metered,
    money,
    rated,
    reading,
    straight,
    text,
    tiered,
    tiers,
    unscaled,
    worth,
)
from tests.conformance.world import World

UNIT_AMOUNT = {"unit_amount": "an average per unit, rounded for show; we state what each act earned"}


def nothing(given: Sequence[Tier], measure: Fraction | str | int) -> str | None:
    return "nothing-for-nothing" if Fraction(measure) == 0 and given[0].flat else None


def graduated(inputs: Inputs) -> Answer:
    """Each tier's own line: its units, what they pay, its flat."""
    ranges, measure = inputs["ranges"], Fraction(inputs.get("units") or inputs.get("base") or 0)
    given = tiers(ranges)
    parts = pieces.filled(given, Fraction(0), measure)
    part = "percent_total" if "rate_percent" in ranges[0] else "per_unit_total"

    def read(earned: tuple[Earned, ...]) -> Said:
        return {
            "amount": pieces.amount(earned[0]),
            "by_tier": [
                {
                    "from_value": ranges[paid.tier - 1]["from_value"],
                    "to_value": ranges[paid.tier - 1]["to_value"],
                    "units": paid.units,
                    part: paid.by_unit,
                    "flat": paid.flat,
                    "total": paid.total,
                }
                for paid in pieces.paid(earned[0], parts)
            ],
        }

    return Answer(read, (pieces.world(given, Fraction(0), parts),), nothing(given, measure))


def volume(inputs: Inputs) -> Answer:
    given = tiers(inputs["ranges"])
    whole, by_unit, flats = (
        metered(key, tiered("volume", part))
        for key, part in (
            ("all", given),
            ("by-unit", [Tier(tier.to, tier.each) for tier in given]),
            ("flats", [Tier(tier.to, flat=tier.flat) for tier in given]),
        )
    )
    units = Fraction(inputs["units"])
    world = World((whole, by_unit, flats), metrics=(reading(units),))

    def read(earned: tuple[Earned, ...]) -> Said:
        paid = unscaled(earned[0].money("by-unit"))
        return {
            "amount": unscaled(earned[0].money("all")),
            "flat": unscaled(earned[0].money("flats")),
            "per_unit_total": paid,
            "per_unit": paid / units if paid and units else Fraction(0),
        }

    return Answer(read, (world,), nothing(given, units))


def standard(inputs: Inputs) -> Answer:
    world = World((metered("all", {"each": money(inputs["unit_price"])}),), metrics=(reading(inputs["units"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def delta(inputs: Inputs) -> Answer:
    """What the new units pay after those that were counted before."""
    raw, before = inputs["tiers"], Fraction(inputs["already_counted"])
    given = tiers(raw)
    after = before + Fraction(inputs["quantity"])
    parts = pieces.filled(given, before, after)

    def read(earned: tuple[Earned, ...]) -> Said:
        lines = [line for paid in pieces.paid(earned[0], parts) for line in _lines(paid, raw[paid.tier - 1])]
        return {"amount": pieces.amount(earned[0]), "lines": lines}

    return Answer(read, (pieces.world(given, before, parts),), nothing(given, after))


def _lines(paid: pieces.Paid, tier: dict[str, Any]) -> list[dict[str, Any]]:
    lines = []
    if tier["unit"] is not None:
        each = paid.by_unit / paid.units
        lines.append(
            {"tier": paid.tier, "kind": "unit", "per_unit": each, "quantity": paid.units, "amount": paid.by_unit}
        )
    if paid.flat:
        lines.append({"tier": paid.tier, "kind": "flat", "per_unit": paid.flat, "quantity": 1, "amount": paid.flat})
    return lines


def floored(inputs: Inputs) -> Answer:
    """A guarantee tops the period up at its end; before that there is none yet."""
    given, before = tiers(inputs["tiers"]), Fraction(inputs.get("already_counted") or 0)
    after = before + Fraction(inputs["quantity"])
    parts = pieces.filled(given, before, after)
    if inputs.get("last_split", True):
        return _topped(inputs, given, before, after)
    world = pieces.world(given, before, parts, guarantee=money(inputs["minimum"]))

    def read(earned: tuple[Earned, ...]) -> Said:
        """The year goes on, so its guarantee is a preview and is not booked (rule 3a)."""
        (unit,) = earned[0].of("all")
        preview = Fraction(0) if unit["final"] else _top_up(earned[0]) or Fraction(0)
        amount = pieces.amount(earned[0])
        return {"amount": None if amount is None else amount - preview, "min_top_up": None}

    return Answer(read, (world,))


def _topped(inputs: Inputs, given: Sequence[Tier], before: Fraction, after: Fraction) -> Answer:
    """What was billed before was paid in this period: a period is one window."""
    billed = Fraction(inputs.get("previously_billed") or 0)
    lump = {"tiers": "graduated", "rates": [{"flat": money(billed)}]} if billed else {"each": "0"}
    pays = tiered("graduated", given) if after > before or not billed else lump
    terms = metered("all", pays, guarantee=money(inputs["minimum"]))
    world = World((terms,), metrics=(reading(after if after > before or not billed else 1),))

    def read(earned: tuple[Earned, ...]) -> Said:
        amount = unscaled(earned[0].money())
        return {"amount": None if amount is None else amount - billed, "min_top_up": _top_up(earned[0])}

    return Answer(read, (world,), nothing(given, after))


def _top_up(earned: Earned) -> Fraction | None:
    """A line that tops up; a guarantee that adds nothing is none."""
    lines = [Fraction(line["earned"]) for line in earned.lines("all") if line["line"] == "guarantee"]
    return unscaled(sum(lines, Fraction(0))) or None


def total(inputs: Inputs) -> Answer:
    given = tiers(inputs["tiers"])
    units = inputs.get("quantity") or inputs.get("units") or 0
    world = World((metered("all", tiered("graduated", given)),), metrics=(reading(units),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,), nothing(given, units))


def stretch(inputs: Inputs) -> Answer:
    """The pieces of the curve between two measures, and what the units before each were paid."""
    given = tiers(inputs["tiers"])
    before, after = Fraction(inputs["from_exclusive"]), Fraction(inputs["to_inclusive"])
    made = curve(given)
    found, at = [], before
    for piece in pieces.filled(given, before, after):
        starts = [Fraction(0), *(Fraction(tier.to) for tier in given[:-1] if tier.to is not None)]
        found.append(
            {
                "tier": piece.tier,
                "at_tier_start": at == starts[piece.tier - 1],
                "quantity": piece.units,
                "total_before": made.exact(int(at * UNIT)),
            }
        )
        at += piece.units
    return Answer.of(nothing(given, before), pieces=found, total_at_to=made.exact(int(after * UNIT)))


def curve(given: Sequence[Tier]) -> Curve:
    return curve_of.graduated(
        [
            curve_of.Tier(
                None if tier.to is None else Fraction(tier.to), inclusive=True, rate=tier.each, flat=tier.flat
            )
            for tier in given
        ]
    )


def by_total(inputs: Inputs) -> Answer:
    """All units by the tier reached, with the tier's number as what a second incentive pays, and a guarantee."""
    given = tiers(inputs["tiers"])
    units = Fraction(inputs["quantity"])
    numbers = [Tier(tier.to, flat=Fraction(number)) for number, tier in enumerate(given, 1)]
    floor = {"guarantee": money(inputs["minimum"])} if inputs.get("minimum") else {}
    terms = (metered("all", tiered("volume", given), **floor), metered("tier", tiered("volume", numbers)))
    world = World(terms, metrics=(reading(units),))

    def read(earned: tuple[Earned, ...]) -> Said:
        amount, top_up = unscaled(earned[0].money("all")), _top_up(earned[0])
        return {
            "amount": amount,
            "min_top_up": top_up,
            "base": None if amount is None else amount - (top_up or 0),
            "tier": unscaled(earned[0].money("tier")),
        }

    return Answer(read, (world,), "nothing-for-nothing" if units == 0 else None)


def count_packages(inputs: Inputs) -> Answer:
    pays = {"package": inputs["package_size"], "each": money(1), "started": "pays"}
    world = World((metered("all", pays),), metrics=(reading(inputs["quantity"]),))
    return Answer(lambda earned: {"packages": unscaled(earned[0].money())}, (world,))


def later_packages(inputs: Inputs) -> Answer:
    """What was counted before and what is new are two acts of one window, with one cap and one guarantee."""
    before, units, billed = (Fraction(inputs[name]) for name in ("already_counted", "quantity", "previously_billed"))
    limits = {"limits": {"per_person": money(inputs["maximum"])}} if inputs.get("maximum") else {}
    floor = {"guarantee": money(inputs["minimum"])} if inputs.get("minimum") else {}
    amounts = [amount for amount in (before, units) if amount]
    pays = {"package": inputs["package_size"], "started": "pays"}
    terms = (
        counted("all", {**pays, "each": money(inputs["package_amount"])}, amounts or [1], **limits, **floor),
        counted("packages", {**pays, "each": money(1)}, amounts or [1]),
    )
    world = World(terms, worth([f"2026-07-{day:02}" for day, _ in enumerate(amounts, 1)]))

    def read(earned: tuple[Earned, ...]) -> Said:
        paid, cut, packages = (
            _newest(earned[0], key, what) if units else Fraction(0)
            for key, what in (("all", "earned"), ("all", "limited"), ("packages", "earned"))
        )
        total = unscaled(earned[0].money("all"))
        return {
            "packages": packages,
            "amount": None if total is None else total - billed,
            "cut": cut,
            "gross": paid + cut,
        }

    return Answer(read, (world,))


def _newest(earned: Earned, key: str, what: str) -> Fraction:
    """The last act's own line."""
    acts = [line for line in earned.lines(key) if line["line"] == "act"]
    return unscaled(Fraction(acts[-1][what])) or Fraction(0)


def dynamic(inputs: Inputs) -> Answer:
    """A value times a factor, rounded to the cent at once."""
    pays = {"each": inputs["multiplier"]}
    world = World((metered("all", pays),), metrics=(reading(inputs["value"]),))
    return Answer(lambda earned: {"amount": earned[0].money()}, (world,))


def free_first(inputs: Inputs) -> Answer:
    """The first units of the year are free: what pays, and what is used of the free ones, before and now."""
    before, new = Fraction(inputs["already_counted"]), Fraction(inputs["quantity"])
    free = text(Fraction(inputs["free"]))
    paying = {"tiers": "graduated", "rates": [{"upto": free, "each": "0"}, {"each": money(1)}]}
    using = {"tiers": "graduated", "rates": [{"upto": free, "each": money(1)}, {"each": "0"}]}
    amounts = [amount for amount in (before, new) if amount]
    days = [day for day, amount in (("2026-02-01", before), ("2026-07-01", new)) if amount]
    terms = (counted("pays", paying, amounts, window="year"), counted("free", using, amounts, window="year"))
    worlds = tuple(World(terms, worth(days), period=period) for period in ("2026-Q3", "2026-H1"))

    def read(earned: tuple[Earned, ...]) -> Said:
        now, earlier = earned
        return {
            "quantity": unscaled(now.money("pays")),
            "free_used_now": unscaled(now.money("free")),
            "already_counted": unscaled(earlier.money("pays")),
            "free_used_before": unscaled(earlier.money("free")),
        }

    return Answer(read, worlds)


def two_parts(inputs: Inputs) -> Answer:
    """The difference of the cumulated amount, which this quarter's transaction makes."""
    given = tiers(inputs["ranges"])
    acts = (deal("before", inputs["before"], on="2026-02-01"), deal("now", inputs["value"]))
    world = World((commission("all", rated("graduated", given), window="year"),), acts)
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def one_tier(inputs: Inputs) -> Answer:
    tier = Tier(None, Fraction(inputs["tier"]["per_unit_amount"]), Fraction(inputs["tier"]["flat_amount"]))
    world = World((metered("all", tiered("graduated", [tier])),), metrics=(reading(inputs["units"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,), nothing([tier], inputs["units"]))


def simple_volume(inputs: Inputs) -> Answer:
    given = tiers(inputs["tiers"])
    world = World((metered("all", tiered("volume", given)),), metrics=(reading(inputs["units"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def blended(inputs: Inputs) -> Answer:
    given, units = tiers(inputs["tiers"]), Fraction(inputs["units"])
    world = World((metered("all", tiered("graduated", given)),), metrics=(reading(units),))

    def read(earned: tuple[Earned, ...]) -> Said:
        paid = unscaled(earned[0].money())
        return {"blended_percent": None if paid is None else paid / units * 100}

    return Answer(read, (world,))


def interpolated(inputs: Inputs) -> Answer:
    """A tier's amount in proportion to how far the tier is filled: lines between the amounts added up."""
    points, paid = [["0", "0"]], Fraction(0)
    for to, amount in inputs["tiers"]:
        paid += Fraction(amount)
        points.append([to, text(paid)])
    pays = {"at_target": money(1), "curve": points, "between": "line"}
    world = World((metered("all", pays, target="1"),), metrics=(reading(inputs["units"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def lower_inclusive(inputs: Inputs) -> Answer:
    """A bound belongs to the tier above it: tiers are bounded from `below`."""
    base = Fraction(inputs["base"])
    given = tuple(Tier(end, Fraction(rate) / 100) for _, end, rate in inputs["rows"])
    world = World((commission("all", rated("volume", given, "below")),), (deal("base", base),))

    def read(earned: tuple[Earned, ...]) -> Said:
        paid = unscaled(earned[0].money())
        return {"rate_percent": None if paid is None else paid / base * 100}

    return Answer(read, (world,))


def accelerated(inputs: Inputs) -> Answer:
    """Up to the quota the rate, beyond it the rate times the multiplier reached on all of the overage."""
    quota, rate, revenue = (Fraction(inputs[name]) for name in ("quota", "rate", "revenue"))
    pieces = []
    for at, multiplier in inputs["multiplier_from_percent"]:
        start, slope = quota * Fraction(at) / 100, rate * Fraction(multiplier)
        pieces.append((start, min(start, quota) * rate + max(start - quota, Fraction(0)) * slope, slope))
    base, over = min(revenue, quota), max(revenue - quota, Fraction(0))
    amounts = [amount for amount in (base, over) if amount]
    terms = counted("all", straight(pieces), amounts or [1], target="1")
    world = World((terms,), worth([f"2026-07-{day:02}" for day, _ in enumerate(amounts, 1)]))

    def read(earned: tuple[Earned, ...]) -> Said:
        lines = [unscaled(Fraction(line["earned"])) or Fraction(0) for line in earned[0].lines("all")]
        base_part, over_part = [*lines, Fraction(0), Fraction(0)][:2]
        return {
            "amount": unscaled(earned[0].money()),
            "base_part": base_part,
            "overage_part": over_part,
            "multiplier": over_part / over / rate if over else None,
        }

    return Answer(read, (world,))


def whole_cents(inputs: Inputs) -> Answer:
    """Cents as the units of a currency without decimals: the amount is rounded once, no tier is cut."""
    given = tiers(inputs["tiers"])
    before, units = Fraction(inputs["before"]), Fraction(inputs["units"])
    scaled = [Tier(tier.to, tier.each / 100) for tier in given]
    amounts = [amount for amount in (before, units) if amount]
    days = [day for day, amount in (("2026-02-01", before), ("2026-07-01", units)) if amount]
    terms = counted("all", tiered("graduated", scaled, scale=1), amounts, window="year")
    world = World((terms,), worth(days), currency="JPY")
    return Answer(lambda earned: {"amount": earned[0].money()}, (world,), "rounded-once")


def slice_of(inputs: Inputs) -> Answer:
    """A rate on the slice of the target that is reached, and how far the slice is filled."""
    if "target" not in inputs:
        return _only_slice(inputs)
    target, actual = Fraction(inputs["target"]), Fraction(inputs["actual"])
    start, end = (target * Fraction(inputs[name]) for name in ("slice_from", "slice_to"))
    pays = _slice(start, end, Fraction(inputs["rate"]))
    results = {"title": "Slice", "metric": "units", "start": text(start), "target": text(end)}
    okr = {"key": "okr", "kind": "okr", "window": "quarter", "objective": "Slice", "key_results": [results]}
    worlds = (
        World((metered("all", pays),), metrics=(reading(actual),)),
        World((okr,), metrics=(reading(actual),)),
    )

    def read(earned: tuple[Earned, ...]) -> Said:
        score = None if earned[1].failed else earned[1].number("score", "okr")
        amount = unscaled(earned[0].money())
        return {"amount": amount, "completion_percent": None if score is None else Printed(score * 100)}

    return Answer(read, worlds, "some-way-to-go" if start == end else None)


def _slice(start: Fraction, end: Fraction, rate: Fraction) -> Any:
    """Nothing below the slice and nothing above it; a slice of no width pays nothing at all."""
    if start == end:
        return {"each": "0"}
    given = [Tier(text(start)), Tier(text(end), rate), Tier(None)]
    return tiered("graduated", given[0 if start else 1 :])


def _only_slice(inputs: Inputs) -> Answer:
    start, end = (Fraction(inputs[name]) for name in ("slice_from", "slice_to"))
    world = World((metered("all", _slice(start, end, Fraction(1))),), metrics=(reading(1),))
    return Answer(lambda earned: {"amount": earned[0].money()}, (world,))


def every_tier(inputs: Inputs) -> Answer:
    """Blocks tier by tier; the parts arrive as one act a tier, so that each tier has a line."""
    given, units = blocks.blocks(inputs["tiers"]), Fraction(inputs["units"])
    ends, start = [], Fraction(0)
    for tier in given:
        start += tier.size * (tier.most or 0)
        ends.append(start)
    bounds = [Tier(text(end)) for end in ends[:-1]] + [Tier(None)]
    parts = pieces.filled(bounds, Fraction(0), units)
    terms = counted("all", tiered("graduated", blocks.each_tier(given, units)), [part.units for part in parts] or [1])
    world = World((terms,), worth([f"2026-07-{day:02}" for day, _ in enumerate(parts, 1)]))

    def read(earned: tuple[Earned, ...]) -> Said:
        lines = [unscaled(Fraction(line["earned"])) for line in earned[0].lines("all")]
        return {"amount": unscaled(earned[0].money()), "by_tier": lines}

    return Answer(read, (world,))


def reached_tier(inputs: Inputs) -> Answer:
    pays = tiered("volume", blocks.top_tier(blocks.blocks(inputs["tiers"]), Fraction(inputs["units"])))
    world = World((metered("all", pays),), metrics=(reading(inputs["units"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def due(inputs: Inputs) -> Answer:
    """What was billed were the first blocks of the year; what is due is the difference that the rest makes."""
    given, units = blocks.blocks(inputs["tiers"]), Fraction(inputs["units"])
    billed = Fraction(inputs["already_billed"]) / given[0].price * given[0].size
    terms = counted("all", tiered("graduated", blocks.each_tier(given, units)), [billed, units - billed], window="year")
    worlds = tuple(
        World((terms,), worth(["2026-02-01", "2026-07-01"]), period=period) for period in ("2026", "2026-Q3")
    )
    return Answer(lambda earned: {"total": unscaled(earned[0].money()), "due": unscaled(earned[1].money())}, worlds)


def all_of_several(inputs: Inputs) -> Answer:
    return _several(inputs, "graduated", blocks.each_tier)


def top_of_several(inputs: Inputs) -> Answer:
    return _several(inputs, "volume", blocks.top_tier)


def _several(inputs: Inputs, how: str, make: Callable[[Sequence[blocks.Blocks], Fraction], tuple[Tier, ...]]) -> Answer:
    """Several measures are several incentives."""
    terms, metrics = [], []
    for number, part in enumerate(inputs["parts"]):
        pays = tiered(how, make(blocks.blocks(part["tiers"]), Fraction(part["units"])))
        terms.append(metered(f"part-{number}", pays, f"units{number}"))
        metrics.append(reading(part["units"], f"units{number}"))
    world = World(tuple(terms), metrics=tuple(metrics))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def capacity(inputs: Inputs) -> Answer:
    """Each measure by itself: an incentive has one, and a second one is a second incentive."""
    terms, metrics = [], []
    for name in inputs["tiers"][0]["max"]:
        given = tuple(Tier(tier["max"][name], flat=Fraction(tier["price"])) for tier in inputs["tiers"])
        terms.append(metered(name, tiered("volume", given), name))
        metrics.append(reading(inputs["units"].get(name, 0), name))
    world = World(tuple(terms), metrics=tuple(metrics))
    return Answer(lambda earned: {"price": unscaled(earned[0].money())}, (world,), "one-measure")


def percent_of(inputs: Inputs) -> Answer:
    rate = {"rate": f"{inputs['rate_percent']}%"}
    world = World((commission("all", rate),), (deal("base", inputs["base"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


KINDS = (
    Kind(graduated, "graduated_flat", leaves=UNIT_AMOUNT),
    Kind(graduated, "graduated_percentage_flat", leaves=UNIT_AMOUNT),
    Kind(volume, "volume_flat", leaves=UNIT_AMOUNT),
    Kind(started_packages, "package", leaves=UNIT_AMOUNT | ALLOWANCE),
    Kind(started_packages, "package_amount"),
    Kind(with_fixed, "lago_percentage", leaves=UNIT_AMOUNT | ALLOWANCE),
    Kind(transactions, "lago_percentage_minmax"),
    Kind(standard, "standard", leaves=UNIT_AMOUNT),
    Kind(delta, "om_graduated_delta"),
    Kind(floored, "om_min"),
    Kind(total, "om_graduated_total"),
    Kind(stretch, "om_range"),
    Kind(by_total, "om_volume"),
    Kind(by_total, "om_find_tier"),
    Kind(count_packages, "packages"),
    Kind(later_packages, "om_package_delta"),
    Kind(dynamic, "om_dynamic"),
    Kind(free_first, "free_first"),
    Kind(every_tier, "kb_all_tiers"),
    Kind(reached_tier, "kb_top_tier"),
    Kind(due, "kb_delta"),
    Kind(all_of_several, "kb_sum_all"),
    Kind(top_of_several, "kb_sum_top"),
    Kind(capacity, "kb_capacity"),
    Kind(total, "simple_graduated", leaves={"effective_rate_percent_shown": "a blended rate rounded for show"}),
    Kind(simple_volume, "simple_volume"),
    Kind(two_parts, "gradpct_delta"),
    Kind(one_tier, "flat_plus_unit"),
    Kind(percent_of, "percent_of"),
    Kind(interpolated, "tier_amount_interpolated"),
    Kind(lower_inclusive, "rate_lower_inclusive"),
    Kind(blended, "blended_rate"),
    Kind(accelerated, "accelerator"),
    Kind(whole_cents, "graduated_delta"),
    Kind(slice_of, "slice_completion"),
    Kind(slice_of, needs=("slice_from", "slice_to")),
)
