"""Recognition is a measure with awards on the way, and no money."""

from plaudit.plans.instruments.recognition.terms import Recognition
from plaudit.plans.promise import Promise, Standing


def promise(terms: Recognition, _standing: Standing) -> Promise:
    return Promise(measure=terms.measure, pays=False, awards=terms.awards)
