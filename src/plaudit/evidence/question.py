"""What is asked: the facts, the day they were seen from, how far ahead, the seed, and what the asker sets herself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from plaudit.activities.facts import Facts
from plaudit.plans.plan import Plan
from plaudit.values.refused import Refused

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?%?")


@dataclass(frozen=True, slots=True)
class Setting:
    """Something only the asker knows; `usual` holds where she says nothing, None where nothing can be assumed."""

    name: str
    says: str
    usual: str | None = None


def unwatched(_done: int, _total: int) -> None:
    """Nobody watches how far the work is."""


@dataclass(frozen=True, slots=True)
class Question:
    """`snapshot` None is the last day that the facts tell of; `horizon` None is what the study finds fitting."""

    facts: Facts
    snapshot: date | None = None
    horizon: int | None = None
    seed: int = 1
    settings: Mapping[str, str] = field(default_factory=dict)
    # The versions of a plan, for a study that asks what one costs.
    plans: tuple[Plan, ...] = ()
    # Told how much of long work is done, and how much there is.
    moved: Callable[[int, int], None] = unwatched

    def random(self, purpose: str) -> np.random.Generator:
        """Numbers for one purpose: adding a draw elsewhere does not change them."""
        return np.random.Generator(np.random.PCG64DXSM([self.seed, *purpose.encode()]))

    def text(self, name: str) -> str | None:
        return self.settings.get(name)

    def yes(self, name: str) -> bool:
        """A setting that the study always has, as yes or no."""
        written = self.settings[name]
        if written not in {"yes", "no"}:
            raise Refused("setting-unreadable", f"--set {name}={written}: write yes or no.")
        return written == "yes"

    def number(self, name: str) -> float | None:
        """A setting as a number; `25%` is 0.25."""
        written = self.settings.get(name)
        return None if written is None else _number(name, written)

    def at_least(self, name: str, least: float) -> float | None:
        found = self.number(name)
        if found is not None and found < least:
            raise Refused("setting-out-of-range", f"--set {name}={self.settings[name]}: it is at least {least:g}.")
        return found

    def above_nothing(self, name: str) -> float | None:
        found = self.number(name)
        if found is not None and found <= 0:
            raise Refused("setting-out-of-range", f"--set {name}={self.settings[name]}: it is above 0.")
        return found

    def share(self, name: str) -> float | None:
        found = self.at_least(name, 0)
        if found is not None and found > 1:
            raise Refused("setting-out-of-range", f"--set {name}={self.settings[name]}: a share is between 0 and 1.")
        return found

    def shares(self, name: str) -> dict[str, float]:
        """A setting as parts of one by name, none of them nothing: ads:40%, fairs:0.9."""
        found = {}
        for part in self.named(name):
            of, colon, written = part.rpartition(":")
            share = _number(name, written) if colon else 0.0
            if not 0 < share <= 1:
                raise Refused("setting-out-of-range", f"--set {name}={part}: write name:share, above 0 and at most 1.")
            found[of.strip()] = share
        return found

    def whole(self, name: str) -> int | None:
        found = self.number(name)
        if found is not None and found != int(found):
            raise Refused("setting-unreadable", f"--set {name}={self.settings[name]}: write a whole number.")
        return None if found is None else int(found)

    def between(self, name: str, least: int, most: int | None = None) -> int:
        """A whole number that the study always has."""
        found = self.whole(name)
        if found is None or found < least or (most is not None and found > most):
            bounds = f"at least {least}" if most is None else f"between {least} and {most}"
            raise Refused("setting-out-of-range", f"--set {name}={self.settings.get(name)}: it is {bounds}.")
        return found

    def named(self, name: str) -> tuple[str, ...]:
        """A setting as a list: a, b, c."""
        written = self.settings.get(name)
        return () if written is None else tuple(part.strip() for part in written.split(",") if part.strip())

    def kinds(self, name: str = "kinds") -> tuple[str, ...]:
        """Such a list of kinds of activity; raises Refused for one that the catalogue does not have."""
        there = self.facts.catalogue
        for kind in (found := self.named(name)):
            if there.find(kind) is None:
                says = f"--set {name}={kind}: the catalogue has no such kind; it has {', '.join(there.names)}."
                raise Refused("setting-out-of-range", says)
        return found

    def milestone(self) -> str | None:
        """Where acts are counted when they reach it; raises Refused for one that none of the kinds can reach."""
        reached, kinds = self.text("milestone"), self.kinds()
        steps = dict.fromkeys(
            step for kind in self.facts.catalogue.kinds if not kinds or kind.kind in kinds for step in kind.steps
        )
        if reached is not None and reached not in steps:
            says = f"--set milestone={reached}: no such milestone; there are {', '.join(steps)}."
            raise Refused("setting-out-of-range", says)
        return reached


def _number(name: str, written: str) -> float:
    if _NUMBER.fullmatch(written) is None:
        raise Refused("setting-unreadable", f"--set {name}={written}: write a plain number such as 0.25 or 25%.")
    return float(written[:-1]) / 100 if written.endswith("%") else float(written)


def settings(written: list[str], known: tuple[Setting, ...]) -> dict[str, str]:
    """`name=value` pairs as typed, with what is usual for the rest."""
    names = {setting.name for setting in known}
    found = {setting.name: setting.usual for setting in known if setting.usual is not None}
    for pair in written:
        name, equals, value = pair.partition("=")
        if not equals or not value:
            raise Refused("setting-unreadable", f"--set {pair}: write --set name=value.")
        if name not in names:
            listed = "\n".join(f"  {setting.name}: {setting.says}" for setting in known)
            raise Refused("setting-unknown", f"This study has no setting {name}; it has\n{listed}")
        found[name] = value
    return found
