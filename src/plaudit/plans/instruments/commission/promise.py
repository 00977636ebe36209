"""A commission is a curve over the amounts of the acts, in the plan's currency."""

from plaudit.plans.pays.measured import Paid
from plaudit.plans.pays.promised import promised
from plaudit.plans.promise import Promise, Standing


def promise(terms: Paid, standing: Standing) -> Promise:
    return promised(terms.measure, terms.pays, standing)
