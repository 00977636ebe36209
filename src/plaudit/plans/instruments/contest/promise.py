"""A contest is a ranking by a measure, and prizes for the first ranks of each bracket."""

from plaudit.plans.instruments.contest.terms import Contest
from plaudit.plans.promise import Bracket, Prizes, Promise, Standing


def promise(terms: Contest, _standing: Standing) -> Promise:
    ends = (*terms.bounds, None)
    lists = terms.prizes if len(terms.prizes) == len(ends) else terms.prizes * len(ends)
    return Promise(
        measure=terms.measure,
        prizes=Prizes(
            brackets=tuple(Bracket(end, prizes) for end, prizes in zip(ends, lists, strict=True)),
            ties=terms.ties,
            minimum=terms.minimum,
            by=terms.by,
            seed=terms.seed,
        ),
    )
