"""Rounding: at most half a minor unit for each line, and for the total, where a line had something to round."""

from plaudit.earnings.compare.case import Case
from plaudit.earnings.compare.sheet import Owed
from plaudit.values.money import decimal_text


def rounding(case: Case) -> str | None:
    # A score is a quotient, also where the money it pays is whole.
    rounded = [line for line in case.lines if line.kind == "score" or (not line.whole and _moves(line))]
    apart = abs(case.owed - case.paid)
    if not rounded or 2 * apart > len(rounded) + 1:
        return None
    first = rounded[0]
    if first.whole:
        score = decimal_text(int(first.quantity * 10**12), 12)
        return (
            f"Apart by {case.money(apart)}: {first.incentive} pays by a score of {score}, and a spreadsheet rounds its "
            "parts on the way; here a score carries twelve decimals and the money is rounded once."
        )
    shared = f", a share of {first.share.limit_denominator(1000)}" if first.share != 1 else ""
    name = first.activity if first.activity is not None else f"the {first.kind} line"
    lines = "one line that does" if len(rounded) == 1 else f"{len(rounded)} lines that do"
    return (
        f"Apart by {case.money(apart)} over {lines} not come to whole minor units ({first.incentive}, {name}{shared}); "
        "here each is rounded once, half away from zero."
    )


def _moves(line: Owed) -> bool:
    return line.earned != 0 or line.exact is not None
