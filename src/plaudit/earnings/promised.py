"""What an incentive promises to somebody with no target of her own, for a whole window."""

from collections.abc import Iterator

from plaudit.plans.incentive import Incentive
from plaudit.plans.instruments import find
from plaudit.plans.promise import Promise, Standing


def promised(incentive: Incentive, currency: str) -> Promise:
    answer: Promise = find(incentive.kind).promise(incentive.terms, Standing(currency))
    return answer


def metrics(incentive: Incentive, currency: str) -> Iterator[str]:
    """The metrics that it measures, scores or asks for."""
    promise = promised(incentive, currency)
    named = [promise.measure.metric, *(part.measure.metric for part in promise.parts)]
    if incentive.requires is not None:
        named.append(incentive.requires.metric)
    return (metric for metric in named if metric is not None)
