"""What acts that wait come to when each is weighed by how probably it gets so far: the forecast beside a face value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plaudit.values.currency import digits

OPEN_ACTS = "open acts: "


@dataclass(frozen=True, slots=True)
class Share:
    """Of the open acts of a kind, which part is still to come, with its 80 % interval."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """Acts of a kind: at face value, in minor units, and weighed; `share` is None where the forecast refuses."""

    kind: str
    face: int
    share: Share | None

    def of(self, part: float, currency: str) -> float:
        """In whole units: an estimate, no amount that anybody is paid."""
        return float(self.face * part / 10 ** digits(currency))


def weigh(told: Mapping[str, Any], faces: Mapping[str, int]) -> tuple[Weighed, ...]:
    """`told` is the forecast's document, `faces` are face values by kind."""
    shares = dict(map(_share, (each for each in told["answers"] if each["name"].startswith(OPEN_ACTS))))
    return tuple(Weighed(kind, face, shares.get(kind)) for kind, face in sorted(faces.items()))


def _share(answer: Mapping[str, Any]) -> tuple[str, Share]:
    """`open acts: review published` is of reviews."""
    kind = answer["name"].removeprefix(OPEN_ACTS).partition(" ")[0]
    ends = (answer["point"], *answer["interval80"])
    return kind, Share(*(float(each) / answer["n"] for each in ends))
