"""Dividing a whole among parts without losing or adding anything: largest remainder, for negatives the mirror."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

MILLION = 1_000_000


def allocate(
    whole: int,
    weights: Sequence[int | Fraction],
    order: "Sequence[SupportsRichComparison] | None" = None,
) -> tuple[int, ...]:
    """Parts that sum to `whole`; what is left over goes one each to the largest remainders, the least `order` first.

    `order` holds one sort key per weight (a person's key, or day and key), so that the parts do not depend on the
    order in which the people arrive; without it the earlier position wins. The keys must differ.
    """
    if whole == 0:
        return (0,) * len(weights)
    exact = _whole_weights(weights)
    total = sum(exact)
    parts = [abs(whole) * weight // total for weight in exact]
    remainders = [abs(whole) * weight % total for weight in exact]
    keys = range(len(exact)) if order is None else order
    first = sorted(range(len(exact)), key=lambda place: (-remainders[place], keys[place]))
    for place in first[: abs(whole) - sum(parts)]:
        parts[place] += 1
    return tuple(parts) if whole > 0 else tuple(-part for part in parts)


def share_millionths(
    shares: Sequence[Fraction],
    order: "Sequence[SupportsRichComparison] | None" = None,
) -> tuple[int, ...]:
    """Shares of one act in millionths that sum to a million (rule 5); `order` holds the keys of the people."""
    if sum(shares) != 1:
        raise ValueError(f"Shares must sum to exactly 1; {' + '.join(map(str, shares))} is {sum(shares)}.")
    return allocate(MILLION, shares, order)


def _whole_weights(weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    if any(weight < 0 for weight in weights):
        raise ValueError("A weight below zero would take from one part to give to another.")
    if not any(weights):
        raise ValueError("Nobody has a weight above zero, so there is nobody to give the amount to.")
    scale = lcm(*(Fraction(weight).denominator for weight in weights))
    return tuple(int(weight * scale) for weight in weights)
