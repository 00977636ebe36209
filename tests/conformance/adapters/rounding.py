"""Rounding to a step. We have one mode, half away from zero; other modes agree with it or they do not."""

from fractions import Fraction
from math import prod

from plaudit.values.money import minor
from plaudit.values.rounding import rounded_fraction
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs

OURS = "HALF_UP"


def to_step(inputs: Inputs) -> Answer:
    return _rounded(Fraction(inputs["value"]), inputs)


def quotient(inputs: Inputs) -> Answer:
    return _rounded(Fraction(inputs["numerator"]) / Fraction(inputs["denominator"]), inputs)


def product(inputs: Inputs) -> Answer:
    ratio = Fraction(inputs["numerator"]) / Fraction(inputs["denominator"])
    return _rounded(prod(map(Fraction, inputs["factors"])) * ratio, inputs)


def _rounded(exact: Fraction, inputs: Inputs) -> Answer:
    step = Fraction(inputs["step"])
    other = inputs.get("mode", OURS) != OURS
    return Answer.of("half-away-from-zero" if other else None, rounded=rounded_fraction(exact / step) * step)


def strict(inputs: Inputs) -> Answer:
    """What is finer than the minor unit is not read as money at all."""
    return Answer(lambda _: {"rounded": minor(inputs["value"], inputs["currency"])})


KINDS = (
    Kind(to_step, "round"),
    Kind(quotient, "round_div"),
    Kind(product, "round_product"),
    Kind(strict, needs=("currency", "mode", "value")),
)
