"""The calculation of a line in words and figures, step by step, from the steps that it carries."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plaudit.earnings.worked import exact, pays, room
from plaudit.plans.document.shown import number
from plaudit.values.money import Money, decimal_text
from plaudit.values.rounding import rounded_fraction
from plaudit.web.components import locale
from plaudit.web.components.words import plain

LIMITS = {
    "per_activity": "For one act",
    "per_person": "For one person",
    "budget": "From the budget",
    "plan_budget": "From the plan's budget",
}
FACTORS = {
    "share": "share",
    "points": "points",
    "amount": "amount",
    "part": "part of the act",
    "rate": "exchange rate",
    "remaining": "what a clawback left",
    "value": "",
    "covered": "not covered",
    "late": "late",
    "served": "not served",
}
# The most decimals that a figure on the way shows; the last line is always to the cent.
PLACES = 4
_TIMES = " \N{MULTIPLICATION SIGN} "


@dataclass(frozen=True, slots=True)
class Step:
    """`what` is done, with which `figures`."""

    what: str
    figures: str


def steps(line: dict[str, Any], currency: str) -> tuple[Step, ...]:
    """Empty for a line that a problem leaves without a number."""
    if line["earned"] is None or "steps" not in line:
        return ()
    return (*_gross(line, currency), *_cuts(line, currency), Step("Earned", _money(line["earned"], currency)))


def _gross(line: dict[str, Any], currency: str) -> Iterator[Step]:
    told = line["steps"]
    if "grant" in told:
        yield Step("Granted by hand", _money(told["grant"], currency))
    elif "pool" in told:
        yield from _prize(told, currency)
    elif "promised" in told:
        yield from _promised(told, currency)
    else:
        yield from _measured(line, told)
        yield from _curved(line, told, currency)


def _prize(told: dict[str, Any], currency: str) -> Iterator[Step]:
    yield Step(f"Prize of place {told['rank']}", " + ".join(_money(prize, currency) for prize in told["pool"]))
    if told["tied"] != "1":
        yield Step("Shared by those who tie", told["tied"])


def _promised(told: dict[str, Any], currency: str) -> Iterator[Step]:
    yield Step("Promised", _money(told["promised"], currency))
    if exact(told["balance"]):
        yield Step("Still to be earned back", _money(told["balance"], currency))
    yield Step("Earned before", _money(told["so_far"], currency))


def _measured(line: dict[str, Any], told: dict[str, Any]) -> Iterator[Step]:
    for part in told.get("parts", ()):
        score = _figure(pays(part["curve"], part["x"]))
        words = f"{plain(part['title'])}, weight {_figure(exact(part['weight']))}"
        yield Step(words, f"{_figure(exact(part['x']))} scores {score}")
    for entry in told.get("quantity", ()):
        factors = [f"{FACTORS[name]} {_figure(exact(value))}".strip() for name, value in entry["times"].items()]
        alone = len(factors) == 1
        added = "" if alone else f" = {_figure(exact(line['quantity']))}"
        yield Step("It adds" if line["line"] == "act" else "It measures", _TIMES.join(factors) + added)
    if line["before"] is not None and line["line"] == "act":
        yield Step("The measure moves", f"{_figure(exact(line['before']))} → {_figure(exact(line['after']))}")


def _curved(line: dict[str, Any], told: dict[str, Any], currency: str) -> Iterator[Step]:
    rows, act = told["curve"], line["line"] == "act"
    for row in rows:
        yield Step(_span(row), _rate(row, currency))
    after = pays(rows, line["after"])
    yield Step(f"{_figure(exact(line['after']))} pays", _exact(after, currency))
    if act and line["before"] is not None:
        before = pays(rows, line["before"])
        yield Step(f"{_figure(exact(line['before']))} paid", _exact(before, currency))
    if "kept" in told:
        yield Step("Of this line stays", _figure(exact(told["kept"])))
    if "part" in told:
        yield Step("Part of the window that is paid", _figure(exact(told["part"])))


def _span(row: dict[str, Any]) -> str:
    start = exact(row["from"])
    if start < -(10**5):
        return "At any measure" if row["to"] is None else f"Below {_bound(row['to'])}"
    return (
        f"From {_bound(row['from'])} on" if row["to"] is None else f"From {_bound(row['from'])} to {_bound(row['to'])}"
    )


def _bound(text: str) -> str:
    """A tier up to 5 ends one millionth after it; people say 5."""
    bound = exact(text)
    below = bound - Fraction(1, 10**6)
    return _figure(below if below.denominator == 1 else bound)


def _rate(row: dict[str, Any], currency: str) -> str:
    base, slope = exact(row["base"]), exact(row["slope"])
    per = f" for each {_figure(exact(row['every']))}" if "every" in row else " each"
    if not slope:
        return _exact(base, currency)
    rate = f"{_exact(slope, currency)}{per}"
    return rate if not base else f"{_exact(base, currency)}, then {rate}"


def _cuts(line: dict[str, Any], currency: str) -> Iterator[Step]:
    for cut in line["steps"].get("cuts", ()):
        if cut.get("decided") is False:
            words = "The gate" if cut["limit"] == "requires" else LIMITS[cut["limit"]]
            yield Step(words, "decided on the window's last day")
        elif "at_least" in cut:
            opened = exact(cut["value"]) >= exact(cut["at_least"])
            yield Step(f"The gate of {plain(cut['reads'])}", "reached" if opened else "not reached: nothing is earned")
        elif "allotted" in cut:
            if "settled" in cut:
                yield Step("Her part of the budget at the close", _share(cut["settled"], currency))
            yield Step(
                "Her part of what was left" if "settled" in cut else "Her part of the budget", _share(cut, currency)
            )
        else:
            left = _exact(room(cut), currency)
            yield Step(f"{LIMITS[cut['limit']]} at most {_money(cut['cap'], currency)}", f"{left} were left")


def _share(cut: dict[str, Any], currency: str) -> str:
    return f"{_money(cut['allotted'], currency)} of {_money(cut['total'], currency)}"


def _money(text: str, currency: str) -> str:
    return locale.money(Money.of(text, currency)) if "." in text or text.lstrip("-").isdigit() else text


def _exact(amount: Fraction, currency: str) -> str:
    """To the cent where it is whole cents, else with more decimals."""
    cents = amount * 100
    if cents.denominator == 1:
        return _money(number(amount), currency)
    return f"{_figure(amount)} {currency}"


def _figure(figure: Fraction) -> str:
    return locale.quantity(decimal_text(rounded_fraction(figure * 10**PLACES), PLACES))
