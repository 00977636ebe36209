"""The promise of most instruments: a measure, and a way of paying for it."""

from fractions import Fraction

from plaudit.plans.incentive import Measure
from plaudit.plans.pays.aim import Aim
from plaudit.plans.pays.nothing import Nothing
from plaudit.plans.pays.pays import Pays
from plaudit.plans.promise import Part, Promise, Standing


def promised(measure: Measure, pays: Pays, standing: Standing, target: Fraction | None = None) -> Promise:
    """`target` is the plan's own, for a whole window; the standing's goes before it (rule 13)."""
    aimed = standing.target
    if aimed is None and target is not None:
        aimed = target * standing.share
    return Promise(
        measure=measure,
        curve=pays.curve(Aim(standing, aimed)),
        pays=pays != Nothing(),
        target=aimed,
    )


def promised_score(parts: tuple[Part, ...], pays: Pays, standing: Standing) -> Promise:
    """A score is its own attainment: it has no target (rule 20)."""
    return Promise(
        measure=Measure("score"),
        curve=pays.curve(Aim(standing, scored=True)),
        pays=pays != Nothing(),
        parts=parts,
    )
