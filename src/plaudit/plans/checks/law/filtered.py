from collections.abc import Iterator

from plaudit.plans.checks.endorsement import asked_for, review
from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        reviews = [kind for kind in offer.kinds if review(kind)]
        chosen = [condition.attribute for condition in asked_for(offer, "nps", "health", "csat", "satisfaction")]
        if not reviews or not offer.rewards:
            continue
        if offer.incentive.invites == "filtered":
            yield Remark(f"{offer.path}.invites", f"`{offer.key}` rewards reviews and invites only {_SOME}.", _REMEDY)
        elif chosen:
            says = (
                f"`{offer.key}` rewards reviews only of accounts chosen by {' and '.join(chosen)}: it invites {_SOME}."
            )
            yield Remark(f"{offer.path}.where", says, _REMEDY)


_SOME = "customers known to be happy"
_REMEDY = (
    "Invite every customer and offer all of them the same (`invites: all`, no condition on satisfaction). Choosing "
    "happy customers is allowed for references and case studies: move it there."
)

CHECK = Check(
    code="filtered-invitations",
    severity="error",
    about="Incentivised reviews asked only of customers who are known to be satisfied (review gating): the sum of "
    "honest reviews then deceives.",
    cites="R03; Gartner Peer Insights incentives FAQ (all invited, not the happy ones); FTC, Soliciting and Paying "
    "for Online Reviews (2022); 16 CFR 465.7",
    dated="2026-11",
    jurisdiction="US, platforms",
    find=find,
)
