"""Objectives and key results: progress from a start to a target, weighted milestones."""

from fractions import Fraction

from tests.conformance import scored
from tests.conformance.answer import Answer, Kind, Printed
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned


def progress(inputs: Inputs) -> Answer:
    """Scores are printed with the decimals that their source prints."""
    result = {"start": str(inputs.get("baseline", 0)), "target": str(inputs["target"])}
    return Answer(lambda earned: {"score": printed(earned[0])}, (scored.okr([result], [inputs["actual"]]),))


def printed(earned: Earned, times: int = 1) -> Printed | None:
    score = earned.number("score", "okr")
    return None if score is None else Printed(score * times)


def milestones(inputs: Inputs) -> Answer:
    """A milestone is a key result with the target one."""
    results = [{"target": "1", "weight": str(weight)} for weight in inputs["weights"]]
    world = scored.okr(results, [int(done) for done in inputs["done"]])
    return Answer(lambda earned: {"score": earned[0].number("score", "okr")}, (world,))


def completions(inputs: Inputs) -> Answer:
    """What each part adds to a score of 100: one person for each part."""
    weights = [Fraction(weight) / 100 for weight in inputs["weights_pct"]]
    done = [Fraction(part) for part in inputs["completion_pct"]]
    alone = [[part if place == number else 0 for place, part in enumerate(done)] for number in range(len(done))]
    world = scored.index(weights, alone)
    return Answer(
        lambda earned: {"scores": [earned[0].number("score", "index", person.key) for person in world.people]}, (world,)
    )


KINDS = (
    Kind(completions, needs=("completion_pct", "weights_pct")),
    Kind(milestones, needs=("done", "weights")),
    Kind(progress, needs=("actual", "target")),
)
