"""The ways of paying in the words of a plan's text."""

from fractions import Fraction

from plaudit.plans.document.shown import number, percent
from plaudit.plans.incentive import Measure
from plaudit.plans.pays.attained import Attained
from plaudit.plans.pays.each import Each, Slider
from plaudit.plans.pays.package import Package
from plaudit.plans.pays.pays import Pays
from plaudit.plans.pays.rate import Rate
from plaudit.plans.pays.steps import Steps
from plaudit.plans.pays.tiers import Tiered
from plaudit.plans.say import joined
from plaudit.plans.tell import Telling, plain
from plaudit.values.currency import digits
from plaudit.values.curve_of import Tier


def told(pays: Pays, measure: Measure, telling: Telling) -> str:
    unit = telling.unit(measure)
    said = "No money is paid: progress is shown."
    match pays:
        case Each():
            said = f"{telling.money(pays.amount)} for each {unit}."
        case Slider():
            said = f"{joined([_price(kind, price, telling) for kind, price in pays.prices])}."
        case Rate():
            said = f"{percent(pays.rate)} of the amount of each act."
        case Tiered():
            said = _tiers(pays, telling)
        case Steps():
            levels = joined([f"{telling.money(level.pay)} from {number(level.at)} on" for level in pays.levels])
            said = f"{levels}, in all: a higher level takes the place of the lower one."
        case Attained():
            said = _attained(pays, measure, telling)
        case Package():
            said = _package(pays, unit, telling)
    return said


def _price(kind: str, price: Fraction, telling: Telling) -> str:
    return f"{telling.money(price * 10 ** digits(telling.currency))} for each {plain(kind)}"


def _tiers(pays: Tiered, telling: Telling) -> str:
    lower: Fraction | None = None
    said = []
    for tier in pays.tiers:
        said.append(f"{_reach(lower, tier)}: {_tier(tier, pays, telling)}")
        lower = tier.upto
    how = {
        "graduated": "Each unit is paid by the tier it falls in; a higher tier leaves the units below it as they are.",
        "volume": "All units are paid by the tier that the total falls in: reaching a tier moves those below it too.",
    }
    return f"{'; '.join(said)}. {how[pays.how]}"


def _reach(lower: Fraction | None, tier: Tier) -> str:
    if tier.upto is None:
        return "Everything" if lower is None else f"above {number(lower)}"
    up = "Up" if lower is None else "up"
    return f"{up} to {'and including ' if tier.inclusive else 'but not including '}{number(tier.upto)}"


def _tier(tier: Tier, pays: Tiered, telling: Telling) -> str:
    rate = f"{telling.money(tier.rate)} each"
    if pays.of == "amounts":
        rate = percent(tier.rate / 10 ** digits(telling.currency))
    flat = f"{telling.money(tier.flat)} once"
    if not tier.flat:
        return rate
    return f"{rate} and {flat}" if tier.rate else flat


def _attained(pays: Attained, measure: Measure, telling: Telling) -> str:
    what, full = ("A score", "score 1") if measure.of == "score" else ("Attainment", "target")
    points = joined([f"{percent(at)} pays {percent(share)}" for at, share in pays.points])
    between = {"line": "with straight lines between", "step": "the last one reached holds"}[pays.between]
    beyond = {"flat": "no more above the last", "extend": "the last line goes on above"}[pays.beyond]
    return (
        f"{telling.money(pays.at_target)} at {full}. {what} of {points} of that; "
        f"{between}, nothing below the first, {beyond}."
    )


def _package(pays: Package, unit: str, telling: Telling) -> str:
    started = {"pays": "one that is started pays in full", "free": "one that is not full pays nothing"}[pays.started]
    return f"{telling.money(pays.each)} for each package of {number(pays.size)} ({unit}); {started}."
