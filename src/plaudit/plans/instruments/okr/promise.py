"""An OKR is a score: the weighted mean of how far each key result got from its start to its target (rule 20)."""

from fractions import Fraction

from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.okr.terms import KeyResult, Okr
from plaudit.plans.pays.promised import promised_score
from plaudit.plans.promise import Part, Promise, Standing
from plaudit.values.curve_of import score


def promise(terms: Okr, standing: Standing) -> Promise:
    return promised_score(tuple(_part(result) for result in terms.key_results), terms.pays, standing)


def _part(result: KeyResult) -> Part:
    return Part(
        title=result.title,
        measure=Measure("count") if result.metric is None else Measure("metric", metric=result.metric),
        curve=score([(result.start, Fraction(0)), (result.target, Fraction(1))]),
        weight=result.weight,
        counts=result.counts,
    )
