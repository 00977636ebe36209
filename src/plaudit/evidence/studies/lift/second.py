"""Other readings beside the first: least squares on the rates of each unit, and the split of all acts (M6, M7)."""

import numpy as np
from scipy import stats

from plaudit.evidence.answer import Figure
from plaudit.evidence.methods import anytime
from plaudit.evidence.methods.means import difference
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.seen import Seen, among, with_accounts

ALIKE = "since the start alone, as though people were alike (conditional binomial)"


def second(everybody: Seen, at: looks.Bound | None) -> dict[str, Figure]:
    """Acts a month and account (or a unit, where nobody says who holds what): every unit counts alike, big or small.

    None where a side has fewer than two who held accounts in every month.
    """
    seen = among(everybody, with_accounts(everybody))
    if min(int(seen.treated.sum()), int((~seen.treated).sum())) < 2:
        return {"low": None, "middle": None, "high": None, "of what there would have been": None}
    before, after = (
        seen.counts[:, months].sum(axis=1) / seen.exposure[:, months].sum(axis=1)
        for months in (seen.before, seen.during)
    )
    found = difference(before, after, seen.treated, seen.pairs)
    low, high = found.within(looks.reach(found.free, 0.8, at))
    without = float(after[seen.treated].mean()) - found.point
    share = found.point / without if without > 0 else None
    return {"low": low, "middle": found.point, "high": high, "of what there would have been": share}


def by_binomial(seen: Seen, at: looks.Bound | None) -> dict[str, Figure]:
    """Of all acts since the start, how many are the treated's, as though people differed by nothing but chance."""
    level = looks.WIDE if at is None else 1 - 2 * float(stats.norm.sf(at.wide))
    since = anytime.split(seen.counts[:, seen.during], seen.exposure[:, seen.during], seen.treated, 1.0)
    low, high = (float(np.expm1(end)) for end in anytime.before(since, level))
    rates = [
        float(seen.counts[side][:, seen.during].sum() / seen.exposure[side][:, seen.during].sum())
        for side in (seen.treated, ~seen.treated)
    ]
    return {"low": low, "middle": rates[0] / rates[1] - 1 if rates[1] > 0 else None, "high": high}
