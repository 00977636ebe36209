"""The sentence that My quarter begins with."""

from collections.abc import Sequence

from plaudit.earnings.runs.stood import Stood, total
from plaudit.web.components import locale
from plaudit.web.components.words import joined
from plaudit.web.pages.quarter.bars import Offer
from plaudit.web.periods import Chosen


def headline(mine: Sequence[Stood], person: str, offer: Offer | None, shown: Chosen) -> str:
    """You have earned $1,150 this quarter; 2 more referrals bring $300."""
    earned = joined(_sums(mine, person))
    if not any(each.units for each in mine):
        return f"No program covers you in {shown.label}."
    if not earned:
        return f"What you earned in {shown.label} is not known yet."
    now = shown.period.holds(shown.today)
    said = f"You have earned {earned} so far" if now else f"You earned {earned} in {shown.label}"
    if offer is None:
        return f"{said}."
    one = offer.words.startswith("1 ")
    words = f"one{offer.words.removeprefix('1')}" if one else offer.words
    return f"{said}; {words} {'brings' if one else 'bring'} {locale.brief(offer.brings)}."


def _sums(mine: Sequence[Stood], person: str) -> list[str]:
    """One a currency; none where a problem leaves it unknown."""
    sums = []
    for currency in dict.fromkeys(each.currency for each in mine):
        minors = [
            unit.earned for each in mine if each.currency == currency for unit in each.units if unit.person_id == person
        ]
        whole = total(minors, currency)
        if whole is not None:
            sums.append(locale.brief(whole))
    return sums
