"""Parts of a period: by days of the real window, as `prorate: days` counts them."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.conformance import covered
from tests.conformance.answer import Answer, Kind, Printed, Said
from tests.conformance.case import Inputs
from tests.conformance.covered import Stretch
from tests.conformance.earned import Earned
from tests.conformance.months import later
from tests.conformance.terms import commission, deal, metered, reading, tiered, tiers, unscaled
from tests.conformance.world import World

UNITS = {"monthly": 1, "quarterly": 3, "biannual": 6, "semi_annual": 6, "annual": 12}


def comes_and_goes(inputs: Inputs) -> Answer:
    """One measure picks the tier and is paid, so the units that are paid, prorated, are the measure."""
    given = tiers(inputs.get("ranges") or inputs["tiers"])
    world = World(
        (metered("tiers", tiered("graduated", given)),),
        metrics=(reading(sum(map(Fraction, inputs["prorated"]), Fraction(0))),),
    )
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,), "one-measure")


def coefficient(inputs: Inputs) -> Answer:
    window, there = _inclusive(inputs)
    world = covered.world((window,), there.start, there.end)
    return Answer(lambda earned: {"coefficient": covered.share(earned[0], (window,))}, (world,), "share-of-one-window")


def prorated_amount(inputs: Inputs) -> Answer:
    window, there = _inclusive(inputs)
    return _part(inputs["amount"], window, there, in_cents=True)


def part_amount(inputs: Inputs) -> Answer:
    window = Stretch(*(date.fromisoformat(inputs[name]) for name in ("period_from", "period_to")))
    there = Stretch(*(date.fromisoformat(inputs[name]) for name in ("from", "to")))
    return _part(inputs["amount"], window, there, in_cents=False)


def _inclusive(inputs: Inputs) -> tuple[Stretch, Stretch]:
    """A window of so many days from the first day on, and the days up to and with the last."""
    start = date.fromisoformat(inputs["from"])
    end = date.fromisoformat(inputs["to"]) + timedelta(days=1)
    return Stretch(start, start + timedelta(days=int(inputs["period_days"]))), Stretch(start, end)


def _part(amount: str, window: Stretch, there: Stretch, *, in_cents: bool) -> Answer:
    whole = _from_cents(amount) if in_cents else amount
    terms = covered.promised("all", window, whole)
    person = covered.employed(there.start, there.end)
    world = World((terms,), metrics=covered.there((window,)), people=(person,), period=covered.LONG)

    def read(earned: tuple[Earned, ...]) -> Said:
        paid = earned[0].money()
        return {"amount": None if paid is None else paid * (100 if in_cents else 1)}

    return Answer(read, (world,))


def _from_cents(cents: str) -> str:
    return f"{int(cents) // 100}.{int(cents) % 100:02}"


def minimum(inputs: Inputs) -> Answer:
    """A guarantee prorated by days, topping up usage and a fee that is prorated too."""
    days, whole = int(inputs["days"]), int(inputs["period_days"])
    start = date(2026, 7, 1)
    window = Stretch(start, start + timedelta(days=whole))
    there = Stretch(window.end - timedelta(days=days), window.end)
    dates = {"from": window.start.isoformat(), "to": window.end.isoformat()}
    floor = {"guarantee": _from_cents(inputs["minimum"]), "prorate": "days"}
    terms = (
        covered.promised("fee", window, _from_cents(inputs["fee"])),
        commission("minimum", {"rate": "100%"}, window=dates, **floor),
    )
    usage = deal("usage", Fraction(inputs["usage"]) / 100, on=there.start.isoformat(), scale=1)
    person = covered.employed(there.start, None)
    world = World(terms, (usage,), covered.there((window,)), people=(person,), period=covered.LONG)

    def read(earned: tuple[Earned, ...]) -> Said:
        topped, fee = _guarantee(earned[0], "minimum"), earned[0].money("fee")
        return {"top_up": None if fee is None else max(Fraction(0), topped - fee) * 100}

    return Answer(read, (world,))


def _guarantee(earned: Earned, incentive: str) -> Fraction:
    return sum(
        (Fraction(line["earned"]) for line in earned.lines(incentive) if line["line"] == "guarantee"), Fraction(0)
    )


def average(inputs: Inputs) -> Answer:
    """A level as so many champions: one more or one fewer from a day on, averaged by days."""
    start, end = (datetime.fromisoformat(inputs[name]).date() for name in ("period_from", "period_to"))
    steps = [(start, Fraction(inputs["initial"])), *((_day(at), Fraction(change)) for at, change in inputs["events"])]
    if any(change.denominator != 1 for _, change in steps):
        raise NotImplementedError("a part of a champion")
    champions: list[list[str]] = []
    for on, change in steps:
        for _ in range(int(change)):
            champions.append([f"account-{len(champions):05}", on.isoformat(), ""])
        for _ in range(-int(change)):
            last = [champion for champion in champions if not champion[2]][-1]
            last[2] = on.isoformat()
    stays = tuple((account, since, to) for account, since, to in champions if since != to)
    dates = {"from": start.isoformat(), "to": end.isoformat()}
    terms = {"key": "level", "kind": "champions", "window": dates, "level": "average", "pays": {"each": "1"}}
    world = World((terms,), champions=stays, period=covered.LONG)
    return Answer(lambda earned: {"average": earned[0].number("measure", "level")}, (world,), "levels-by-day")


def _day(instant: str) -> date:
    return datetime.fromisoformat(instant).date()


def exclusive(inputs: Inputs) -> Answer:
    window = Stretch(*(date.fromisoformat(inputs[name]) for name in ("period_from", "period_to")))
    return _share(window, inputs)


def month_share(inputs: Inputs) -> Answer:
    """After the last cycle date the cycle begins with the first day; before the first one it ends with the last."""
    first, last = (date.fromisoformat(inputs[name]) for name in ("from", "to"))
    window = {"after": Stretch(first, later(first, 1)), "before": Stretch(later(last, -1), last)}[inputs["kind"]]
    return _share(window, inputs)


def _share(window: Stretch, inputs: Inputs) -> Answer:
    start, end = (date.fromisoformat(inputs[name]) for name in ("from", "to"))
    world = covered.world((window,), start, end)
    return Answer(
        lambda earned: {"share": _printed(covered.share(earned[0], (window,)))}, (world,), "share-of-one-window"
    )


def _printed(share: Fraction | None) -> Printed | None:
    return None if share is None else Printed(share)


def days(inputs: Inputs) -> Answer:
    """The covered days of a window: real ones."""
    first, last = (date.fromisoformat(inputs[name]) for name in ("from", "to"))
    window = Stretch(first, later(first, 2))
    world = covered.world((window,), first, last)

    def read(earned: tuple[Earned, ...]) -> Said:
        share = covered.share(earned[0], (window,))
        return {"days": None if share is None else share * window.days}

    return Answer(read, (world,), "share-of-one-window")


def cycles(inputs: Inputs) -> Answer:
    """Windows from one cycle day to the next, as far as they have begun on the day that is looked at."""
    start, target = date.fromisoformat(inputs["start"]), date.fromisoformat(inputs["target"])
    end = date.fromisoformat(inputs["end"]) if inputs["end"] else None
    if target < start:
        return early(inputs)
    step, day = UNITS[inputs.get("unit", "monthly")], int(inputs.get("cycle_day", start.day))
    anchor = later(start.replace(day=1), 0, of_month=day)
    first = anchor if anchor <= start else later(anchor, -step, of_month=day)
    windows = [Stretch(first, later(first, step, of_month=day))]
    while windows[-1].end <= target and (end is None or windows[-1].end < end):
        windows.append(Stretch(windows[-1].end, later(windows[-1].end, step, of_month=day)))
    begun = tuple(windows)
    world = covered.world(begun, start, end)
    return Answer(lambda earned: {"cycles": covered.share(earned[0], begun)}, (world,), "share-of-one-window")


def early(inputs: Inputs) -> Answer:
    """Nobody is there yet on the day that is looked at: nothing is paid, and that is no mistake."""
    start, target = date.fromisoformat(inputs["start"]), date.fromisoformat(inputs["target"])
    window = Stretch(target, later(target, 1))
    world = covered.world((window,), start, None)
    return Answer(lambda earned: {"cycles": covered.share(earned[0], (window,))}, (world,), "not-there-yet")


KINDS = (
    Kind(comes_and_goes, needs=("events", "prorated", "tiers")),
    Kind(comes_and_goes, "lago_prorated_graduated"),
    Kind(coefficient, "coefficient_inclusive"),
    Kind(prorated_amount, "prorate_inclusive"),
    Kind(minimum, "minimum_top_up"),
    Kind(average, "weighted_average"),
    Kind(exclusive, "share_exclusive"),
    Kind(month_share, "kb_share"),
    Kind(days, "kb_fixed_days"),
    Kind(cycles, "kb_cycles"),
    Kind(cycles, needs=("start", "end", "target")),
    Kind(part_amount, "part_amount"),
)
