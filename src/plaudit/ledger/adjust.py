"""Adjustments: what is known now, minus what was booked, line by line (rule 22)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from plaudit.ledger.booking import Key


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of a closed period that pays another amount than was booked; minor units."""

    key: Key
    booked: int
    now: int

    @property
    def amount(self) -> int:
        return self.now - self.booked


def differences(
    now: Mapping[Key, int], booked: Mapping[Key, int], unknown: Collection[tuple[str, str, str]] = ()
) -> Iterator[Difference]:
    """In order of the lines; a unit (person, incentive, window) that a problem leaves unknown stays as booked."""
    for key in sorted({*now, *booked}):
        if (key.person, key.incentive, key.window) in unknown:
            continue
        before, after = booked.get(key, 0), now.get(key, 0)
        if before != after:
            yield Difference(key, before, after)
