from collections.abc import Iterator
from fractions import Fraction

from plaudit.activities.catalogue import BUILT_IN
from plaudit.plans.checks.endorsement import on_gartner
from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.incentive import Counted

# Reached by asking, promising or filling in a form; nobody outside has accepted anything yet.
EARLY = frozenset({"asked", "agreed", "submitted", "logged", "drafted", "scheduled"})


def find(subject: Subject) -> Iterator[Remark]:
    # Gartner's reviewers are anonymous: there the invitation is all that may be paid for.
    for offer in (offer for offer in subject.paying if not on_gartner(offer)):
        for kind in offer.kinds:
            counted = [each for each in offer.counted if each.kind == kind]
            early = [each for each in counted if each.milestone in EARLY]
            if _weight(early) * 2 > _weight(counted):
                yield Remark(f"{offer.path}.counts", _says(offer, early), _remedy(kind))


def _weight(counted: list[Counted]) -> Fraction:
    return sum((each.part for each in counted), Fraction(0))


def _says(offer: Offer, early: list[Counted]) -> str:
    kind, milestones = early[0].kind.replace("_", " "), " and ".join(each.milestone for each in early)
    return (
        f"`{offer.key}` pays a {kind} when it is {milestones}, before anybody has accepted it: it pays for "
        "entries, and an act that comes to nothing stays paid."
    )


def _remedy(kind: str) -> str:
    known = BUILT_IN.find(kind)
    if known is None:
        return "Pay at the milestone where somebody else accepts it, or pay the larger part there (`earns`)."
    later = [milestone for milestone in known.milestones if milestone not in EARLY]
    return f"Pay at {' or '.join(f'`{milestone}`' for milestone in later)}, or pay the larger part there (`earns`)."


CHECK = Check(
    code="paid-before-acceptance",
    severity="warn",
    about="Money for something asked, agreed, submitted or logged instead of published, held or accepted. Review "
    "sites reject up to a third of what is submitted; a SPIFF on submissions buys low-value activity. With "
    "`earns`, up to half may be paid early.",
    cites="R19; R20",
    dated="2026-11",
    find=find,
)
