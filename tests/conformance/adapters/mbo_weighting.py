"""Objectives with weights: parts of a score, means, and a variable pay in quarters."""

from fractions import Fraction

from plaudit.values.allocate import allocate
from plaudit.values.money import minor
from tests.conformance import scored
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned


def weighted(inputs: Inputs) -> Answer:
    """Each part alone, and then all of them: one person each."""
    weights = [Fraction(weight) / 100 for weight in inputs["weights_pct"]]
    scores = [Fraction(score) for score in inputs["scores"]]
    alone = [[score if place == number else 0 for place, score in enumerate(scores)] for number in range(len(scores))]
    world = scored.index(weights, [*alone, scores])
    people = [person.key for person in world.people]
    return Answer(
        lambda earned: {
            "earned": [earned[0].number("score", "index", person) for person in people[:-1]],
            "total": earned[0].number("score", "index", people[-1]),
        },
        (world,),
    )


def mean(inputs: Inputs) -> Answer:
    return mean_of(inputs["parts"], decimals=3)


def mean_of(parts: scored.Numbers, decimals: int) -> Answer:
    """Parts of equal weight, paid in a currency without decimals: a unit for each of the last decimal."""
    share, units = Fraction(1, len(parts)), 10**decimals
    world = scored.index([share] * len(parts), [parts], scored.in_proportion(1000, str(units)), currency="JPY")

    def read(earned: tuple[Earned, ...]) -> Said:
        paid = earned[0].money()
        return {"final": None if paid is None else paid / units}

    return Answer(read, (world,))


def quarters(inputs: Inputs) -> Answer:
    """A year's variable pay in equal parts that lose no cent."""
    count = int(inputs["quarters"])
    parts = allocate(minor(inputs["variable"], "USD"), [1] * count)
    (part,) = set(parts)
    return Answer.of(None, per_quarter=Fraction(part, 100))


KINDS = (
    Kind(weighted, needs=("scores", "weights_pct")),
    Kind(mean, needs=("parts",)),
    Kind(quarters, needs=("quarters", "variable")),
)
