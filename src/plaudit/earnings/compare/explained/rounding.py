"""Rounding: at most half a minor unit for each line, and for the total, where a line had something to round."""

from plaudit.earnings.compare.case import Case


def rounding(case: Case) -> str | None:
    rounded = [line for line in case.lines if not line.whole and (line.earned or line.exact is not None)]
    apart = abs(case.owed - case.paid)
    if not rounded or 2 * apart > len(rounded) + 1:
        return None
    first = rounded[0]
    shared = f", a share of {first.share.limit_denominator(1000)}" if first.share != 1 else ""
    name = first.activity if first.activity is not None else f"the {first.kind} line"
    lines = "one line that does" if len(rounded) == 1 else f"{len(rounded)} lines that do"
    return (
        f"Apart by {case.money(apart)} over {lines} not come to whole minor units ({first.incentive}, {name}{shared}); "
        "here each is rounded once, half away from zero."
    )
