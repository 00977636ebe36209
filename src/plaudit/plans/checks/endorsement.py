"""Which kinds of activity are reviews, and which are words of a customer in public."""

from plaudit.plans.checks.offer import Offer
from plaudit.plans.incentive import Condition

_PUBLIC = frozenset(
    {"testimonial", "quote", "video", "blog", "whitepaper", "case_study", "community_post", "earned_media"}
)


def review(kind: str) -> bool:
    """A company's own kinds count too: `g2_review` is a review."""
    return "review" in kind.lower().replace("-", "_").split("_")


def public(kind: str) -> bool:
    return review(kind) or kind in _PUBLIC


def asked_for(offer: Offer, *attributes: str) -> tuple[Condition, ...]:
    """The incentive's filters on these attributes, whatever their test."""
    return tuple(condition for condition in offer.incentive.where if condition.attribute in attributes)


def on_gartner(offer: Offer) -> bool:
    """Whether the plan's text says that reviews on Gartner Peer Insights count."""
    platforms = [value for condition in asked_for(offer, "platform") for value in condition.values]
    reviews = [kind for kind in offer.kinds if review(kind)]
    return bool(reviews) and any("gartner" in name.lower() for name in (*platforms, *reviews))
