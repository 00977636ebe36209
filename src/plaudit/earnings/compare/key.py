"""What a row of the comparison is about: as fine as the columns of the paid list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A person's money, of one incentive, for one activity; None where the paid list does not tell them apart.

    In a list by activity, None is the money that no single act brings: levels, prizes, guarantees, grants.
    """

    person: str
    incentive: str | None = None
    activity: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        return tuple("" if part is None else part for part in (self.person, self.incentive, self.activity))


@dataclass(frozen=True, slots=True)
class Grain:
    """Which columns the paid list has besides person and amount."""

    incentive: bool
    activity: bool

    def key(self, person: str, incentive: str | None, activity: str | None) -> Key:
        return Key(person, incentive if self.incentive else None, activity if self.activity else None)
