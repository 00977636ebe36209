"""`tiers: graduated | volume` with `rates`: other rates for more; the plan must say which units they move (rule 11)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import ConfigDict

from plaudit.plans.document.scalars import Decimal, MoneyAmount, MoneyRate, Share
from plaudit.plans.document.shape import Document
from plaudit.plans.document.shown import number
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.aim import Aim
from plaudit.values.currency import digits
from plaudit.values.curve import Curve
from plaudit.values.curve_of import Tier, graduated, volume


class TierDocument(Document):
    """One tier: up to and including `upto`, or up to and without `below`; the last one has neither."""

    upto: Decimal | None = None
    below: Decimal | None = None
    each: MoneyRate | None = None
    rate: Share | None = None
    flat: MoneyAmount | None = None


class TiersDocument(Document):
    """Tiers of rates: `graduated` pays each unit by its own tier, `volume` all units by the tier of the last."""

    model_config = ConfigDict(json_schema_extra={"required": ["tiers", "rates"]})

    tiers: Literal["graduated", "volume"] | None = None
    rates: Annotated[list[TierDocument], Len(min_length=1)]


@dataclass(frozen=True, slots=True)
class Tiered:
    """Tier rates in minor units for a unit of the measure; written as percentages they are `of` amounts."""

    how: Literal["graduated", "volume"]
    tiers: tuple[Tier, ...]
    of: Literal["units", "amounts", "anything"] = "units"

    @property
    def by_act(self) -> bool:
        return self.how == "graduated"

    def curve(self, aim: Aim) -> Curve:
        return (graduated if self.how == "graduated" else volume)(self.tiers, aim.unit)


def tiered(document: TiersDocument, reading: Reading) -> Tiered | None:
    if document.tiers is None:
        reading.note(
            "tiers-unsaid",
            "The rates do not say whether a higher tier moves only the units above its bound or all of them.",
            "Write `tiers: graduated` (each unit by its own tier) or `tiers: volume` (all units by the tier reached).",
        )
        return None
    before = len(reading.place.notes.found)
    if any(tier.each is not None for tier in document.rates) and _of(document.rates) == "amounts":
        reading.at("rates").note(
            "keys-contradict",
            "Some tiers pay `each`, which is money by the unit, and some `rate`, which is a share of the amount.",
            "Use one of them in all tiers.",
        )
    for index in range(len(document.rates)):
        _check_tier(document.rates, index, reading.at("rates", index))
    if len(reading.place.notes.found) > before or reading.currency is None:
        return None
    minor_units: int = 10 ** digits(reading.currency)
    tiers = tuple(_tier(each, minor_units) for each in document.rates)
    return Tiered(document.tiers, tiers, _of(document.rates))


def _of(tiers: list[TierDocument]) -> Literal["units", "amounts", "anything"]:
    if any(tier.rate is not None for tier in tiers):
        return "amounts"
    return "units" if any(tier.each is not None for tier in tiers) else "anything"


def _tier(written: TierDocument, minor_units: int) -> Tier:
    return Tier(
        upto=written.upto if written.upto is not None else written.below,
        inclusive=written.below is None,
        rate=_rate(written, minor_units),
        flat=Fraction(0) if written.flat is None else Fraction(written.flat),
    )


def _rate(written: TierDocument, minor_units: int) -> Fraction:
    if written.rate is not None:
        return written.rate * minor_units
    return Fraction(0) if written.each is None else written.each


def _check_tier(tiers: list[TierDocument], index: int, reading: Reading) -> None:
    tier, last, nth = tiers[index], index == len(tiers) - 1, index + 1
    if tier.each is not None and tier.rate is not None:
        reading.note(
            "keys-contradict",
            f"Tier {nth} pays both `each` and `rate`.",
            "Keep `each` for money by the unit, or `rate` for a share of the amount.",
        )
    if tier.each is None and tier.rate is None and tier.flat is None:
        reading.note("tier-pays-nothing", f"Tier {nth} does not say what it pays.", "Add `each`, `rate` or `flat`.")
    if tier.upto is not None and tier.below is not None:
        reading.note(
            "keys-contradict",
            f"Tier {nth} has two bounds, `upto` and `below`.",
            "Keep `upto` if the bound belongs to this tier, `below` if it belongs to the next.",
        )
    bound = _bound(tier)
    if last and bound is not None:
        reading.note(
            "last-tier-bounded",
            f"The last tier ends at {number(bound[0])}, so what comes after it earns nothing.",
            "Delete its bound, or add a tier without one.",
        )
    if not last and bound is None:
        reading.note(
            "tier-unbounded",
            f"Tier {nth} has no bound, so tier {nth + 1} is never reached.",
            "Give it `upto:` (with the bound) or `below:` (without it).",
        )
    if not last and bound is not None:
        _check_rising(tiers, index, reading)


def _check_rising(tiers: list[TierDocument], index: int, reading: Reading) -> None:
    bound = _bound(tiers[index])
    before = _bound(tiers[index - 1]) if index > 0 else (Fraction(0), True)
    if bound is not None and before is not None and bound <= before:
        ended = f"tier {index} already ends at {number(before[0])}" if index > 0 else "nothing is below 0"
        reading.note(
            "bounds-not-rising",
            f"Tier {index + 1} ends at {number(bound[0])}, but {ended}: it holds no unit.",
            "Write the tiers from the lowest bound to the highest.",
        )


def _bound(tier: TierDocument) -> tuple[Fraction, bool] | None:
    if tier.upto is not None:
        return tier.upto, True
    return None if tier.below is None else (tier.below, False)
