"""`clawback`: the milestone that takes an act back (rule 19)."""

from typing import Literal

from plaudit.plans.document.scalars import Key, Whole
from plaudit.plans.document.shape import Document
from plaudit.plans.document.spelled import listed, remedy
from plaudit.plans.incentive import Clawback, Counted
from plaudit.plans.keys.reading import Reading


class ClawbackDocument(Document):
    """What happens within these days after earning, how much it takes, and whether it moves the measure too."""

    milestone: Key
    within_days: Whole
    portion: Literal["all", "prorated"] = "all"
    effect: Literal["recalculate", "act_only"] = "recalculate"


def clawback(document: ClawbackDocument, counted: tuple[Counted, ...], reading: Reading) -> Clawback | None:
    """`counted` is every act that may be taken back, also those of key results and index parts."""
    kinds = [reading.catalogue.find(kind) for kind in dict.fromkeys(one.kind for one in counted)]
    known = dict.fromkeys(step for kind in kinds if kind is not None for step in kind.steps)
    place = reading.at("milestone")
    if document.milestone not in known:
        place.note(
            "milestone-unknown",
            f"No activity that counts here can reach `{document.milestone}`.",
            remedy(document.milestone, known),
        )
        return None
    if any(one.milestone == document.milestone for one in counted):
        ends = dict.fromkeys(end for kind in kinds if kind is not None for end in kind.ends)
        place.note(
            "keys-contradict",
            f"`{document.milestone}` earns here, so it cannot take back what it earned.",
            f"Write {listed(ends)}." if ends else "Write a milestone that comes later.",
        )
        return None
    return Clawback(document.milestone, document.within_days, document.portion, document.effect)
