"""`pays: none`: progress without money."""

from dataclasses import dataclass

from plaudit.plans.pays.aim import Aim
from plaudit.values.curve import Curve


@dataclass(frozen=True, slots=True)
class Nothing:
    by_act = True
    of = "anything"

    def curve(self, _aim: Aim) -> Curve | None:
        return None
