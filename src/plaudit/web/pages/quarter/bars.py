"""The bars of My quarter: for each incentive what it has earned, how far the next bound is, and what that brings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plaudit.earnings.runs.models import Unit
from plaudit.earnings.runs.stood import Stood
from plaudit.plans.incentive import Incentive
from plaudit.values.money import Money
from plaudit.values.period import Period
from plaudit.web.components import locale
from plaudit.web.components.words import count, plain


@dataclass(frozen=True, slots=True)
class Bar:
    """An incentive as it stands: `value` of `most` is drawn where there is a bound; `next` says what to do."""

    key: str
    title: str
    funded_by: str
    window: str
    measure: str
    next: str
    earned: Money | None
    paid: bool
    waiting: Money | None
    limited: Money | None
    value: str | None
    most: str | None
    reached: bool
    awards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A few more of something, and the money that they bring."""

    words: str
    brings: Money
    few: bool


def bars(stood: Stood, today: date) -> tuple[Bar, ...]:
    return tuple(_bar(stood, unit, today) for unit in stood.units)


def best(stood: Iterable[Stood], today: date) -> Offer | None:
    """What the headline offers: the largest of what is near, else the largest of all."""
    offers = [offer for each in stood for unit in each.units for offer in _offers(unit, today)]
    near = [offer for offer in offers if offer.few and offer.brings.minor > 0]
    return max(near, key=lambda offer: offer.brings.minor, default=None)


def _offers(unit: Unit, today: date) -> Iterator[Offer]:
    ahead = unit.ahead
    if ahead is None or _window(unit).end <= today or "each" not in ahead:
        return
    bound = ahead["next"]
    if bound is not None and ahead["unit"] != unit.currency and bound["why"] != "cap":
        more = Decimal(bound["missing"])
        yield Offer(
            count(locale.quantity(bound["missing"]), ahead["unit"], more=True),
            Money.of(bound["brings"], unit.currency),
            few=more <= 5,
        )
    for each in ahead["each"]:
        if each["kind"] is not None:
            yield Offer(count("1", plain(each["kind"]), more=True), Money.of(each["brings"], unit.currency), few=True)


def _bar(stood: Stood, unit: Unit, today: date) -> Bar:
    told, incentive = unit.stands, stood.incentive(unit)
    window = _window(unit)
    value, most = _drawn(unit)
    return Bar(
        key=unit.incentive,
        title=incentive.title,
        funded_by="" if told["funded_by"] is None else told["funded_by"],
        # The page says when its own period ends; a longer window says so itself.
        window="" if window.end == stood.period.end else f"until {locale.day(window.last)}",
        measure=_measure(unit, incentive),
        next="" if window.end <= today else _next(unit),
        earned=Money.known(unit.earned, unit.currency),
        paid=bool(unit.earned) or _pays(unit),
        waiting=Money.known(unit.waiting, unit.currency) if unit.waiting else None,
        limited=Money.known(unit.limited, unit.currency) if unit.limited else None,
        value=value,
        most=most,
        reached=value is not None and most is not None and Decimal(value) >= Decimal(most),
        awards=tuple(award["badge"] or award["gift"] for award in told["awards"]),
    )


def _pays(unit: Unit) -> bool:
    """A goal without money shows its score and no nought."""
    return unit.ahead is None or "each" in unit.ahead or any(part["brings"] for part in unit.ahead.get("parts", ()))


def _window(unit: Unit) -> Period:
    return Period.of(unit.window)


def _drawn(unit: Unit) -> tuple[str | None, str | None]:
    """The measure and the bound it moves to; a score is drawn against 1."""
    told, ahead = unit.stands, {} if unit.ahead is None else unit.ahead
    if told["score"] is not None:
        return told["score"], "1"
    bound = ahead.get("next") or ahead.get("award")
    if bound is not None and told["measure"] is not None:
        return told["measure"], bound["at"]
    return (told["measure"], told["target"]) if told["target"] is not None else (None, None)


def _measure(unit: Unit, incentive: Incentive) -> str:
    told = unit.stands
    if unit.earned is None:
        return "A problem leaves this unknown until it is solved."
    if incentive.kind == "contest":
        place = "not ranked yet" if unit.rank is None else f"place {unit.rank}"
        return f"{place}, with {locale.quantity(told['measure'])}"
    if told["score"] is not None:
        return f"score {locale.percent(told['score'])}"
    if unit.ahead is None or told["measure"] is None:
        return ""
    if unit.ahead["unit"] == unit.currency:
        return _brings(unit, _whole_units(told["measure"]))
    said = count(locale.quantity(told["measure"]), unit.ahead["unit"])
    aim = told["target"]
    return (
        said
        if aim is None
        else f"{locale.quantity(told['measure'])} of {count(locale.quantity(aim), unit.ahead['unit'])}"
    )


def _whole_units(measure: str) -> str:
    """An amount is shown to the currency's whole units; its line shows it all."""
    return measure.partition(".")[0]


def _next(unit: Unit) -> str:
    ahead = unit.ahead
    if ahead is None or "unit" not in ahead:
        return ""
    if "parts" in ahead:
        return _next_of_parts(unit, ahead["parts"])
    if "award" in ahead:
        reward = ahead["award"]
        more = count(locale.quantity(reward["missing"]), ahead["unit"], more=True)
        return f"{more}: {reward['badge'] or reward['gift']}"
    bound = ahead.get("next")
    each = _each(unit, ahead.get("each", []), ahead["unit"])
    if bound is None:
        return each
    if bound["why"] == "cap":
        return f"{each}, up to {_brings(unit, ahead['most'])}" if each else f"at most {_brings(unit, ahead['most'])}"
    if ahead["unit"] == unit.currency:
        more = f"{_brings(unit, _whole_units(bound['missing']))} more"
    else:
        more = count(locale.quantity(bound["missing"]), ahead["unit"], more=True)
    aim = "the target" if bound["why"] == "target" else "the next rate"
    reach, bring = ("reaches", "brings") if bound["missing"] == "1" else ("reach", "bring")
    return f"{more} {reach} {aim} and {bring} {_brings(unit, bound['brings'])}"


def _each(unit: Unit, each: list[dict[str, Any]], unit_word: str) -> str:
    if not each:
        return ""
    if all(Decimal(one["brings"]) == 0 for one in each):
        return "The most for one person is reached."
    if each[0]["kind"] is None:
        thousand = _brings(unit, each[0]["adds"])
        return f"each further {thousand} brings {_brings(unit, each[0]['brings'])}"
    if len(each) == 1:
        return f"each further {unit_word} brings {_brings(unit, each[0]['brings'])}"
    return ", ".join(f"{plain(one['kind'])} {_brings(unit, one['brings'])}" for one in each)


def _next_of_parts(unit: Unit, parts: list[dict[str, Any]]) -> str:
    """The part that brings most; of goals without money, the first one that is open."""
    paying = [part for part in parts if part["brings"] and Decimal(part["brings"]) > 0]
    if paying:
        most = max(paying, key=lambda part: Decimal(part["brings"]))
        more = f"{plain(most['title'])}: {locale.quantity(most['missing'])} more"
        return f"{more} brings {_brings(unit, most['brings'])}"
    still = next((part for part in parts if part["at"] is not None and part["score"] != "1"), None)
    return "" if still is None else f"{still['title']}: {locale.quantity(still['missing'])} more"


def _brings(unit: Unit, brings: str) -> str:
    return locale.brief(Money.of(brings, unit.currency))
