"""Champions are a curve over the shares in champion accounts (rule 8)."""

from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.champions.terms import Champions
from plaudit.plans.pays.promised import promised
from plaudit.plans.promise import Promise, Standing


def promise(terms: Champions, standing: Standing) -> Promise:
    return promised(Measure("champions", average=terms.average), terms.pays, standing, terms.target)
