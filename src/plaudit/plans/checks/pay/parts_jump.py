from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject
from plaudit.plans.document.shown import percent


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        jumps = () if offer.curve is None else offer.curve.jumps()
        parts = [counted for counted in offer.incentive.counts if counted.part < 1]
        if jumps and parts:
            yield Remark(f"{offer.path}.earns", _says(offer, jumps[0].at), _REMEDY)


_REMEDY = (
    "Pay whole acts (`counts.milestone` instead of `earns`), or use a rate or `tiers: graduated`, where a part of "
    "an act earns the same part of its money."
)


def _says(offer: Offer, at: int) -> str:
    parts = ", ".join(f"{counted.milestone} {percent(counted.part)}" for counted in offer.incentive.counts)
    return (
        f"Acts count in parts ({parts}) and the pay jumps at {offer.at(at)}: a part can trigger the whole jump, "
        "and the rest of the same act may fall into the next window, where it starts again from nothing."
    )


CHECK = Check(
    code="parts-with-jumps",
    severity="warn",
    about="`earns` pays an act in parts, each in the window of its own milestone, and parts never look back. "
    "Beside levels or retroactive tiers, the same acts then pay different money depending on where the quarter ends.",
    cites="how it pays, rule 18",
    find=find,
)
