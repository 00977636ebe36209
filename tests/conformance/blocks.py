"""Tiers of blocks: so many blocks of a size at a price each; one that is started is paid in full.

A plan has no such tiers, but each block can be a tier of its own with a flat.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.conformance.terms import Tier, text


@dataclass(frozen=True, slots=True)
class Blocks:
    """`most` None: as many as there are."""

    size: int
    most: int | None
    price: Fraction


def blocks(raw: Sequence[Any]) -> tuple[Blocks, ...]:
    return tuple(
        Blocks(
            int(tier["block_size"]),
            None if tier["max_blocks"] is None else int(tier["max_blocks"]),
            Fraction(tier["price"]),
        )
        for tier in raw
    )


def each_tier(given: Sequence[Blocks], units: Fraction) -> tuple[Tier, ...]:
    """Every block up to the units pays its tier's price; the last tier takes the overflow."""
    found: list[Tier] = []
    start = Fraction(0)
    for number, tier in enumerate(given):
        last = number == len(given) - 1
        end = units if last or tier.most is None else min(units, start + tier.size * tier.most)
        if tier.size == 1:
            found += [Tier(text(end), tier.price)] if end > start else []
        else:
            count = -(-(end - start) // tier.size)
            found += [Tier(text(start + tier.size * block), flat=tier.price) for block in range(1, int(count) + 1)]
        start = max(start, end)
    return (*found[:-1], Tier(None, found[-1].each, found[-1].flat)) if found else (Tier(None),)


def top_tier(given: Sequence[Blocks], units: Fraction) -> tuple[Tier, ...]:
    """All units in blocks of the tier that the total falls in."""
    found: list[Tier] = []
    start = Fraction(0)
    for number, tier in enumerate(given):
        last = number == len(given) - 1
        end = max(units, start + 1) if last or tier.most is None else start + tier.size * tier.most
        if tier.size == 1:
            found.append(Tier(text(end), tier.price))
        else:
            first, final = int(start // tier.size) + 1, int(-(-end // tier.size))
            found += [
                Tier(text(min(Fraction(tier.size * block), end)), flat=tier.price * block)
                for block in range(first, final + 1)
            ]
        start = end
    return (*found[:-1], Tier(None, found[-1].each, found[-1].flat))
