"""A quota is a curve over the measure, scaled by the person's target."""

from plaudit.plans.instruments.quota.terms import Quota
from plaudit.plans.pays.promised import promised
from plaudit.plans.promise import Promise, Standing


def promise(terms: Quota, standing: Standing) -> Promise:
    return promised(terms.measure, terms.pays, standing, terms.target)
