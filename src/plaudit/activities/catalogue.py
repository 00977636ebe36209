"""The Advocacy Maturity Map: which activities there are, how far each gets, what it is worth, how to get one (rule 2).

A company changes it with `catalogue.yaml` in its data folder: `overridden` answers with the map that then holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Grade = Literal["low", "medium", "high"]
Stage = Literal["onboarding", "adoption", "value", "renewal", "expansion", "advocacy"]

GRADES: tuple[Grade, ...] = ("low", "medium", "high")
STAGES: tuple[Stage, ...] = ("onboarding", "adoption", "value", "renewal", "expansion", "advocacy")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of activity: its milestones in the order they are reached, then the ways it can end.

    `points` is what a plan that measures points may take over, `stage` where in the customer's lifecycle it belongs.
    """

    kind: str
    title: str
    milestones: tuple[str, ...]
    ends: tuple[str, ...] = ()
    points: Fraction = Fraction(1)
    complexity: Grade = "medium"
    value: Grade = "medium"
    stage: Stage = "value"
    guidance: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """Milestones and ends in the order that breaks ties between acts of one day (rule 7)."""
        return self.milestones + self.ends


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds in the order of the map, the built-in ones first."""

    kinds: tuple[Kind, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(kind.kind for kind in self.kinds)

    def find(self, name: str) -> Kind | None:
        """None when the map has no such kind: what that means is for the asker to say."""
        return next((kind for kind in self.kinds if kind.kind == name), None)

    def overridden(self, others: Iterable[Kind]) -> "Catalogue":
        """The map with each kind of `others` in the place of its namesake, and new kinds at the end."""
        by_name = {kind.kind: kind for kind in others}
        kept = tuple(by_name.pop(kind.kind, kind) for kind in self.kinds)
        return Catalogue(kept + tuple(by_name.values()))


_WRITTEN = ("agreed", "drafted", "approved", "published")
_LIVE = ("agreed", "delivered")
_LEAD = ("accepted", "opportunity", "won", "paid")

BUILT_IN = Catalogue(
    (
        Kind(
            "referral",
            "Referral",
            ("submitted", "accepted", "demo", "opportunity", "won", "paid"),
            ("lost", "churned"),
            Fraction(3),
            "medium",
            "high",
            "value",
            "Ask for one name right after a result the customer saw herself; offer to write the introduction. "
            "Tell her what became of it: closing the loop brings the second name.",
        ),
        Kind(
            "review",
            "Review",
            ("asked", "agreed", "submitted", "published"),
            ("withdrawn",),
            Fraction(1),
            "low",
            "medium",
            "adoption",
            "Ask everybody who has used the product for a quarter, happy or not, with the link and the time it takes. "
            "Say openly if there is a gift; never ask for stars.",
        ),
        Kind(
            "testimonial",
            "Testimonial",
            _WRITTEN,
            ("withdrawn",),
            Fraction(2),
            "low",
            "medium",
            "value",
            "Listen for a sentence of praise in a call, write it down in her words and ask whether it may be used.",
        ),
        Kind(
            "quote",
            "Quote",
            _WRITTEN,
            ("withdrawn",),
            Fraction(1),
            "low",
            "low",
            "value",
            "Take it from a survey answer or an e-mail; ask for name, role and where it may appear.",
        ),
        Kind(
            "video",
            "Video",
            _WRITTEN,
            ("withdrawn",),
            Fraction(8),
            "high",
            "high",
            "advocacy",
            "Ask somebody who already spoke for you on a call. Send the three questions before, keep it under an hour, "
            "let her approve the cut.",
        ),
        Kind(
            "blog",
            "Blog post",
            _WRITTEN,
            ("withdrawn",),
            Fraction(3),
            "medium",
            "medium",
            "advocacy",
            "Offer to interview and draft; the customer edits. It should make her look good to her own peers.",
        ),
        Kind(
            "whitepaper",
            "Whitepaper",
            _WRITTEN,
            ("withdrawn",),
            Fraction(5),
            "high",
            "medium",
            "advocacy",
            "Choose a customer with numbers from before and after, and agree on the figures before the first draft.",
        ),
        Kind(
            "case_study",
            "Case study",
            _WRITTEN,
            ("withdrawn",),
            Fraction(5),
            "high",
            "high",
            "advocacy",
            "Put it in the success plan when the goal is set, so that the story is due when the goal is reached. "
            "Ask early who must approve it.",
        ),
        Kind(
            "reference_call",
            "Reference call",
            ("asked", "agreed", "scheduled", "delivered"),
            (),
            Fraction(2),
            "low",
            "high",
            "renewal",
            "Ask for one call with a buyer like herself, say what will be asked, thank her within a day and "
            "tell her how the deal ended. Let her rest before the next.",
        ),
        Kind(
            "cab_seat",
            "Customer advisory board seat",
            _LIVE,
            (),
            Fraction(4),
            "medium",
            "high",
            "advocacy",
            "Invite people whose opinion changed the product before; show at each meeting what the last one changed.",
        ),
        Kind(
            "co_presentation",
            "Presentation together",
            _LIVE,
            (),
            Fraction(6),
            "high",
            "high",
            "advocacy",
            "Offer the stage and do the slides; the story is hers, the product is a supporting part.",
        ),
        Kind(
            "earned_media",
            "Earned media",
            _LIVE,
            (),
            Fraction(6),
            "high",
            "high",
            "advocacy",
            "With marketing: offer a journalist a customer with a number and a reason why it matters this month.",
        ),
        Kind(
            "community_post",
            "Community post",
            _LIVE,
            (),
            Fraction(1),
            "low",
            "low",
            "adoption",
            "When a customer solved something herself, ask her to post it where others look for it.",
        ),
        Kind(
            "call_showcase",
            "Showcase on the customer call",
            _LIVE,
            (),
            Fraction(3),
            "medium",
            "medium",
            "adoption",
            "Host a call each month in which one customer shows in ten minutes what works for her.",
        ),
        # The rule gives nomination and csql one list of milestones: both are leads handed on and followed.
        Kind(
            "nomination",
            "Nomination",
            ("logged", *_LEAD),
            ("rejected", "lost", "churned"),
            Fraction(1),
            "low",
            "low",
            "value",
            "Name a customer who would speak for you, and say what she achieved and who should ask her.",
        ),
        Kind(
            "csql",
            "Customer success qualified lead",
            ("logged", *_LEAD),
            ("rejected", "lost", "churned"),
            Fraction(3),
            "medium",
            "high",
            "expansion",
            "Tell the customer what others like her do next; log it the same day with the need in her words. "
            "Sales accepts or rejects it with a reason.",
        ),
    )
)
