from collections.abc import Iterator

from plaudit.plans.checks.endorsement import public
from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        gift, spoken = offer.incentive.customer_gift, [kind for kind in offer.kinds if public(kind)]
        if gift is not None and spoken and not offer.incentive.disclosure:
            kind = spoken[0].replace("_", " ")
            yield Remark(
                f"{offer.path}.customer_gift",
                f"`{offer.key}` gives the customer something for a {kind}, and no words are set that tell readers so.",
                'Write `disclosure`, the sentence that stands with it ("Received a gift card for this honest review").',
            )


CHECK = Check(
    code="disclosure-missing",
    severity="error",
    about="A gift to the customer for a public review, testimonial or story without the words that disclose it. "
    "Paying the CSM alone gives the customer nothing to disclose and is not meant here.",
    cites="R04; 16 CFR 255.5; UK Digital Markets, Competition and Consumers Act 2024, Sch. 20; Directive "
    "2005/29/EC Annex I",
    dated="2026-11",
    jurisdiction="US, UK, EU",
    find=find,
)
