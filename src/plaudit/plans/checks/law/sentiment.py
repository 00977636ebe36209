import re
from collections.abc import Iterator

from plaudit.plans.checks.endorsement import asked_for, review
from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer
from plaudit.plans.checks.subject import Subject

_OPINION = ("stars", "star", "rating", "star_rating", "sentiment", "nps", "csat", "satisfaction")
_PRAISE = re.compile(r"\b(5|five)[-_ ]?stars?\b|\b(positive|favou?rable|top[-_ ]rated)[-_ ]reviews?\b", re.IGNORECASE)
_METRIC = re.compile(r"(^|_)(stars?|star_rating|review_rating|review_score|sentiment)(_|$)", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Remark]:
    for offer in subject.offers:
        if offer.rewards:
            yield from _filters(offer)
            yield from _words(offer)
            yield from _metrics(offer)


def _filters(offer: Offer) -> Iterator[Remark]:
    speaking = [kind for kind in offer.kinds if review(kind) or kind == "testimonial"]
    asked = [condition.attribute for condition in asked_for(offer, *_OPINION)]
    if speaking and asked:
        says = f"`{offer.key}` pays for a {speaking[0]} depending on its {' and '.join(asked)}"
        yield Remark(f"{offer.path}.where", f"{says}: that is buying an opinion.", _REMEDY)


def _words(offer: Offer) -> Iterator[Remark]:
    """A condition may be made by implication: by what the incentive is called, or by kinds such as five_star_review."""
    reviews = [kind for kind in offer.kinds if review(kind)]
    named = [word for word in (*reviews, offer.key, offer.incentive.title) if _PRAISE.search(word.replace("_", " "))]
    if reviews and named:
        says = f"`{offer.key}` rewards reviews and calls for praise (`{named[0]}`)"
        yield Remark(offer.path, f"{says}: an opinion is asked for by implication.", _REMEDY)


def _metrics(offer: Offer) -> Iterator[Remark]:
    measures = (offer.promise.measure, *(part.measure for part in offer.promise.parts))
    for name in dict.fromkeys(measure.metric for measure in measures if measure.metric is not None):
        if _METRIC.search(name):
            says = f"`{offer.key}` pays by the metric `{name}`"
            yield Remark(offer.path, f"{says}: more stars, more money, which is buying an opinion.", _REMEDY)


_REMEDY = "Pay the same for every published review, whatever it says: take the condition out of the plan."

CHECK = Check(
    code="pay-by-sentiment",
    severity="error",
    about="Money or a gift, to the CSM or to the customer, that depends on stars, sentiment or the reviewer's "
    "satisfaction, openly or by implication. Scope for reviews by business buyers is not settled; treat them alike.",
    cites="R01; 16 CFR 465.4; Gartner Peer Insights Community Guidelines 3.4.2",
    dated="2026-11",
    jurisdiction="US, platforms",
    find=find,
)
