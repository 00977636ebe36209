"""Objectives with weights: parts of a score, means, and a variable pay in quarters."""

from fractions import Fraction

from plaudit.values.allocate import allocate
from plaudit.values.money import minor
from tests.conformance import scored
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs


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
    """Parts of equal weight, paid one unit of a currency with so many decimals for each unit of score."""
    currency, scale = {0: ("JPY", 1), 2: ("USD", 1), 3: ("KWD", 1), 4: ("CLF", 1)}[decimals]
    share = Fraction(1, len(parts))
    world = scored.index([share] * len(parts), [parts], scored.in_proportion(1000, str(scale)), currency=currency)
    return Answer(lambda earned: {"final": earned[0].money()}, (world,))


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
