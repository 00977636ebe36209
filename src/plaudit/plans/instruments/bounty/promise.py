"""A bounty is a curve over a count, over points, or over the money of a price list."""

from plaudit.plans.pays.measured import Paid
from plaudit.plans.pays.promised import promised
from plaudit.plans.promise import Promise, Standing


def promise(terms: Paid, standing: Standing) -> Promise:
    return promised(terms.measure, terms.pays, standing)
