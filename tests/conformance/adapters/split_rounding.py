"""Minor units by ratios, without losing one."""

from fractions import Fraction

from plaudit.values.allocate import allocate
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs


def ratios(inputs: Inputs) -> Answer:
    shares = allocate(int(inputs["minor_units"]), [Fraction(ratio) for ratio in inputs["ratios"]])
    return Answer.of("largest-remainder", shares=list(shares), sum=sum(shares))


KINDS = (Kind(ratios, needs=("minor_units", "ratios")),)
