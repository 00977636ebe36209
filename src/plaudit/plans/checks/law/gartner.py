from collections.abc import Iterator

from plaudit.plans.checks.endorsement import on_gartner, review
from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        if on_gartner(offer):
            yield from _keyed(offer)
            yield from _screenshot(offer)
            yield from _gift(offer)


def _keyed(offer: Offer) -> Iterator[Remark]:
    # Who was asked is known to whoever asked; who wrote is not.
    written = [each for each in offer.counted if review(each.kind) and each.milestone not in ("asked", "agreed")]
    if offer.pays and written:
        says = f"`{offer.key}` pays the CSM for each Gartner Peer Insights review: somebody must find out who wrote it."
        yield Remark(f"{offer.path}.where", says, _ANONYMOUS)


def _screenshot(offer: Offer) -> Iterator[Remark]:
    if offer.incentive.proof == "screenshot":
        says = f"`{offer.key}` asks for a screenshot of a Gartner Peer Insights review: reviewers there are anonymous."
        yield Remark(f"{offer.path}.proof", says, _ANONYMOUS)


def _gift(offer: Offer) -> Iterator[Remark]:
    gift = offer.incentive.customer_gift
    if gift is not None and gift[1] == "USD" and gift[0] > 25:
        says = f"`{offer.key}` gives more than 25 USD for a Gartner Peer Insights review, which is the most it allows."
        yield Remark(
            f"{offer.path}.customer_gift", says, "Lower the gift to 25 USD, or let Gartner's own links give it."
        )


_ANONYMOUS = (
    "Take the platform out of what is counted by person: pay for invitations (`milestone: asked`), or set a team "
    "goal on the total that Gartner itself reports."
)

CHECK = Check(
    code="gartner-peer-insights",
    severity="error",
    about="Gartner Peer Insights forbids vendors to track reviews or reviewers, who are anonymous, and gifts above "
    "25 USD. A payout for an identified review breaks the first, whatever its size.",
    cites="R06; Gartner Peer Insights incentives FAQ; Community Guidelines 3.1 and 3.4.2",
    dated="2026-11",
    jurisdiction="platform",
    find=find,
)
