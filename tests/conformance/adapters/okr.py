"""Objectives, key results, appraisals: weighted scores and means."""

from fractions import Fraction

from tests.conformance import scored
from tests.conformance.adapters.mbo_weighting import mean_of
from tests.conformance.adapters.okr_scoring import printed
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs


def weighted(inputs: Inputs) -> Answer:
    weights = [Fraction(weight) for weight in inputs["weights"]]
    whole = sum(weights)
    world = scored.index([weight / whole for weight in weights], [inputs["scores"]])
    return Answer(lambda earned: {"total": earned[0].number("score", "index", "p0")}, (world,))


def mean(inputs: Inputs) -> Answer:
    return mean_of([Fraction(score) for score in inputs["scores"]], int(inputs["decimals"]))


def key_results(inputs: Inputs) -> Answer:
    """A weight that is missing is left out of the plan too, where it is one."""
    results = [
        {"target": target} | ({"weight": weight[0]} if weight and weight[0] is not None else {})
        for _, target, *weight in inputs["key_results"]
    ]
    world = scored.okr(results, [value for value, *_ in inputs["key_results"]])
    return Answer(lambda earned: {"percent": printed(earned[0], 100)}, (world,), "some-weight")


def clamped(inputs: Inputs) -> Answer:
    world = scored.okr([{"target": inputs["target"]}], [inputs["value"]])
    return Answer(lambda earned: {"progress": printed(earned[0])}, (world,), "some-way-to-go")


def mean_score(inputs: Inputs) -> Answer:
    """Scores of 100 with weights; without weights each counts the same, and an objective has a key result."""
    weights = inputs.get("weights", ["1"] * len(inputs["scores"]))
    results = [{"target": "100", "weight": weight} for weight in weights]
    world = scored.okr(results, inputs["scores"])
    return Answer(lambda earned: {"score": printed(earned[0], 100)}, (world,), "some-weight")


KINDS = (
    Kind(weighted, "weighted_score"),
    Kind(mean, "mean_round"),
    Kind(key_results, "okr_weighted"),
    Kind(clamped, "okr_clamp"),
    Kind(mean_score, "weighted_mean"),
    Kind(mean_score, needs=("scores",)),
)
